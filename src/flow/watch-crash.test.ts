import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { dyingAfter } from "#test/support/dying-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld } from "#test/support/watched-world.ts";
import { watchBatch } from "./watch.ts";

/** Each evening the leads are handed over, and each morning they return. */
const daily = shifts("handover: { at_shift_end: all, return: true }").replaceAll(
  "mon-fri",
  "mon-sun",
);
const leads = ["1", "2"];

/** Lead after lead, so that a shift's end takes several transactions. */
async function watchOneByOne({ world: { flow, account } }: WatchedWorld): Promise<void> {
  while ((await watchBatch(flow, account, 1)) > 0);
}

/** @returns whether it lived long enough */
async function watchAndDie(team: WatchedWorld, after: Database): Promise<boolean> {
  team.world.restart({ database: after });
  const survived = await watchOneByOne(team).then(
    () => true,
    () => false,
  );
  team.world.restart();
  await watchOneByOne(team);
  return survived;
}

describe.each(engines)("a process that dies while leads are moved on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("after any statement, moves each of them once", async () => {
    const team = await WatchedWorld.open(database, daily, leads);
    team.world.clock.pass(8 * hours);
    let moves = 0;
    for (let survivals = 0; survivals < 2; ) {
      const [cause, next] = moves % 2 === 0 ? ["handover", 15 * hours] : ["returned", 9 * hours];
      const statements = Math.floor(moves / 2);
      const survived = await watchAndDie(team, dyingAfter(database, statements));
      survivals = survived ? survivals + 1 : 0;
      moves += 1;
      for (const lead of leads) {
        const decisions = await team.world.decisions(lead);
        expect(decisions, `killed after ${statements} statements`).toHaveLength(1 + moves);
        expect(decisions.at(-1)).toMatch(cause);
      }
      team.world.clock.pass(next);
    }
    expect(moves).toBeGreaterThan(2 * 20);
    const told = await team.notices();
    // Each is told once of all that he loses: one of three leads, then two of what goes back.
    expect(told.filter((one) => one.startsWith("taken_away"))).toHaveLength((moves / 2) * 3);
    await team.expectWhole();
  }, 60_000);
});
