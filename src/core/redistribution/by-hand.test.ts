import { describe, expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import type { Scene } from "#core/outcome.ts";
import { compile } from "#core/program.ts";
import { redecide } from "#core/redecide.ts";
import { apply, emptySnapshot, restore, setBlocked, setDuty, snapshotOf } from "#core/state.ts";
import { configurationOf, instant } from "#test/support/checked-world.ts";
import { chargeOf } from "./charge.ts";
import { giveBack } from "./give-back.ts";
import { type Gift, giveByHand, limitsReached } from "./give-by-hand.ts";
import { handOver, redistributeByHand } from "./hand-over.ts";
import { type HeldLead, heldAfter, pastAfter } from "./held-lead.ts";
import { passOn } from "./pass-on.ts";

const at = instant("2026-03-02T10:00:00+03:00");

function teamOf(rule: object = {}): Scene {
  const configuration = configurationOf({
    schedules: { night: { weekly: { "mon-sun": "22:00-06:00" } } },
    managers: {
      boris: {},
      vera: { limits: { day: 1 } },
      gleb: { schedule: "night" },
      head: {},
    },
    rules: [
      { if: { channel: "call" }, members: ["anna", "boris", "vera"], ...rule },
      { if: { channel: "call" }, members: ["head"] },
    ],
  });
  const program = compile(configuration);
  return { program, state: restore(program, emptySnapshot) };
}

const facts = { channel: "call" };
const gift: Gift = {
  lead: "1",
  facts,
  rule: "R1",
  from: null,
  to: "boris",
  at,
  costsTurn: true,
  charge: null,
};

/** The lead as a new one, given to whose turn it is. */
function arrive({ program, state }: Scene, lead: string): DecisionRecord {
  const record = decide(program, state, { lead, facts, at, cause: "new" });
  apply(state, record);
  return record;
}

function held(scene: Scene, record: DecisionRecord): HeldLead {
  const found = heldAfter(scene.program, record);
  if (found === null) throw new Error("nobody has the lead");
  return found;
}

const balances = ({ state }: Scene) => snapshotOf(state).ledgers["R1"] ?? {};

describe("given by hand", () => {
  test("it is the receiver's turn that is used up, among those who could have had it", () => {
    const scene = teamOf();
    const record = giveByHand(scene, gift);
    expect(record).toMatchObject({
      kind: "assigned",
      cause: "manual",
      manager: "boris",
      rule: "R1",
      chosenBy: "by_hand",
      debit: UNIT,
    });
    expect(record?.members.map(({ verdict }) => verdict)).toEqual(["later", "chosen", "later"]);
    if (record !== null) apply(scene.state, record);
    expect(balances(scene)).toEqual({
      anna: UNIT / 3,
      boris: UNIT / 3 - UNIT,
      vera: UNIT / 3,
    });
  });

  test("or nobody's, where the head says so", () => {
    const scene = teamOf();
    const record = giveByHand(scene, { ...gift, costsTurn: false });
    expect(record).toMatchObject({ manager: "boris", debit: 0, move: { costsTurn: false } });
    if (record !== null) apply(scene.state, record);
    expect(balances(scene)).toEqual({});
  });

  test("limits, shifts and switches never refuse it; what limit is passed can be asked", () => {
    const scene = teamOf();
    setDuty(scene.state, "vera", { duty: "offline", until: null });
    const first = giveByHand(scene, { ...gift, to: "vera" });
    expect(first?.members.find(({ manager }) => manager === "vera")?.verdict).toBe("off_duty");
    expect(limitsReached(scene, { to: "vera", rule: "R1", at })).toEqual([]);
    if (first !== null) apply(scene.state, first);
    expect(limitsReached(scene, { to: "vera", rule: "R1", at })).toMatchObject([
      { of: "day", used: 1, max: 1 },
    ]);
    expect(limitsReached(scene, { to: "vera", rule: null, at })).toHaveLength(1);
    expect(giveByHand(scene, { ...gift, lead: "2", to: "vera" })?.manager).toBe("vera");
    expect(giveByHand(scene, { ...gift, to: "gleb" })?.manager).toBe("gleb");
  });

  test("who is no member has no turn to lose; outside of every rule it counts for him alone", () => {
    const scene = teamOf();
    expect(giveByHand(scene, { ...gift, to: "gleb" })).toMatchObject({ rule: "R1", debit: 0 });
    const outside = giveByHand(scene, { ...gift, rule: "gone", to: "vera" });
    expect(outside).toMatchObject({ kind: "assigned", rule: null, ledger: null, members: [] });
    if (outside === null) throw new Error("it was refused");
    apply(scene.state, outside);
    expect(limitsReached(scene, { to: "vera", rule: null, at })).toHaveLength(1);
    expect(heldAfter(scene.program, outside)).toBeNull();
    expect(chargeOf(outside)).toEqual({ ledger: null, rule: null, manager: "vera", at, moved: {} });
  });

  test("not to whoever has it, is not there, or is deactivated", () => {
    const scene = teamOf();
    expect(giveByHand(scene, { ...gift, from: "boris" })).toBeNull();
    expect(giveByHand(scene, { ...gift, to: "stranger" })).toBeNull();
    setBlocked(scene.state, "boris", true);
    expect(giveByHand(scene, gift)).toBeNull();
    expect(giveByHand(scene, { ...gift, rule: null })).toBeNull();
  });

  test("the loser has his turn back, and the hand is in the record", () => {
    const scene = teamOf();
    const first = arrive(scene, "1");
    const before = snapshotOf(scene.state);
    const record = giveByHand(scene, {
      ...gift,
      from: first.manager,
      to: first.manager === "boris" ? "anna" : "boris",
      at: at + 1,
      costsTurn: false,
      charge: chargeOf(first),
      by: "Ольга",
      why: "просил клиент",
    });
    expect(snapshotOf(scene.state)).toEqual(before);
    expect(record?.move).toMatchObject({ by: "Ольга", why: "просил клиент" });
    if (record === null) throw new Error("it was refused");
    expect(redecide(scene.program, record)).toEqual(record);
    apply(scene.state, record);
    expect(balances(scene)).toEqual({});
  });
});

describe("redistributed by hand", () => {
  const inHand = { lead: "1", facts, rule: null, manager: null, missed: [], charge: null };

  test("by the rules as they match now, or by one that is named, first", () => {
    const scene = teamOf();
    expect(redistributeByHand(scene, inHand, { at })).toMatchObject({
      cause: "manual",
      rule: "R1",
    });
    expect(redistributeByHand(scene, inHand, { at, rule: "R2" })).toMatchObject({
      rule: "R2",
      manager: "head",
    });
  });

  test("neither to whoever has it nor to whoever missed it; nobody else: it stays", () => {
    const scene = teamOf();
    const one = { ...inHand, rule: "R1", manager: "anna", missed: ["boris", "vera"] };
    const record = redistributeByHand(scene, one, { at });
    expect(record).toMatchObject({ rule: "R2", manager: "head" });
    expect(record?.passed[0]?.members?.map(({ verdict }) => verdict)).toEqual([
      "has_it",
      "missed",
      "missed",
    ]);
    expect(record?.passed.map((rule) => rule.rule)).toEqual(["R1"]);
    setDuty(scene.state, "head", { duty: "offline", until: null });
    expect(redistributeByHand(scene, one, { at })).toBeNull();
  });
});

describe("along with the client's other lead", () => {
  const one: HeldLead = {
    ...{ lead: "1", facts, rule: "R1", manager: "anna", givenAt: at },
    ...{ takenBy: [], missed: ["vera"], transfers: 0, returnTo: null, charge: null },
  };
  const going = (scene: Scene, together: string) =>
    handOver(scene, one, { at, cause: "handover", together });

  test("to whoever has that, if he may have this one too; it is his turn", () => {
    expect(going(teamOf(), "boris")).toMatchObject({ manager: "boris", chosenBy: "together" });
    expect(going(teamOf(), "head")).toMatchObject({ rule: "R1", manager: "head", debit: 0 });
    expect(going(teamOf(), "boris")?.debit).toBe(UNIT);
  });

  test("off duty, off shift, having missed it or lost it he may not: then by the rules", () => {
    const scene = teamOf();
    setDuty(scene.state, "head", { duty: "offline", until: null });
    for (const together of ["head", "gleb", "vera", "anna", "stranger"]) {
      expect(going(scene, together)).toMatchObject({ manager: "boris", chosenBy: "only" });
    }
  });
});

describe("whatever is asked leaves the state as it was", () => {
  test("handover, return and passing on, with a charge that is turned back", () => {
    const scene = teamOf({
      handover: { at_shift_end: "all", return: true },
      taken: { within: "15m", turn_back: true },
      limits: { member: { day: 5 } },
    });
    arrive(scene, "1");
    const one = held(scene, arrive(scene, "2"));
    arrive(scene, "3");
    const before = JSON.stringify(snapshotOf(scene.state));
    const later = at + 60_000;
    const asked = [
      handOver(scene, one, { at: later, cause: "handover" }),
      handOver(scene, one, { at: later, cause: "duty_off", together: "head" }),
      giveBack(scene, { ...one, returnTo: one.manager === "anna" ? "boris" : "anna" }, later),
      passOn(scene, one, later),
    ];
    expect(asked).not.toContain(null);
    expect(JSON.stringify(snapshotOf(scene.state))).toBe(before);
  });
});

describe("what lies behind a lead", () => {
  const scene = teamOf({
    handover: { at_shift_end: "all", return: true },
    taken: { within: "15m" },
  });
  const one: HeldLead = {
    lead: "1",
    facts,
    rule: "R1",
    manager: "anna",
    givenAt: at,
    takenBy: ["anna"],
    missed: ["vera"],
    transfers: 2,
    returnTo: null,
    charge: null,
  };

  test("whoever had it when the first shift ended gets it back, and it is taken by him still", () => {
    const handed = handOver(scene, one, { at, cause: "handover" });
    if (handed === null) throw new Error("nobody has it");
    const next = heldAfter(scene.program, handed, one);
    expect(next).toMatchObject({
      manager: "boris",
      returnTo: "anna",
      takenBy: ["anna"],
      missed: ["vera"],
      transfers: 2,
    });
    if (next === null) throw new Error("nobody has it");
    const again = handOver(scene, next, { at, cause: "duty_off" });
    // Anna is there, and it is hers: it does not go back to her again and again.
    expect(again?.manager).toBe("anna");
    if (again === null) throw new Error("nobody has it");
    expect(heldAfter(scene.program, again, next)).toMatchObject({
      manager: "anna",
      returnTo: null,
    });
  });

  test("a hand begins anew; a miss is counted, also for a lead that waits after it", () => {
    const given = giveByHand(scene, { ...gift, from: "anna", to: "vera" });
    if (given === null) throw new Error("it was refused");
    expect(heldAfter(scene.program, given, { ...one, returnTo: "head" })).toMatchObject({
      manager: "vera",
      missed: [],
      transfers: 0,
      returnTo: null,
    });
    const passed = passOn(scene, one, at);
    if (passed.kind === "stays") throw new Error(passed.because);
    expect(pastAfter(scene.program, passed.record, one)).toMatchObject({
      missed: ["vera", "anna"],
      transfers: 3,
    });
  });
});
