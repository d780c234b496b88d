import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decisionsOfLead } from "#store/decisions.ts";
import { noticesAfter } from "#store/notices.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, switchDuty } from "#test/support/flow-world.ts";
import { MovingWorld, team } from "#test/support/moving-world.ts";
import { previewMove } from "./moves.ts";

const six = ["1", "2", "3", "4", "5", "6"];
const give = (to: string) => ({ kind: "give", to }) as const;
const these = (...leads: readonly string[]) => ({ kind: "leads", leads }) as const;
const rules = { kind: "rules" } as const;

describe.each(engines)("leads moved by hand on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("one is given to somebody named, with who did it and why", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come(six);
    const before = await head.state();
    const [holder] = await head.holders("1");
    const to = holder === "marina" ? "ursula" : "marina";
    const move = await head.moves(head.order(these("1"), give(to), { why: "знает клиента" }));
    expect(move).toMatchObject({ state: "done", total: 1, done: 1, moved: 1, undone: 0 });
    expect(move.by).toEqual({ kind: "head", name: "boss" });
    const chain = await decisionsOfLead(database.kysely, { account: world.account, lead: "1" });
    expect(chain.at(-1)?.record).toMatchObject({
      ...{ cause: "manual", kind: "assigned", manager: to, chosenBy: "by_hand" },
      move: { from: holder, to, by: "boss", why: "знает клиента" },
    });
    const user = to === "marina" ? "13" : "11";
    expect(world.crm.writes.at(-1)).toBe(`1 → ${user}`);
    const told = await noticesAfter(database.kysely, { account: world.account, after: 0 });
    const ofMove = told.slice(-2).map(({ kind, manager }) => `${kind} ${manager}`);
    expect(ofMove).toEqual([`taken_away ${holder}`, `assigned ${to}`]);
    // The turn is the receiver's now: one lead more for him, one less for whoever lost it.
    const after = await head.state();
    const received = (of: typeof before, manager: string | null | undefined) =>
      of.shares.find((share) => share.manager === manager)?.received;
    expect(received(after, to)).toBe((received(before, to) ?? 0) + 1);
    expect(received(after, holder)).toBe((received(before, holder) ?? 0) - 1);
    await head.expectWhole();
  });

  test("all of a manager who leaves go to others by the rules; closed ones stay", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come([...six, "7", "8", "9"]);
    const his = (await head.leads(...six, "7", "8", "9")).filter(
      ({ givenTo }) => givenTo === "ursula",
    );
    const [first, ...rest] = his.map(({ id }) => id);
    world.crm.put(first ?? "", { closed: true });
    await world.hook({ kind: "changed", lead: first ?? "" });
    await world.decide();
    const { account, flow } = world;
    const offline = { duty: "offline", until: null } as const;
    await switchDuty(flow, { account, manager: "ursula", duty: offline });
    const move = await head.moves(head.order({ kind: "manager", manager: "ursula" }, rules));
    expect(move).toMatchObject({ total: 2, moved: 2, state: "done" });
    expect((await head.holders(...rest)).toSorted()).toEqual(["marina", "nadezhda"]);
    expect(await head.last(first ?? "")).toBe("new assigned ursula");
    await head.expectWhole();
  });

  test("of a manager's leads only those of the named stages go", async () => {
    const head = await MovingWorld.open(database);
    await head.come(["1", "2", "3"], { facts: { stage: ["Новая", "21"] } });
    await head.come(["4", "5", "6"], { facts: { stage: ["Договор", "22"] } });
    const [holder] = await head.holders("1");
    for (const stages of [["Договор"], ["22"]]) {
      const selection = { kind: "manager", manager: holder ?? "", stages } as const;
      expect((await previewMove(head.world.flow, head.order(selection, rules))).total).toBe(1);
    }
    const selection = { kind: "manager", manager: holder ?? "" } as const;
    expect((await previewMove(head.world.flow, head.order(selection, rules))).total).toBe(2);
  });

  test("what waits, what nobody has begun with, what a rule gave is found by a filter", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come(["1", "2", "3"]);
    await head.come(["m1"], { facts: { channel: "written" } });
    const [holder] = await head.leads("1");
    const call = { by: "call", user: holder?.holder ?? "" } as const;
    await world.hook({ kind: "changed", lead: "1", activity: call, changedAt: world.clock.now() });
    await world.decide();
    world.clock.pass(10 * hours);
    await head.come(["w1", "w2"]);
    const count = async (filter: object) => {
      const selection = { kind: "filter", ...filter } as const;
      return (await previewMove(world.flow, head.order(selection, give("marina")))).total;
    };
    expect(await count({})).toBe(6);
    expect(await count({ rule: "Звонки" })).toBe(5);
    expect(await count({ rule: "Почта" })).toBe(1);
    expect(await count({ waiting: true })).toBe(2);
    expect(await count({ waiting: false })).toBe(4);
    expect(await count({ untouched: true })).toBe(3);
    expect(await count({ untouched: false, waiting: false })).toBe(1);
    expect(await count({ stage: "Новая" })).toBe(0);
    // Given by hand they need no shift; by rules there is nobody now, so they wait on.
    const filter = { kind: "filter", waiting: true } as const;
    expect(await head.moves(head.order(filter, rules))).toMatchObject({ total: 2, moved: 0 });
    expect(await head.last("w1")).toBe("new waiting null");
    await head.moves(head.order(filter, give("nadezhda")));
    expect(await head.holders("w1", "w2")).toEqual(["nadezhda", "nadezhda"]);
    expect(world.crm.writes.slice(-2)).toEqual(["w1 → 12", "w2 → 12"]);
    await head.expectWhole();
  });

  test("a rule is applied anew to whatever stands in a stage of the CRM, older leads too", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    const stands = { pipeline: ["Продажи", "10"], stage: ["Новая", "21"] };
    const created = world.clock.now() - 90 * 24 * hours;
    for (const lead of ["o1", "o2", "o3"]) {
      world.crm.put(lead, { createdAt: created, facts: { ...stands, channel: "written" } });
    }
    world.crm.put("elsewhere", { createdAt: created, facts: { channel: "written" } });
    await head.come(["new"], { facts: { ...stands, channel: "written" } });
    const stage = { kind: "stage", pipeline: "10", stage: "21" } as const;
    const rule = { kind: "rule", rule: "Почта" } as const;
    const preview = await previewMove(world.flow, head.order(stage, rule));
    const move = await head.moves(head.order(stage, rule));
    expect(move).toMatchObject({ total: 4, done: 4, moved: 4 });
    expect(preview.byManager.reduce((sum, { leads }) => sum + leads, 0)).toBe(4);
    const holders = await head.holders("o1", "o2", "o3", "new");
    expect(holders.filter((one) => one === "marina").length).toBeGreaterThanOrEqual(2);
    expect(await head.last("o1")).toMatch(/^manual assigned/);
    const [old] = await head.leads("o1");
    expect(old).toMatchObject({ state: "decided", cameAt: created, rule: "Почта" });
    expect(await head.leads("elsewhere")).toEqual([]);
    world.crm.held.delete("elsewhere");
    for (const lead of ["o1", "o2", "o3"]) world.crm.held.delete(lead);
    await head.expectWhole();
  });

  test("limits never refuse a gift, and are told before", async () => {
    const text = team().replace("limits: { day: 99 }", "limits: { day: 2 }");
    const head = await MovingWorld.open(database, text);
    await head.come(six);
    const others = (await head.leads(...six)).filter(({ givenTo }) => givenTo !== "marina");
    const order = head.order(these(...others.map(({ id }) => id)), give("marina"));
    const preview = await previewMove(head.world.flow, order);
    expect(preview).toMatchObject({
      ...{ total: 4, stays: 0, byManager: [{ manager: "marina", leads: 4 }] },
      warnings: [
        { kind: "limit", manager: "marina", leads: 4, count: { of: "day", used: 5, max: 2 } },
      ],
    });
    expect(await head.moves(order)).toMatchObject({ moved: 4 });
    expect(new Set(await head.holders(...six))).toEqual(new Set(["marina"]));
    await head.expectWhole();
  });

  test("a preview says what the move then does, and writes nothing", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    await head.come([...six, "7", "8", "9"]);
    await world.comes("undecided");
    const offline = { duty: "offline", until: null } as const;
    const { account, flow } = world;
    await switchDuty(flow, { account, manager: "nadezhda", duty: offline });
    const before = JSON.stringify([await head.state(), await head.leads(...six)]);
    const selection = these(...six, "unknown", "7", "8", "9", "1");
    const order = head.order(selection, rules);
    const preview = await previewMove(flow, order);
    expect(JSON.stringify([await head.state(), await head.leads(...six)])).toBe(before);
    expect(preview).toMatchObject({
      ...{ total: 10, stays: 1, warnings: [] },
      refused: [{ lead: "unknown", because: "unknown" }],
    });
    const move = await head.moves(order);
    expect(move).toMatchObject({ total: 10, moved: 9 });
    const holders = await head.holders(...six, "7", "8", "9");
    for (const { manager, leads } of preview.byManager) {
      expect(holders.filter((one) => one === manager)).toHaveLength(leads);
    }
    const away = await previewMove(flow, head.order(these("1"), give("nadezhda")));
    expect(away.warnings).toEqual([{ kind: "away", manager: "nadezhda", because: "off_duty" }]);
    const twice = await previewMove(flow, head.order(these("1"), give(holders[0] ?? "")));
    expect(twice).toMatchObject({ stays: 1, refused: [{ lead: "1", because: "has_it" }] });
  });

  test("a client's leads go to one manager where that is asked", async () => {
    const head = await MovingWorld.open(database);
    for (const lead of six) await head.come([lead], { facts: { contact: "77" } });
    const his = (await head.leads(...six)).filter(({ givenTo }) => givenTo === "ursula");
    const ids = his.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const selection = { kind: "manager", manager: "ursula" } as const;
    await head.moves(head.order(selection, rules, { together: true }));
    const [one, other] = await head.holders(...ids);
    expect(one).toBe(other);
    expect(one).not.toBe("ursula");
    await head.expectWhole();
  });

  test("a lead given by hand in the CRM while it waits is respected, and no move takes it back", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    world.clock.pass(10 * hours);
    await head.come(["w1"]);
    world.crm.put("w1", { responsible: "12" });
    await world.hook({ kind: "responsible", lead: "w1", responsible: "12" });
    await world.decide();
    expect(await world.standing("w1")).toContain("ignored: by_hand, owner 12");
    world.clock.pass(14 * hours);
    await world.release();
    expect((await world.decisions("w1")).length).toBe(1);
    // He has it, so it is among his leads, and may be given on.
    const his = { kind: "manager", manager: "nadezhda" } as const;
    const move = await head.moves(head.order(his, give("marina")));
    expect(move).toMatchObject({ total: 1, moved: 1 });
    expect(await head.undo(move.id)).toMatchObject({ undone: 1 });
    expect(world.crm.held.get("w1")?.responsible).toBe("12");
    expect(await world.standing("w1")).toContain("ignored: by_hand");
    await head.expectWhole();
  });
});
