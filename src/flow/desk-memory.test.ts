import { array, assert, asyncProperty, boolean, constantFrom, oneof, record } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StateSnapshot } from "#core/decision.ts";
import { snapshotOf } from "#core/state.ts";
import { findAccount } from "#store/accounts.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, switchDuty, type World } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld } from "#test/support/watched-world.ts";
import { sweepAccount } from "./sweep.ts";

/** Everything that moves leads, and everything that is counted. */
const everything = shifts(`limits: { member: { day: 99, open: 99 } }
    handover: { at_shift_end: untouched, on_duty_off: all, return: true }
    taken: { within: 15m, max_transfers: 2, turn_back: true }`);

const lead = constantFrom("1", "2", "3", "4");
const manager = constantFrom("ursula", "nadezhda", "marina");
const deed = oneof(
  record({
    lead,
    change: constantFrom({}, { closed: true }, { closed: false }, { deleted: true }),
  }),
  record({ lead, change: constantFrom({ responsible: "11" }, { responsible: "13" }) }),
  record({ lead, calls: constantFrom("11", "12", "13", null) }),
  record({ manager, duty: constantFrom("online" as const, "offline" as const) }),
  record({ user: constantFrom("11", "13"), active: boolean() }),
  record({ passes: constantFrom(minutes, 15 * minutes, 3 * hours, 8 * hours) }),
);
type Deed = typeof deed extends { generate(...of: never[]): { value: infer Value } }
  ? Value
  : never;

async function happens(team: WatchedWorld, what: Deed): Promise<void> {
  const { flow, account } = team.world;
  if ("passes" in what) await team.passes(what.passes);
  else if ("user" in what) await deactivates(team, what);
  else if ("manager" in what) {
    const duty = { duty: what.duty, until: null };
    await switchDuty(flow, { account, manager: what.manager, duty });
  } else if ("calls" in what) await team.calls(what.lead, what.calls);
  else await team.happens(what.lead, what.change);
  await team.passes(1_000);
}

/** A user is deactivated in the CRM or comes back, and the CRM is asked for its users. */
async function deactivates(
  { world }: WatchedWorld,
  { user, active }: { readonly user: string; readonly active: boolean },
): Promise<void> {
  const { crm, clock, flow, account } = world;
  crm.people = crm.people.map((one) => (one.id === user ? { ...one, active } : one));
  clock.pass(11 * minutes);
  await sweepAccount(flow, account);
}

/** What the process has in memory, and what another would read. */
async function remembered(world: World) {
  const { flow, account: id, database } = world;
  const account = await findAccount(database.kysely, id);
  if (account === null) throw new Error("The account is gone.");
  const kept = await flow.desks.take(database.kysely, account);
  const read = await flow.desks.read(database.kysely, account);
  if (kept === null || read === null) throw new Error("There is no configuration.");
  flow.desks.keep(account, kept, account.stateVersion);
  return { kept: inOrder(snapshotOf(kept.state)), read: inOrder(snapshotOf(read.state)) };
}

/** Of leads received at one moment the order says nothing. */
function inOrder({ received = [], ...snapshot }: StateSnapshot) {
  const told = received.map((receipt) => JSON.stringify(receipt));
  return { ...snapshot, received: told.toSorted() };
}

describe.each(engines)("a desk in memory on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("is as it would be read, whatever moves leads and in which process", async () => {
    const histories = array(record({ what: deed, process: constantFrom(0, 1) }), {
      minLength: 8,
      maxLength: 14,
    });
    await assert(
      asyncProperty(histories, async (history) => {
        const team = await WatchedWorld.open(database, everything, ["1", "2", "3", "4"]);
        const first = team.world.flow;
        team.world.restart();
        const processes = [first, team.world.flow];
        for (const { what, process } of history) {
          team.world.flow = processes[process] ?? first;
          await happens(team, what);
          const { kept, read } = await remembered(team.world);
          expect(kept).toEqual(read);
        }
        await team.expectWhole();
      }),
      { numRuns: 3 },
    );
  }, 60_000);
});
