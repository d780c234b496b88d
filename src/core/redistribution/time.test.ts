/** Working time and shifts, found by looking at every minute. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Program } from "#core/program.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#core/time.ts";
import { configurationOf, instant } from "#test/support/checked-world.ts";
import { range } from "#test/support/random-world.ts";
import { deadlineOf, warningAt } from "./deadline.ts";
import type { HeldLead } from "./held-lead.ts";
import { nextShiftChange, shiftEnds, shiftStarts } from "./shift-changes.ts";

const monday = instant("2026-03-02T00:00:00+03:00");

interface Team {
  readonly timezone?: string;
  readonly anna: object | null;
  readonly taken?: object;
  readonly handover?: object;
}

function teamOf({ timezone, anna, taken, handover }: Team): Program {
  const schedules = anna === null ? {} : { hers: anna };
  const configuration = configurationOf({
    ...(timezone === undefined ? {} : { timezone }),
    schedules,
    managers: { anna: anna === null ? {} : { schedule: "hers" }, boris: {} },
    rules: [
      {
        members: ["anna", "boris"],
        ...(taken === undefined ? {} : { taken }),
        ...(handover === undefined ? {} : { handover }),
      },
    ],
  });
  return compile(configuration);
}

const heldBy = (manager: string, givenAt: number, more: Partial<HeldLead> = {}): HeldLead => ({
  lead: "1",
  facts: { channel: "call" },
  rule: "R1",
  manager,
  givenAt,
  takenBy: [],
  missed: [],
  transfers: 0,
  returnTo: null,
  charge: null,
  ...more,
});

const weeks = fc
  .record({
    anna: range,
    days: fc.constantFrom("mon-fri", "mon,wed,sat", "mon-sun"),
    zone: fc.constantFrom("Europe/Berlin", "Asia/Tomsk"),
  })
  .map(({ anna, days, zone }) => ({ timezone: zone, anna: { weekly: { [days]: anna } } }));

/** Around Berlin's clock change of 2026-03-29. */
const aroundChange = instant("2026-03-27T00:00:00Z");
const minutes = (count: number) => Array.from({ length: count }, (_, minute) => minute);

