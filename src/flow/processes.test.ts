import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";
import { onPostgres, serverDatabase } from "#test/support/engines.ts";
import { broken, minutes, portsOf, World } from "#test/support/flow-world.ts";
import { decideBatch } from "./decide.ts";
import { deliverAccount } from "./deliver.ts";
import { createFlow } from "./flow.ts";

describe.runIf(onPostgres)("several processes on one PostgreSQL database", () => {
  const opened: Database[] = [];
  let drop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const server = await serverDatabase();
    drop = server.drop;
    for (let process = 0; process < 3; process += 1) {
      opened.push(await openDatabase({ url: server.url }));
    }
    await migrate(opened[0] as Database);
  });
  afterAll(async () => {
    for (const database of opened) await database.close();
    await drop();
  });

  test("never decide a lead twice, even when all take up the same events", async () => {
    const world = await World.open(opened[0] as Database);
    const leads = Array.from({ length: 300 }, (_, index) => `${index}`);
    for (const lead of leads) world.crm.put(lead);
    await Promise.all(leads.map((lead) => world.hook({ kind: "added", lead })));
    // The process that took them in is gone: now they are everybody's.
    world.clock.pass(minutes);
    const flows = opened.map((database, index) =>
      createFlow(portsOf(database, world, { worker: `process ${index}` })),
    );
    await Promise.all(flows.map((flow) => decideBatch(flow, world.account)));
    expect(await broken(world)).toEqual([]);
  });

  test("take turns in deciding, each on the state that the other left", async () => {
    const world = await World.open(opened[0] as Database);
    const worlds = opened.map((database, index) => {
      const flow = createFlow(portsOf(database, world, { worker: `process ${index}` }));
      return flow;
    });
    for (let round = 0; round < 12; round += 1) {
      world.restart({ worker: `process ${round % 3}` });
      await world.comes(`${round}`);
      await decideBatch(worlds[round % 3] as (typeof worlds)[0], world.account);
    }
    expect(await broken(world)).toEqual([]);
    await Promise.all(worlds.map((flow) => deliverAccount(flow, world.account)));
    expect(world.crm.writes).toHaveLength(12);
    expect(world.crm.writes.filter((write) => write.endsWith("11"))).toHaveLength(6);
  });
});
