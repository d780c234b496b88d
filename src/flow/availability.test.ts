import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lastDutyChanges, listChanges } from "#store/availability.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { counted } from "#test/support/failing-database.ts";
import { hours, minutes, rules, switchDuty, World } from "#test/support/flow-world.ts";
import { changeDuty, seen } from "./availability.ts";
import { attendBatch } from "./availability-clock.ts";
import { startFlow } from "./service.ts";

const watched = `${rules}    availability: [schedule, duty, presence]\n`;
const online = { duty: "online", until: null } as const;
const offline = { duty: "offline", until: null } as const;

describe.each(engines)("availability on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const log = async ({ account }: World, manager?: string) => {
    const changes = await listChanges(database.kysely, { account, manager, limit: 100 });
    return changes.map(({ manager, from, to, by, why }) =>
      [manager, from, to, by.kind, by.name, why].join(" "),
    );
  };
  const attend = (world: World) => attendBatch(world.flow, world.account);
  const sees = (world: World, manager: string) =>
    seen(world.flow, { account: world.account, manager });
  const goes = async (world: World, lead: string) => {
    await world.comes(lead);
    await world.decide();
    return (await world.decisions(lead)).at(-1);
  };

  test("every change is kept with who and why; what changes nothing is not", async () => {
    const world = await World.open(database);
    const { account, flow } = world;
    const by = { kind: "self", name: "ursula" } as const;
    const off = { account, manager: "ursula", duty: offline, by, why: "к врачу" };
    expect(await changeDuty(flow, off)).toBe(true);
    expect(await changeDuty(flow, off)).toBe(false);
    expect(await changeDuty(flow, { ...off, duty: { duty: "offline", until: 5 } })).toBe(false);
    expect(await switchDuty(flow, { account, manager: "ursula", duty: online })).toBe(true);
    expect(await switchDuty(flow, { account, manager: "nadezhda", duty: online })).toBe(false);
    expect(await log(world)).toEqual([
      "ursula offline online head head ",
      "ursula online offline self ursula к врачу",
    ]);
    const last = await lastDutyChanges(database.kysely, account);
    expect(last.get("ursula")).toMatchObject({ to: "online", by: { kind: "head" } });
    expect(last.get("nadezhda")).toBeUndefined();
  });

  test("a pause ends by itself, once, and that is kept too", async () => {
    const world = await World.open(database);
    const { account, flow, clock } = world;
    const until = clock.now() + 15 * minutes;
    const paused = { duty: "paused", until } as const;
    await switchDuty(flow, { account, manager: "ursula", duty: paused });
    await switchDuty(flow, { account, manager: "nadezhda", duty: offline });
    expect(await goes(world, "1")).toBe("new waiting null");
    clock.pass(15 * minutes - 1);
    expect(await attend(world)).toBe(0);
    clock.pass(5_000);
    expect(await attend(world)).toBe(1);
    expect(await attend(world)).toBe(0);
    const [ended] = await listChanges(database.kysely, { account, manager: "ursula", limit: 1 });
    expect(ended).toMatchObject({ at: until, to: "online", why: "pause_over" });
    await world.release();
    expect((await world.decisions("1")).at(-1)).toBe("released assigned ursula");
  });

  test("a pause that is over when its manager moves the switch is told before", async () => {
    const world = await World.open(database);
    const { account, flow, clock } = world;
    const paused = { duty: "paused", until: clock.now() + minutes } as const;
    await switchDuty(flow, { account, manager: "ursula", duty: paused });
    clock.pass(2 * minutes);
    await switchDuty(flow, { account, manager: "ursula", duty: offline });
    expect(await log(world)).toEqual([
      "ursula online offline head head ",
      "ursula paused online system smena pause_over",
      "ursula online paused head head ",
    ]);
  });

  test("presence holds while nobody is ever seen, and 180 s after a heartbeat from then on", async () => {
    const world = await World.open(database, watched);
    world.clock.pass(hours);
    await attend(world);
    expect(await goes(world, "1")).toMatch(/^new assigned/);
    await sees(world, "ursula");
    world.clock.pass(179_999);
    await attend(world);
    expect(await log(world)).toEqual([]);
    await sees(world, "ursula");
    world.clock.pass(1);
    await attend(world);
    expect(await log(world)).toEqual([
      "marina present absent system smena not_seen",
      "nadezhda present absent system smena not_seen",
    ]);
    for (const lead of ["2", "3", "4"]) expect(await goes(world, lead)).toBe("new assigned ursula");
    world.clock.pass(179_999);
    await attend(world);
    expect(await log(world, "ursula")).toEqual(["ursula present absent system smena not_seen"]);
    expect(await goes(world, "5")).toBe("new waiting null");
    await sees(world, "nadezhda");
    await world.release();
    expect((await world.decisions("5")).at(-1)).toBe("released assigned nadezhda");
    expect(await log(world, "nadezhda")).toContain("nadezhda absent present self nadezhda seen");
  });

  test("a heartbeat that overtakes the clock keeps its manager present", async () => {
    const world = await World.open(database, watched);
    await sees(world, "ursula");
    world.clock.pass(180_000);
    await Promise.all([sees(world, "ursula"), attend(world), sees(world, "ursula")]);
    world.clock.pass(1_000);
    await sees(world, "ursula");
    await attend(world);
    expect(await goes(world, "1")).toBe("new assigned ursula");
  });

  test("heads are told once a shift that somebody has not begun", async () => {
    const world = await World.open(database);
    const { account, flow, clock } = world;
    const told = () =>
      database.kysely
        .selectFrom("notice")
        .select(["kind", "to_role", "params", "at"])
        .where("account_id", "=", account)
        .orderBy("id")
        .execute();
    await switchDuty(flow, { account, manager: "ursula", duty: offline });
    await switchDuty(flow, { account, manager: "marina", duty: offline });
    await attend(world);
    expect(await told()).toEqual([]);
    // Tuesday 09:10: marina shares in no rule, so nobody misses her.
    clock.pass(23 * hours + 9 * minutes - 1_000);
    await attend(world);
    expect(await told()).toEqual([]);
    for (const ms of [minutes, minutes, hours]) {
      clock.pass(ms);
      await attend(world);
    }
    const since = Date.parse("2026-03-03T09:00:00+07:00");
    const missed = { kind: "not_at_work", to_role: "head", params: { manager: "ursula", since } };
    expect(await told()).toEqual([expect.objectContaining(missed)]);
    clock.pass(24 * hours);
    await attend(world);
    expect(await told()).toHaveLength(2);
  });

  test("the running service notices all of this by its clock alone", async () => {
    const world = await World.open(database, watched);
    const { account, clock } = world;
    const service = startFlow(world.ports());
    const passes = async (ms: number) => {
      clock.pass(ms);
      await service.idle();
    };
    await service.idle();
    const until = clock.now() + 10 * minutes;
    await switchDuty(service.flow, { account, manager: "ursula", duty: { duty: "paused", until } });
    await seen(service.flow, { account, manager: "nadezhda" });
    await passes(180_000);
    expect(await log(world, "nadezhda")).toEqual(["nadezhda present absent system smena not_seen"]);
    await passes(7 * minutes);
    expect((await log(world, "ursula"))[0]).toBe("ursula paused online system smena pause_over");
    await service.close();
    expect(clock.pending).toBe(0);
  });

  test.each([2, 30])(
    "what a clock finds out of %i people is as many statements as any",
    async (people) => {
      const keys = Array.from({ length: people }, (_, index) => `p${index}`);
      const text = `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk, schedule: office }
managers: { ${keys.map((key, index) => `${key}: { name: ${key}, crm: ${index + 1} }`).join(", ")} }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
rules: [{ name: R, method: in_turn, members: [${keys.join(", ")}] }]
`;
      const world = await World.open(database, text);
      for (const manager of keys) {
        const paused = { duty: "paused", until: world.clock.now() + minutes } as const;
        await switchDuty(world.flow, { account: world.account, manager, duty: paused });
        await sees(world, manager);
      }
      world.clock.pass(hours);
      const counting = counted(database);
      world.restart({ database: counting.database });
      expect(await attend(world)).toBe(people);
      // With the reading of the rules by a process that begins anew.
      expect(counting.count()).toBeLessThanOrEqual(11);
      expect(await log(world)).toHaveLength(3 * people);
    },
  );
});
