import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, World } from "#test/support/flow-world.ts";
import { listDecisions } from "./decisions.ts";
import { poolRules } from "./pool.ts";
import { receivedSince, todayCounts, waitingLeads } from "./today.ts";

/** Midnight of Monday 2 March 2026 in Tomsk. */
const midnight = Date.UTC(2026, 2, 1, 17);

describe.each(engines)("what Today counts on $name", (engine) => {
  let database: Database;
  let world: World;
  beforeAll(async () => {
    database = await engine.open();
    world = await World.open(database);
    for (const lead of ["1", "2", "3"]) await world.comes(lead);
    await world.comes("old", { createdAt: 0 });
    await world.comes("odd", { facts: { channel: "written" } });
    await world.decide();
    world.clock.pass(700);
    await world.deliver();
    for (const lead of ["1", "2"]) {
      const responsible = world.crm.held.get(lead)?.responsible ?? null;
      await world.hook({ kind: "responsible", lead, responsible });
    }
    await world.decide();
    world.clock.pass(10 * hours);
    for (const lead of ["8", "9"]) {
      world.clock.pass(1_000);
      await world.comes(lead);
      await world.decide();
    }
    world.clock.pass(1_000);
    await world.comes("10");
  });
  afterAll(() => database.close());

  test("leads by what became of them, and the median to confirmation", async () => {
    expect(await todayCounts(database.kysely, world.account, midnight)).toEqual({
      received: 6,
      assigned: 3,
      waiting: 2,
      unmatched: 1,
      undecided: 0,
      medianMs: 700,
      oldestUndecidedAt: world.clock.now(),
    });
  });

  test("what each manager received", async () => {
    const received = await receivedSince(database.kysely, world.account, midnight);
    expect([...received.values()].sort()).toEqual([1, 2]);
    expect(await receivedSince(database.kysely, world.account, world.clock.now())).toEqual(
      new Map(),
    );
  });

  test("the pool, longest wait first, until when, and why", async () => {
    const waiting = await waitingLeads(database.kysely, world.account, 10);
    const tuesday9 = Date.UTC(2026, 2, 3, 2);
    expect(waiting).toMatchObject([
      { lead: "8", leadName: "Lead 8", rule: "Звонки", until: tuesday9 },
      { lead: "9", record: { kind: "waiting", members: [{ verdict: "off_schedule" }, {}] } },
    ]);
    expect(await poolRules(database.kysely, world.account)).toEqual([
      { rule: "Звонки", waiting: 2 },
    ]);
  });

  test("a line of the history tells how its delivery stands", async () => {
    const { account } = world;
    const { decisions } = await listDecisions(database.kysely, { account }, { limit: 10 });
    const told = decisions.map(({ lead, kind, delivery }) => `${lead} ${kind} ${delivery}`);
    expect(told).toEqual([
      "9 waiting null",
      "8 waiting null",
      "odd unmatched null",
      "3 assigned sent",
      "2 assigned confirmed",
      "1 assigned confirmed",
    ]);
  });
});
