import fc from "fast-check";
import { expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import { Limiter, type Priority } from "./limiter.ts";
import { VirtualClock } from "./testing/virtual-clock.ts";

const perSecond = 7;

interface Start {
  readonly name: string;
  readonly at: number;
}

function scene(patienceMs = 10_000) {
  const clock = new VirtualClock();
  const limiter = new Limiter({ perSecond, clock, patienceMs });
  const starts: Start[] = [];
  const failures: CrmFailure[] = [];
  const ask = async (priority: Priority, name: string = priority): Promise<void> => {
    try {
      await limiter.turn(priority);
      starts.push({ name, at: clock.now() });
    } catch (error) {
      if (!(error instanceof CrmFailure)) throw error;
      failures.push(error);
    }
  };
  return { clock, limiter, starts, failures, ask };
}

const happening = fc.record({
  at: fc.integer({ min: 0, max: 6_000 }),
  what: fc.constantFrom("write", "read", "slow", "slowTold", "calm"),
});

test("never more than seven requests start within any one second, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 120, size: "max" }), async (happenings) => {
      const { clock, limiter, starts, ask } = scene(100_000);
      for (const { at, what } of happenings) {
        const acts = {
          write: () => void ask("write"),
          read: () => void ask("read"),
          slow: () => limiter.slowDown(null),
          slowTold: () => limiter.slowDown(700),
          calm: () => limiter.calm(),
        };
        void clock.wait(at).then(acts[what]);
      }
      await clock.run();
      const times = starts.map(({ at }) => at);
      const asked = happenings.filter(({ what }) => what === "write" || what === "read").length;
      expect(times).toHaveLength(asked);
      for (const from of times) {
        expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(
          perSecond,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("a backlog of 200 goes out within 1.15 of the CRM's own bound", async () => {
  const { clock, starts, ask } = scene();
  for (let i = 0; i < 200; i++) void ask("write");
  await clock.run();
  expect(starts).toHaveLength(200);
  expect(starts.at(-1)?.at).toBeLessThanOrEqual((200 / perSecond) * 1_000 * 1.15);
});

test("a single request starts at once", async () => {
  const { clock, starts, ask } = scene();
  await ask("read");
  await clock.run();
  expect(starts).toEqual([{ name: "read", at: 0 }]);
});

test("writes go before reads, and each kind in the order it came", async () => {
  const { clock, starts, ask } = scene();
  for (let i = 0; i < perSecond; i++) void ask("read", "early");
  for (const name of ["read 1", "read 2"]) void ask("read", name);
  for (const name of ["write 1", "write 2"]) void ask("write", name);
  await clock.run();
  const late = starts.filter(({ name }) => name !== "early").map(({ name }) => name);
  expect(late).toEqual(["write 1", "write 2", "read 1", "read 2"]);
});

test("the time that the CRM names is waited out", async () => {
  const { clock, limiter, starts, ask } = scene();
  limiter.slowDown(3_000);
  void ask("write");
  await clock.run();
  expect(starts).toEqual([{ name: "write", at: 3_000 }]);
});

test("without a time the pause doubles from 1 s to 60 s, and begins anew after a success", async () => {
  const { clock, limiter, starts, ask } = scene(100_000);
  const pauses: number[] = [];
  const pause = async (): Promise<void> => {
    const before = clock.now();
    limiter.slowDown(null);
    void ask("read");
    await clock.run();
    pauses.push((starts.at(-1)?.at ?? 0) - before);
  };
  for (let i = 0; i < 8; i++) await pause();
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1_000));
  limiter.calm();
  await pause();
  expect(pauses.at(-1)).toBe(1_000);
});

test("requests that fail together are one incident: the pause does not double for each", async () => {
  const { clock, limiter, starts, ask } = scene();
  for (let i = 0; i < perSecond; i++) limiter.slowDown(null);
  void ask("read");
  await clock.run();
  expect(starts).toEqual([{ name: "read", at: 1_000 }]);
});

test("in a long pause calls fail at once and say how long it lasts", async () => {
  const { clock, limiter, starts, failures, ask } = scene();
  for (let i = 0; i < perSecond + 1; i++) void ask("read");
  limiter.block(300_000);
  void ask("write");
  await clock.run();
  expect(starts).toHaveLength(perSecond);
  expect(failures.map(({ kind }) => kind)).toEqual(["forbidden", "forbidden"]);
  expect(failures[0]?.retryAfterMs).toBeGreaterThan(298_000);
  expect(failures[0]?.message).toMatch(/nothing is sent to it for \d+ s/);
});

test("a shorter pause never cuts a longer one", async () => {
  const { clock, limiter, failures, ask } = scene();
  limiter.block(300_000);
  limiter.slowDown(1_000);
  await ask("read");
  await clock.run();
  expect(failures[0]).toMatchObject({ kind: "forbidden", retryAfterMs: 300_000 });
});
