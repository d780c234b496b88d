import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, rules, World } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld, within } from "#test/support/watched-world.ts";

const STATEMENTS_MAX = 12;
/** What the managers do, and how far the watch has come, is read and written besides. */
const WATCH_MAX = 14;

const knownClients = `${rules}    keep_owner: { of: [contact, last] }\n    limits: { member: { day: 99, open: 99 } }\n`;

/** Counts what one round of `work` says to the database, the look that finds nothing left included. */
async function statementsOf(world: World, work: () => Promise<void>): Promise<number> {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const { database } = world;
  world.restart({ database: { ...database, kysely: database.kysely.withPlugin(counting) } });
  // What a process that has run for a while has in memory.
  await world.comes("warm");
  await world.decide();
  statements = 0;
  await work();
  return statements;
}

describe.each(engines)("the statements of a batch on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test.each([
    [1, rules],
    [60, rules],
    [60, knownClients],
  ])("are at most twelve for %i new leads", async (leads, text) => {
    const world = await World.open(database, text);
    const statements = await statementsOf(world, async () => {
      const ids = Array.from({ length: leads }, (_, index) => `${index}`);
      for (const id of ids) world.crm.put(id, { facts: { contact: id } });
      await world.hook(...ids.map((lead) => ({ lead })));
      await world.decide();
    });
    const intake = 1;
    const lastLook = 1;
    expect(statements - intake - lastLook).toBeLessThanOrEqual(STATEMENTS_MAX);
  });

  test.each([1, 60])("are at most twelve for %i leads that are released", async (leads) => {
    const world = await World.open(database);
    world.clock.pass(10 * hours);
    for (let lead = 0; lead < leads; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    world.clock.pass(14 * hours);
    const statements = await statementsOf(world, () => world.release());
    const lastLook = 5;
    expect(statements - lastLook).toBeLessThanOrEqual(STATEMENTS_MAX);
  });

  test.each([
    ["are handed over", shifts("handover: { at_shift_end: all }"), 8 * hours],
    ["nobody has taken", within(", turn_back: true"), 2.5 * hours],
  ])("do not grow with the leads that %s", async (_, text, ms) => {
    const statements: number[] = [];
    for (const leads of [1, 60]) {
      const ids = Array.from({ length: leads }, (_, index) => `${index}`);
      const { world } = await WatchedWorld.open(database, text, ids);
      world.clock.pass(ms);
      statements.push(await statementsOf(world, () => world.watch()));
      const moved = await Promise.all(ids.map((id) => world.decisions(id)));
      expect(moved.every((decisions) => decisions.length === 2)).toBe(true);
    }
    const [one = 0, sixty] = statements;
    expect(sixty).toBe(one);
    const lastLook = 5;
    expect(one - lastLook).toBeLessThanOrEqual(WATCH_MAX);
  });
});
