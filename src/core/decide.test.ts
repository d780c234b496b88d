import { expect, test } from "vitest";
import { parseConfiguration } from "./configuration/parse.ts";
import { type DecisionRequest, decide } from "./decide.ts";
import type { DecisionRecord, DutyState } from "./decision.ts";
import { rulesAsked } from "./explain/asked.ts";
import { UNIT } from "./ledger.ts";
import { compile, type Program } from "./program.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  restore,
  setBlocked,
  setDuty,
  snapshotOf,
} from "./state.ts";
import { parseInstant } from "./time.ts";

/** A program for rules over Anna and Boris (9:00 to 18:00 on weekdays) and Vera (no schedule). */
function programOf(rules: readonly Readonly<Record<string, unknown>>[]): Program {
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "Test", timezone: "Europe/Moscow" },
    schedules: { office: { weekly: { "mon-fri": "09:00-18:00" } } },
    managers: {
      anna: { name: "Anna", schedule: "office", group: "sales" },
      boris: { name: "Boris", schedule: "office", group: "sales" },
      vera: { name: "Vera" },
    },
    rules,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

const instant = (text: string) => parseInstant(`${text}:00+03:00`) ?? Number.NaN;
const monday = instant("2026-03-02T10:00");
const mondayNight = instant("2026-03-02T22:00");
const tuesdayMorning = instant("2026-03-03T09:00");

const both = { members: ["anna", "boris"] };

function ask(
  program: Program,
  request: Partial<DecisionRequest> = {},
  state: AccountState = restore(program, emptySnapshot),
): DecisionRecord {
  return decide(program, state, {
    lead: "1",
    facts: { channel: "call" },
    at: monday,
    cause: "new",
    ...request,
  });
}

test("the first live rule whose window and conditions hold takes the lead; the others tell why not", () => {
  const program = programOf([
    { name: "Off", mode: "off", ...both },
    { name: "Draft", mode: "draft", ...both },
    { name: "Shadow", mode: "shadow", ...both },
    { name: "Night", when: { days: "mon-fri", time: "20:00-08:00" }, ...both },
    { name: "Letters", if: { channel: "written" }, ...both },
    { name: "Calls", if: { channel: "call" }, ...both },
    { name: "Later", ...both },
  ]);
  const record = ask(program);
  expect(record).toMatchObject({ kind: "assigned", rule: "Calls" });
  expect(record.passed).toEqual([]);
  expect(rulesAsked(program, record)).toEqual([
    { rule: "Off", because: "off" },
    { rule: "Draft", because: "off" },
    { rule: "Shadow", because: "off" },
    { rule: "Night", because: "window" },
    { rule: "Letters", because: "condition", fact: "channel" },
    { rule: "Calls", because: "took" },
  ]);
});

test("a lead that no rule takes is unmatched, and is said to be", () => {
  const record = ask(programOf([{ name: "Letters", if: { channel: "written" }, ...both }]));
  expect(record).toMatchObject({ kind: "unmatched", rule: null, manager: null, members: [] });
});

test("the chosen one pays exactly what everybody was credited", () => {
  const record = ask(
    programOf([{ name: "R", method: "priority", members: { anna: 1, boris: 2 } }]),
  );
  const [anna, boris] = record.members;
  expect(record).toMatchObject({ manager: "boris", debit: UNIT, ledger: "R" });
  expect([anna?.credit, anna?.after]).toEqual([UNIT / 3, UNIT / 3]);
  expect([boris?.credit, boris?.after]).toEqual([(UNIT / 3) * 2, -UNIT / 3]);
});

test("who has no schedule is eligible at any hour, unless the rule names schedules", () => {
  const members = ["anna", "vera"];
  const byDefault = ask(programOf([{ name: "R", members }]), { at: mondayNight });
  expect(byDefault).toMatchObject({ manager: "vera", chosenBy: "only" });
  const named = ask(programOf([{ name: "R", members, availability: ["schedule"] }]));
  expect(named.members.map(({ verdict }) => verdict)).toEqual(["chosen", "no_schedule"]);
});

test("presence is asked only by a rule that names it", () => {
  const plain = programOf([{ name: "R", members: ["vera"] }]);
  const state = restore(plain, { ...emptySnapshot, absent: ["vera"] });
  expect(ask(plain, {}, state).kind).toBe("assigned");
  const asking = programOf([{ name: "R", members: ["vera"], availability: ["presence"] }]);
  expect(ask(asking, {}, state).members[0]?.verdict).toBe("absent");
});

