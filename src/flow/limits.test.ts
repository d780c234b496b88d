import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "#store/migrate.ts";
import type { Database } from "#store/open-database.ts";
import { openDatabase } from "#store/open-database.ts";
import { engines, onPostgres, serverDatabase } from "#test/support/engines.ts";
import { broken, hours, minutes, portsOf, rules, World } from "#test/support/flow-world.ts";
import { decideBatch } from "./decide.ts";
import { createFlow } from "./flow.ts";
import { importConfiguration } from "./import-configuration.ts";
import { nothingVerified, verifyPage } from "./verify.ts";

const limited = (limits: string) => `${rules}    limits: ${limits}\n`;
const twoADay = limited("{ member: { day: 2 } }");

/** How many leads each of `managers` was given. */
async function given(world: World, leads: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (let lead = 0; lead < leads; lead += 1) {
    for (const decision of await world.decisions(`${lead}`)) {
      const [, kind, manager = ""] = decision.split(" ");
      if (kind === "assigned") counts[manager] = (counts[manager] ?? 0) + 1;
    }
  }
  return counts;
}

describe.each(engines)("limits on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("a limit of a day holds when the process is another one for every lead", async () => {
    const world = await World.open(database, twoADay);
    for (let lead = 0; lead < 6; lead += 1) {
      world.restart();
      await world.comes(`${lead}`);
      await world.decide();
    }
    expect(await given(world, 6)).toEqual({ ursula: 2, nadezhda: 2 });
    expect(await world.decisions("5")).toEqual(["new waiting null"]);
  });

  test("who waits for a limit is released when its period is over, within the next one", async () => {
    const world = await World.open(database, twoADay);
    for (let lead = 0; lead < 9; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    expect(await given(world, 9)).toEqual({ ursula: 2, nadezhda: 2 });
    world.clock.pass(23 * hours);
    world.restart();
    await world.release();
    expect(await given(world, 9)).toEqual({ ursula: 4, nadezhda: 4 });
    expect(await world.standing("8")).toMatch(/^waiting/);
  });

  test("a limit that a new configuration brings counts what was received before it", async () => {
    const world = await World.open(database);
    for (let lead = 0; lead < 4; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    const text = limited("{ member: { week: 3 } }");
    await importConfiguration(world.flow, { account: world.account, text, by: "test" });
    for (let lead = 4; lead < 9; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    expect(await given(world, 9)).toEqual({ ursula: 3, nadezhda: 3 });
    const { account, flow } = world;
    const verified = await verifyPage(flow, account, nothingVerified(account));
    expect(verified?.flaw).toBeNull();
  });

  test("a quota is used up by what was received before a restart", async () => {
    const world = await World.open(
      database,
      rules
        .replace("method: in_turn", "method: quantity")
        .replace("[ursula, nadezhda]", "{ ursula: 3, nadezhda: 1 }"),
    );
    for (let lead = 0; lead < 6; lead += 1) {
      world.restart();
      await world.comes(`${lead}`);
      await world.decide();
    }
    expect(await given(world, 6)).toEqual({ ursula: 3, nadezhda: 1 });
  });

  test("64 intakes at once never exceed a limit", async () => {
    const world = await World.open(database, limited("{ member: { hour: 9 } }"));
    const leads = Array.from({ length: 64 }, (_, index) => `${index}`);
    await Promise.all(
      leads.map(async (lead) => {
        await world.comes(lead);
        await world.decide();
      }),
    );
    expect(await given(world, 64)).toEqual({ ursula: 9, nadezhda: 9 });
    expect(await broken(world)).toEqual([]);
  });
});

describe.runIf(onPostgres)("limits in several processes on one PostgreSQL database", () => {
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

  const flowsOf = (world: World) =>
    opened.map((database, index) =>
      createFlow(portsOf(database, world, { worker: `process ${index}` })),
    );

  test("hold when the processes take turns", async () => {
    const world = await World.open(opened[0] as Database, twoADay);
    const flows = flowsOf(world);
    for (let lead = 0; lead < 9; lead += 1) {
      world.restart({ worker: `process ${lead % 3}` });
      await world.comes(`${lead}`);
      await decideBatch(flows[lead % 3] as (typeof flows)[0], world.account);
    }
    expect(await given(world, 9)).toEqual({ ursula: 2, nadezhda: 2 });
  });

  test("hold when all take up the same events", async () => {
    const world = await World.open(opened[0] as Database, limited("{ member: { day: 20 } }"));
    const leads = Array.from({ length: 100 }, (_, index) => `${index}`);
    for (const lead of leads) world.crm.put(lead);
    await Promise.all(leads.map((lead) => world.hook({ kind: "added", lead })));
    world.clock.pass(minutes);
    await Promise.all(flowsOf(world).map((flow) => decideBatch(flow, world.account)));
    expect(await given(world, 100)).toEqual({ ursula: 20, nadezhda: 20 });
    expect(await broken(world)).toEqual([]);
  });
});
