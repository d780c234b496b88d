import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { dyingAfter } from "#test/support/dying-database.ts";
import { engines } from "#test/support/engines.ts";
import { broken, World } from "#test/support/flow-world.ts";

const leads = ["1", "2"];

/** A lead's whole way. What was not acknowledged, the CRM sends again. */
async function live(world: World): Promise<void> {
  await Promise.all(leads.map((lead) => world.hook({ kind: "added", lead })));
  await world.decide();
  await world.deliver();
  for (const lead of leads) {
    const responsible = world.crm.held.get(lead)?.responsible ?? null;
    await world.hook({ kind: "responsible", lead, responsible });
  }
  await world.decide();
}

describe.each(engines)("a process that dies on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("after any statement, loses no lead and decides none twice", async () => {
    let statements = 0;
    for (let completed = false; !completed; statements += 1) {
      const world = await World.open(database);
      for (const lead of leads) world.crm.put(lead);
      world.restart({ database: dyingAfter(database, statements) });
      completed = await live(world).then(
        () => true,
        () => false,
      );
      world.restart();
      await live(world);
      expect(await broken(world), `killed after ${statements} statements`).toEqual([]);
      for (const lead of leads) {
        expect(await world.standing(lead)).toMatch(/^decided, owner 1[12], delivery confirmed$/);
      }
    }
    expect(statements).toBeGreaterThan(20);
  });
});