test("nobody eligible: it waits until the first shift or the end of the first pause", () => {
  const program = programOf([{ name: "R", members: ["anna", "boris"] }]);
  expect(ask(program, { at: mondayNight })).toMatchObject({
    kind: "waiting",
    manager: null,
    debit: 0,
    until: tuesdayMorning,
  });
  const state = restore(program, {
    ...emptySnapshot,
    duty: {
      anna: { duty: "paused", until: monday + 600_000 },
      boris: { duty: "offline", until: null },
    },
  });
  const paused = ask(program, {}, state);
  expect(paused.until).toBe(monday + 600_000);
  expect(paused.members.map(({ verdict }) => verdict)).toEqual(["paused", "off_duty"]);
  expect(ask(program, { at: monday + 600_000 }, state).manager).toBe("anna");
});

test("a pause that outlasts the shift ends with the next shift", () => {
  const program = programOf([{ name: "R", members: ["anna"] }]);
  const state = restore(program, emptySnapshot);
  setDuty(state, "anna", { duty: "paused", until: mondayNight });
  expect(ask(program, {}, state).until).toBe(tuesdayMorning);
});

test("no schedule tells when who is off duty comes back: `until` stays open", () => {
  const program = programOf([{ name: "R", members: ["vera"] }]);
  const state = restore(program, { ...emptySnapshot, duty: { vera: offline } });
  expect(ask(program, {}, state)).toMatchObject({ kind: "waiting", until: null });
});

const offline: DutyState = { duty: "offline", until: null };
const nobody = { ...emptySnapshot, duty: { anna: offline, boris: offline } };

test("`leave` keeps the owner in the CRM", () => {
  const program = programOf([{ name: "R", ...both, otherwise: "leave" }]);
  expect(ask(program, {}, restore(program, nobody))).toMatchObject({ kind: "left", rule: "R" });
});

test("`on_duty` gives it to the named person whatever his shift, and costs no turn", () => {
  const program = programOf([{ name: "R", ...both, otherwise: { on_duty: "vera" } }]);
  const state = restore(program, { ...nobody, duty: { ...nobody.duty, vera: offline } });
  const record = ask(program, {}, state);
  expect(record).toMatchObject({ manager: "vera", chosenBy: "on_duty", debit: 0 });
  apply(state, record);
  expect(snapshotOf(state)).toMatchObject({ ledgers: { R: {} }, lastAt: { vera: monday } });
  setBlocked(state, "vera", true);
  expect(ask(program, {}, state)).toMatchObject({ kind: "waiting", manager: null });
});

test("`next_rule` asks the following rules, windows included", () => {
  const program = programOf([
    { name: "First", ...both, otherwise: "next_rule" },
    { name: "Night", when: { days: "mon-fri", time: "20:00-08:00" }, members: ["vera"] },
    { name: "Last", members: ["vera"] },
  ]);
  const record = ask(program, {}, restore(program, nobody));
  expect(record).toMatchObject({ kind: "assigned", rule: "Last", manager: "vera" });
  expect(rulesAsked(program, record).map(({ because }) => because)).toEqual([
    "next_rule",
    "window",
    "took",
  ]);
  expect(record.passed.map(({ rule }) => rule)).toEqual(["First"]);
  expect(record.passed[0]?.members?.map(({ verdict }) => verdict)).toEqual([
    "off_duty",
    "off_duty",
  ]);
});

test("a lead that every rule passes on waits in the first that did", () => {
  const program = programOf([
    { name: "First", ...both, otherwise: "next_rule" },
    { name: "Second", members: ["vera"], otherwise: "next_rule" },
  ]);
  const state = restore(program, { ...nobody, duty: { ...nobody.duty, vera: offline } });
  const record = ask(program, {}, state);
  expect(record).toMatchObject({ kind: "waiting", rule: "First" });
  expect(record.passed.map(({ rule }) => rule)).toEqual(["First", "Second"]);
});