describe("the clock of a lead that is not taken", () => {
  test("counts exactly the minutes on schedule", () => {
    fc.assert(
      fc.property(
        weeks,
        fc.nat({ max: 3 * 1440 }),
        fc.integer({ min: 1, max: 900 }),
        (team, start, within) => {
          const program = teamOf({ ...team, taken: { within: `${within}m` } });
          const givenAt = aroundChange + start * MINUTE_MS;
          const deadline = deadlineOf(program, heldBy("anna", givenAt)) ?? 0;
          const passed = minutes((deadline - givenAt) / MINUTE_MS).filter((minute) =>
            program.timetables[0]?.covers(givenAt + minute * MINUTE_MS),
          );
          expect(passed.length).toBe(within);
          // It is over with the last of them, not later.
          expect(program.timetables[0]?.covers(deadline - MINUTE_MS)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("without a schedule all time counts; a free one is all time but for its days off", () => {
    const within = { taken: { within: "2h", warn: "90m" } };
    const none = teamOf({ anna: null, ...within });
    expect(deadlineOf(none, heldBy("anna", monday))).toBe(monday + 2 * HOUR_MS);
    expect(warningAt(none, heldBy("anna", monday))).toBe(monday + 90 * MINUTE_MS);
    const free = teamOf({ anna: { free: true, exceptions: { "2026-03-03": "off" } }, ...within });
    const late = monday + 23 * HOUR_MS;
    expect(deadlineOf(free, heldBy("anna", late))).toBe(late + DAY_MS + 2 * HOUR_MS);
  });

  test("runs for nobody who has begun, in no rule without `taken`, and never without hours", () => {
    const program = teamOf({ anna: null, taken: { within: "15m", warn: "5m" } });
    const taken = heldBy("anna", monday, { takenBy: ["boris", "anna"] });
    expect([deadlineOf(program, taken), warningAt(program, taken)]).toEqual([null, null]);
    const byOther = heldBy("anna", monday, { takenBy: ["boris"] });
    expect(deadlineOf(program, byOther)).toBe(monday + 15 * MINUTE_MS);
    expect(deadlineOf(program, heldBy("anna", monday, { rule: "gone" }))).toBeNull();
    expect(deadlineOf(teamOf({ anna: null }), heldBy("anna", monday))).toBeNull();
    const once = teamOf({
      anna: { calendar: { "2026-03-02": "10:00-10:10" } },
      taken: { within: "15m", warn: "20m" },
    });
    expect(deadlineOf(once, heldBy("anna", monday))).toBeNull();
    // Who is reminded after the deadline is not reminded.
    expect(warningAt(once, heldBy("anna", monday))).toBeNull();
  });

  test("in quiet hours it stands still at their end, whichever day they began on", () => {
    const quiet = (hours: string) => teamOf({ anna: null, taken: { within: "15m", quiet: hours } });
    const at = (time: string) => instant(`2026-03-03T${time}:00+03:00`);
    const deadline = (hours: string, time: string) =>
      deadlineOf(quiet(hours), heldBy("anna", at(time) - 15 * MINUTE_MS));
    expect(deadline("22:00-08:00", "21:59")).toBe(at("21:59"));
    expect(deadline("22:00-08:00", "22:00")).toBe(at("08:00") + DAY_MS);
    expect(deadline("22:00-08:00", "03:00")).toBe(at("08:00"));
    expect(deadline("22:00-08:00", "08:00")).toBe(at("08:00"));
    expect(deadline("12:00-13:00", "12:30")).toBe(at("13:00"));
  });
});

describe("shifts", () => {
  test("end and begin where more than two hours without work begin and end", () => {
    const days = fc.record({
      first: fc.integer({ min: 0, max: 10 }),
      gap: fc.integer({ min: 0, max: 300 }),
      second: fc.integer({ min: 1, max: 8 }),
      zone: fc.constantFrom("Europe/Berlin", "Asia/Tomsk"),
    });
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    fc.assert(
      fc.property(days, ({ first, gap, second, zone }) => {
        const noon = first * 60 + 180;
        const again = noon + gap;
        const end = Math.min(again + second * 60, 1439);
        const hours = [`${clock(first * 60)}-${clock(noon)}`, `${clock(again)}-${clock(end)}`];
        const program = teamOf({ timezone: zone, anna: { weekly: { "mon-sun": hours } } });
        const works = (minute: number) =>
          program.timetables[0]?.covers(aroundChange + minute * MINUTE_MS) === true;
        const anyIn = (from: number, to: number) =>
          minutes(to - from + 1).some((minute) => works(from + minute));
        const span = minutes(3 * 1440).map((minute) => minute + 1);
        const ends = span.filter((minute) => works(minute - 1) && !anyIn(minute, minute + 120));
        const starts = span.filter((minute) => works(minute) && !anyIn(minute - 121, minute - 1));
        const stretch = { after: aroundChange, until: aroundChange + 3 * DAY_MS };
        const found = (changes: ReturnType<typeof shiftEnds>) =>
          changes.map(({ at }) => (at - aroundChange) / MINUTE_MS);
        expect(found(shiftEnds(program, stretch))).toEqual(ends);
        expect(found(shiftStarts(program, stretch))).toEqual(starts);
      }),
      { numRuns: 30 },
    );
  });

  test("the stretch is half-open: its beginning is not in it, its end is", () => {
    const program = teamOf({ anna: { weekly: { mon: "09:00-18:00" } } });
    const [nine, six] = [monday + 9 * HOUR_MS, monday + 18 * HOUR_MS];
    expect(shiftStarts(program, { after: nine - 1, until: nine })).toEqual([
      { manager: "anna", at: nine },
    ]);
    expect(shiftStarts(program, { after: nine, until: six })).toEqual([]);
    expect(shiftEnds(program, { after: nine, until: six })).toEqual([{ manager: "anna", at: six }]);
    expect(shiftEnds(program, { after: six, until: six + HOUR_MS })).toEqual([]);
    expect(shiftEnds(program, { after: nine, until: six - 1 })).toEqual([]);
  });

  test("the next change is looked for only where some rule goes by shifts", () => {
    const anna = { calendar: { "2026-03-30": "10:00-12:00" } };
    const at = instant("2026-03-30T10:00:00+03:00");
    const next = (handover: object | undefined, after: number) =>
      nextShiftChange(teamOf({ anna, ...(handover === undefined ? {} : { handover }) }), after);
    expect(next({ at_shift_end: "all" }, monday)).toBe(at);
    expect(next({ return: true }, at)).toBe(at + 2 * HOUR_MS);
    expect(next({ at_shift_end: "all" }, at + 2 * HOUR_MS)).toBeNull();
    expect(next({ on_duty_off: "all" }, monday)).toBeNull();
    expect(next(undefined, monday)).toBeNull();
  });
});
