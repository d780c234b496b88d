import { array, assert, asyncProperty, constantFrom, tuple } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAccount } from "#store/accounts.ts";
import { openLeadsOf } from "#store/leads.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules, World } from "#test/support/flow-world.ts";

const oneOpen = `${rules}    limits: { member: { open: 1 } }\n`;
const leastLoaded = rules.replace("method: in_turn", "method: least_loaded");

/** What can be done to a lead in the CRM. */
const deeds = [
  {},
  { closed: true },
  { closed: false },
  { deleted: true },
  { deleted: false },
  { responsible: "11" },
  { responsible: "13" },
  { responsible: null },
] as const;

/** What the process has in memory and what another would read: open leads by manager. */
async function counted(world: World) {
  const db = world.database.kysely;
  const account = await findAccount(db, world.account);
  if (account === null) throw new Error("The account is gone.");
  const kept = await world.flow.desks.take(db, account);
  const read = await world.flow.desks.read(db, account);
  if (kept !== null) world.flow.desks.keep(account, kept, account.stateVersion);
  return { kept: kept?.state.open, read: read?.state.open };
}

describe.each(engines)("open leads on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** In the CRM something happens to a lead, and the CRM tells of it. */
  async function changes(world: World, lead: string, more: Parameters<World["comes"]>[1]) {
    world.clock.pass(minutes);
    world.crm.put(lead, more);
    await world.hook({ kind: "changed", lead, changedAt: world.clock.now() });
    await world.decide();
  }

  const openOf = async (world: World) =>
    Object.fromEntries(await openLeadsOf(database.kysely, world.account));

  /** Leads come one by one; what each one's decision is. */
  async function given(world: World, leads: readonly string[]): Promise<readonly string[]> {
    const decisions: string[] = [];
    for (const lead of leads) {
      await world.comes(lead);
      await world.decide();
      decisions.push((await world.decisions(lead)).at(-1)?.split(" ").at(-1) ?? "");
    }
    return decisions;
  }

  test.each([
    ["kept in memory", false],
    ["read anew by another process", true],
  ])("who has as many as he may have receives none, %s", async (_, restarts) => {
    const world = await World.open(database, oneOpen);
    expect(new Set(await given(world, ["1", "2"]))).toEqual(new Set(["ursula", "nadezhda"]));
    await world.deliver();
    if (restarts) world.restart();
    expect(await given(world, ["3"])).toEqual(["null"]);
    expect(await openOf(world)).toEqual({ "11": 1, "12": 1 });
  });

  test.each([
    ["closed", { closed: true }],
    ["deleted", { deleted: true }],
    ["given to somebody else", { responsible: "13" }],
  ])("a lead that is %s makes room for one that waits", async (_, change) => {
    const world = await World.open(database, oneOpen);
    await given(world, ["1", "2", "3"]);
    await world.deliver();
    const [first] = await world.decisions("1");
    await changes(world, "1", change);
    await world.release();
    const freed = first?.split(" ").at(-1);
    expect(await world.decisions("3")).toEqual(["new waiting null", `released assigned ${freed}`]);
  });

  test("a lead that is reopened, or given to him by hand, is open with him again", async () => {
    const world = await World.open(database, leastLoaded);
    const [first] = await given(world, ["1", "2"]);
    await world.deliver();
    await changes(world, "1", { closed: true });
    expect(await given(world, ["3"])).toEqual([first]);
    await world.deliver();
    await changes(world, "1", { closed: false });
    const [second] = ["ursula", "nadezhda"].filter((one) => one !== first);
    expect(await given(world, ["4"])).toEqual([second]);
    await world.deliver();
    // Two with each; a third of the first's by hand.
    world.crm.put("5", { responsible: first === "ursula" ? "11" : "12" });
    const made = world.crm.held.get("5")?.responsible ?? "";
    await changes(world, "5", { facts: { created_by: "person", created_by_id: made } });
    world.restart();
    expect(await given(world, ["6"])).toEqual([second]);
  });

  test("a lead that somebody else took over is noticed by reading back, too", async () => {
    const world = await World.open(database, oneOpen);
    await given(world, ["1", "2", "3"]);
    await world.deliver();
    world.crm.put("1", { responsible: "13" });
    world.clock.pass(minutes);
    await world.deliver();
    await world.release();
    expect((await world.decisions("3")).at(-1)).toMatch(/^released assigned/);
  });

  test("a lead decided counts from the decision on, whatever becomes of its delivery", async () => {
    const world = await World.open(database, leastLoaded);
    expect((await given(world, ["1", "2", "3", "4"])).toSorted()).toEqual([
      "nadezhda",
      "nadezhda",
      "ursula",
      "ursula",
    ]);
    expect(await openOf(world)).toEqual({ "11": 2, "12": 2 });
    await changes(world, "1", {});
    expect(await openOf(world)).toEqual({ "11": 2, "12": 2 });
  });

  test("are counted in memory as they would be read, whatever happens and in which process", async () => {
    const histories = array(
      tuple(constantFrom("1", "2", "3", "4"), constantFrom(...deeds), constantFrom(0, 1)),
      { minLength: 5, maxLength: 25 },
    );
    await assert(
      asyncProperty(histories, async (history) => {
        const world = await World.open(database, leastLoaded);
        const first = world.flow;
        world.restart();
        const processes = [first, world.flow];
        for (const [lead, deed, process] of history) {
          world.flow = processes[process] ?? first;
          await changes(world, lead, deed);
          await world.deliver();
          const { kept, read } = await counted(world);
          expect(kept).toEqual(read);
        }
      }),
      { numRuns: 8 },
    );
  });
});