test("a waiting lead is asked in its own rule first, and not for its window", () => {
  const program = programOf([
    { name: "Any", members: ["vera"] },
    { name: "Night", when: { days: "mon-fri", time: "20:00-08:00" }, ...both },
  ]);
  const released = ask(program, { cause: "released", rule: "Night" });
  expect(released).toMatchObject({ rule: "Night", asked: "Night", passed: [] });
});

test("a waiting lead whose conditions no longer hold is matched afresh", () => {
  const program = programOf([
    { name: "Any", members: ["vera"] },
    { name: "Letters", if: { channel: "written" }, ...both },
  ]);
  expect(ask(program, { cause: "released", rule: "Letters" })).toMatchObject({ rule: "Any" });
  expect(ask(program, { cause: "released", rule: "removed since" })).toMatchObject({ rule: "Any" });
});

test("when the wait is over the lead goes on as the rule says, or waits without an end", () => {
  const wait = (step: unknown) => ({
    wait: new Map<string, unknown>([
      ["at_most", "1h"],
      ["then", step],
    ]),
  });
  const rules = (step: unknown) => [
    { name: "R", ...both, otherwise: wait(step) },
    { name: "Letters", if: { channel: "written" }, members: ["vera"] },
  ];
  const over = { cause: "released", rule: "R", waitOver: true } as const;
  const named = programOf(rules({ on_duty: "vera" }));
  expect(ask(named, over, restore(named, nobody)).manager).toBe("vera");
  const onward = programOf(rules("next_rule"));
  const state = restore(onward, nobody);
  expect(ask(onward, over, state)).toMatchObject({ kind: "waiting", rule: "R", waitOver: true });
  const written = { channel: "written" } as const;
  expect(ask(onward, { ...over, facts: written }, state)).toMatchObject({ rule: "Letters" });
});

test("strict order: the first who is eligible has every lead", () => {
  const program = programOf([{ name: "R", method: "strict_order", members: ["boris", "vera"] }]);
  const state = restore(program, emptySnapshot);
  for (const lead of ["1", "2", "3"]) {
    const record = ask(program, { lead }, state);
    expect(record.members.map(({ verdict }) => verdict)).toEqual(["chosen", "outranked"]);
    apply(state, record);
  }
  expect(ask(program, { at: mondayNight }, state).manager).toBe("vera");
});

test("tiers: the first tier with anybody eligible, inside it by turns", () => {
  const program = programOf([
    { name: "R", method: "tiers", members: { anna: 1, boris: 1, vera: 2 } },
  ]);
  const state = restore(program, emptySnapshot);
  const names = ["1", "2", "3", "4"].map((lead) => {
    const record = ask(program, { lead }, state);
    apply(state, record);
    return record.manager;
  });
  expect(names.toSorted()).toEqual(["anna", "anna", "boris", "boris"]);
});

test("a group is whoever is in it; who is named himself keeps his own weight; 0 is no member", () => {
  const members = { "group:sales": 3, boris: 5, vera: 0 };
  const { members: seats } = ask(programOf([{ name: "R", method: "priority", members }]));
  expect(seats.map(({ manager, weight }) => [manager, weight])).toEqual([
    ["anna", 3],
    ["boris", 5],
  ]);
});

test("rules that name the same ledger share its balances", () => {
  const program = programOf([
    { name: "Calls", if: { channel: "call" }, ledger: "one", ...both },
    { name: "Letters", if: { channel: "written" }, ledger: "one", ...both },
  ]);
  const state = restore(program, emptySnapshot);
  const first = ask(program, {}, state);
  apply(state, first);
  const second = ask(program, { facts: { channel: "written" } }, state);
  expect(second.manager).not.toBe(first.manager);
});

test("a removed manager keeps his balance, frozen", () => {
  const program = programOf([{ name: "R", ...both }]);
  const snapshot = { ...emptySnapshot, ledgers: { R: { gone: UNIT / 2, anna: -UNIT / 2 } } };
  const state = restore(program, snapshot);
  apply(state, ask(program, {}, state));
  expect(snapshotOf(state).ledgers["R"]?.["gone"]).toBe(UNIT / 2);
});

test("deciding changes nothing", () => {
  const program = programOf([{ name: "R", ...both }]);
  const state = restore(program, emptySnapshot);
  const before = JSON.stringify(snapshotOf(state));
  ask(program, {}, state);
  expect(JSON.stringify(snapshotOf(state))).toBe(before);
});
