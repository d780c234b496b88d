import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";
import { engines, onPostgres, serverDatabase } from "#test/support/engines.ts";
import { hours, portsOf } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld } from "#test/support/watched-world.ts";
import { createFlow } from "./flow.ts";
import { watchBatch } from "./watch.ts";

const handingOver = shifts("handover: { at_shift_end: all }");

/** The order of the ids is that in which they came. */
const idsOf = (leads: number) =>
  Array.from({ length: leads }, (_, index) => `${index}`.padStart(4, "0"));

/** So many leads with Ursula, when her shift has just ended. */
async function atTheEnd(database: Database, leads: number): Promise<WatchedWorld> {
  const team = await WatchedWorld.open(database, handingOver);
  const ids = idsOf(leads);
  for (const id of ids) team.world.crm.put(id);
  await team.world.hook(...ids.map((lead) => ({ lead })));
  await team.world.decide();
  team.world.clock.pass(8 * hours);
  return team;
}

/** By manager: leads that were given, and handed over to him, and nothing else. */
async function movedOnce({ world }: WatchedWorld): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ manager: string; moved: number }>`
    select manager, count(*)::int as moved from (
      select lead_id, array_agg(cause order by seq) as causes,
             (array_agg(manager order by seq desc))[1] as manager
        from decision where account_id = ${world.account} group by lead_id) as lead
     where causes = array['new', 'handover'] group by manager`.execute(world.database.kysely);
  return Object.fromEntries(rows.map(({ manager, moved }) => [manager, moved]));
}

describe.each(engines)("many leads at one end of a shift on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("are moved batch by batch, the oldest first, to everybody who is there alike", async () => {
    const leads = 1_200;
    const team = await atTheEnd(database, leads);
    const { flow, account } = team.world;
    expect(await watchBatch(flow, account)).toBe(501);
    const [first = "", ...others] = idsOf(leads);
    expect(await team.last(first)).toMatch(/^handover/);
    expect(await team.last(others.at(-1) ?? "")).toMatch(/^new/);
    team.world.restart();
    await team.world.watch();
    expect(await movedOnce(team)).toEqual({ nadezhda: leads / 2, marina: leads / 2 });
    await team.expectWhole();
  }, 60_000);
});

describe.runIf(onPostgres)("several processes at one end of a shift", () => {
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

  test("move each lead once", async () => {
    const leads = 120;
    const team = await atTheEnd(opened[0] as Database, leads);
    const { account } = team.world;
    const flows = opened.map((database, index) =>
      createFlow(portsOf(database, team.world, { worker: `process ${index}` })),
    );
    await Promise.all(
      flows.map(async (flow) => {
        while ((await watchBatch(flow, account, 10)) > 0);
      }),
    );
    expect(await movedOnce(team)).toEqual({ nadezhda: leads / 2, marina: leads / 2 });
    await team.expectWhole();
  });
});
