/**
 * The whole flow against a model: whatever happens, in whatever order, and wherever a process dies,
 * the service on a real database decides what the simulator decides for the same happenings.
 */
import { array, assert, asyncModelRun, asyncProperty, constantFrom } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { ofHappenings } from "#test/support/worlds.ts";
import { happening } from "./happenings.ts";
import { Model } from "./model.ts";
import { Running } from "./running.ts";
import { sellers, team } from "./team.ts";

const HAPPENINGS_A_WORLD = 50;
/** Until every clock of a rule has run out. */
const AFTERMATH_MS = 2 * 24 * 3_600_000;

// PostgreSQL where there is one: the last engine is the real server.
const engine = engines.at(-1);
let database: Database;
beforeAll(async () => {
  if (engine === undefined) throw new Error("there is no database");
  database = await engine.open();
});
afterAll(() => database.close());

test(`the service decides as the model does, on ${engine?.name}`, async () => {
  const histories = array(happening, {
    minLength: HAPPENINGS_A_WORLD,
    maxLength: HAPPENINGS_A_WORLD,
  });
  const property = asyncProperty(
    constantFrom(team, sellers),
    histories,
    async (team, happenings) => {
      const model = new Model(team);
      const running = await Running.open(database, team);
      await asyncModelRun(() => ({ model, real: running }), happenings);
      await running.passes(AFTERMATH_MS);
      const decided = await running.decisions();
      const told = running.diary.join("\n");
      expect(decided, told).toEqual(model.decidedBefore(running.now));
      expect(await running.flaw()).toBeNull();
      await expectPlaces(model, running);
    },
  );
  await assert(property, { ...ofHappenings.parameters, endOnFailure: true, verbose: 1 });
}, 300_000);

/** Every lead that came is decided, waits in sight, or is left out for a reason. */
async function expectPlaces(model: Model, running: Running): Promise<void> {
  const ids = model.leads.map(({ id }) => id);
  const places = await running.places(ids);
  expect([...places.keys()].toSorted()).toEqual(ids.toSorted());
  for (const [lead, place] of places) expect(`${lead} ${place}`).not.toMatch(/undecided/);
}
