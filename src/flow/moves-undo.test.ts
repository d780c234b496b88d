import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes } from "#test/support/flow-world.ts";
import { MovingWorld } from "#test/support/moving-world.ts";
import { undoableUntil } from "./moves.ts";

const six = ["1", "2", "3", "4", "5", "6"];
const give = (to: string) => ({ kind: "give", to }) as const;
const these = (...leads: readonly string[]) => ({ kind: "leads", leads }) as const;
const rules = { kind: "rules" } as const;

describe.each(engines)("a move that is undone on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("undone, every lead is as it was, to the balance, and the CRM shows it", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come(six);
    await head.come(["m1", "m2"], { facts: { channel: "written" } });
    world.clock.pass(10 * hours);
    await head.come(["w1"]);
    world.clock.pass(minutes);
    const everything = [...six, "m1", "m2", "w1"];
    const plain = async () =>
      (await head.leads(...everything)).map(({ delivery: _, wakeAt: __, ...lead }) => lead);
    const owners = () => everything.map((lead) => world.crm.held.get(lead)?.responsible);
    const before = { state: await head.state(), leads: await plain(), owners: owners() };
    for (const how of [give("marina"), rules]) {
      const move = await head.moves(head.order({ kind: "filter" }, how));
      expect(move.moved).toBeGreaterThanOrEqual(how === rules ? 0 : 5);
      const after = await head.undo(move.id);
      expect(after).toMatchObject({ state: "undone", undone: move.moved, undoneBy: "deputy" });
      expect(await head.state()).toEqual(before.state);
      expect(owners()).toEqual(before.owners);
      // The CRM tells of our own writes; nobody takes them for somebody else's.
      for (const lead of everything) {
        const responsible = world.crm.held.get(lead)?.responsible ?? null;
        await world.hook({ kind: "responsible", lead, responsible });
      }
      await world.decide();
      expect(await plain()).toEqual(before.leads);
      expect(await head.undo(move.id)).toBe("not_done");
      await head.expectWhole();
    }
    expect(await head.last("w1")).toBe("manual waiting null");
    world.clock.pass(14 * hours);
    await world.release();
    expect(await head.last("w1")).toMatch(/^released assigned/);
    await head.expectWhole();
  });

  test("a move over later leads is undone to the balance that only the others have made", async () => {
    const head = await MovingWorld.open(database);
    await head.come(six);
    const alike = await MovingWorld.open(database);
    await alike.come(six);
    const [one] = await head.holders("1");
    const to = one === "marina" ? "ursula" : "marina";
    const { id } = await head.moves(head.order(these("1"), give(to)));
    expect(await head.undo(id)).toMatchObject({ undone: 1 });
    for (const lead of ["7", "8", "9"]) {
      await head.come([lead]);
      await alike.come([lead]);
    }
    const ofShares = async (world: MovingWorld) =>
      (await world.state()).shares.map(({ received, balance }) => [received, balance]).sort();
    expect(await ofShares(head)).toEqual(await ofShares(alike));
  });

  test("a lead that was put back is moved again, by itself or by hand, as if nothing had been", async () => {
    const head = await MovingWorld.open(database);
    await head.come(six);
    const before = await head.state();
    for (const turnBack of [true, false, true]) {
      const order = head.order({ kind: "filter" }, rules, { turnBack });
      const { id, moved } = await head.moves(order);
      expect(moved).toBe(6);
      expect(await head.undo(id)).toMatchObject({ undone: 6 });
      expect(await head.state()).toEqual(before);
      await head.expectWhole();
    }
    await head.moves(head.order({ kind: "filter" }, give("marina")));
    expect((await head.state()).shares.reduce((sum, { received }) => sum + received, 0)).toBe(6);
    await head.expectWhole();
  });

  test("what has gone elsewhere since is left there", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come(six);
    const first = await head.moves(head.order(these(...six), give("marina")));
    await head.moves(head.order(these("1"), give("ursula")));
    world.crm.put("2", { responsible: "12" });
    await world.hook({ kind: "responsible", lead: "2", responsible: "12" });
    world.crm.put("3", { closed: true });
    await world.hook({ kind: "changed", lead: "3" });
    await world.decide();
    const undone = await head.undo(first.id);
    const stillThere = first.moved - 3 + (first.total - first.moved);
    expect(undone).toMatchObject({ state: "undone" });
    expect((undone as { undone: number }).undone).toBeLessThanOrEqual(stillThere);
    expect(await head.holders("1")).toEqual(["ursula"]);
    expect(world.crm.held.get("2")?.responsible).toBe("12");
    expect((await head.leads("3"))[0]).toMatchObject({ closed: true, holder: "13" });
    await head.expectWhole();
  });

  test("a move can be undone for fifteen minutes", async () => {
    const head = await MovingWorld.open(database);
    const { clock } = head.world;
    await head.come(["1"]);
    const [holder] = await head.holders("1");
    const to = holder === "marina" ? "ursula" : "marina";
    const move = await head.moves(head.order(these("1"), give(to)));
    expect(undoableUntil(move, clock.now())).toBe(clock.now() + 15 * minutes);
    clock.pass(15 * minutes);
    expect(undoableUntil(move, clock.now())).toBe(null);
    expect(await head.undo(move.id)).toBe("too_late");
    expect(await head.undo(move.id + 1_000)).toBe("unknown");
    expect(await head.holders("1")).toEqual([to]);
  });
});
