/** Which absences count, and what each of them was worth. */
import { expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { Facts } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  receiveByHand,
  restore,
  setBlocked,
  setDuty,
  setOpenLeads,
  setPresence,
} from "#core/state.ts";
import { parseInstant } from "#core/time.ts";
import { programOf } from "#test/support/core-world.ts";

const at = parseInstant("2026-03-02T10:00:00+03:00") ?? 0;
const inTurn = "members: [anna, boris, vera]";
const paused = (state: AccountState) => setDuty(state, "anna", { duty: "paused", until: null });

interface Case {
  readonly rule?: string;
  /** What is said of Anna beside her name. */
  readonly anna?: string;
  readonly away: (state: AccountState) => void;
  readonly facts?: Facts;
  readonly now?: number;
}

/** By how much of a lead Anna may catch up after one lead that she could not have. */
function missed({ rule = inTurn, anna = "", away, facts = {}, now = at }: Case): number {
  const program = programOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" }, exceptions: { 2026-03-03: off } }
managers: { anna: { name: Anna${anna} }, boris: { name: Boris }, vera: { name: Vera } }
rules:
  - name: All
    ${rule.includes("options") ? rule : `${rule}\n    options: { catch_up: 20 }`}
`);
  const state = restore(program, emptySnapshot);
  away(state);
  const request = {
    lead: "1",
    facts: { channel: "call", ...facts },
    at: now,
    cause: "new",
  } as const;
  apply(state, decide(program, state, request));
  const portions = state.arrears.get("All")?.get("anna") ?? [];
  return portions.reduce((sum, [, units]) => sum + units, 0) / UNIT;
}

test.each<[string, Case, number]>([
  ["a pause", { away: paused }, 1 / 3],
  [
    "off duty",
    { away: (state) => setDuty(state, "anna", { duty: "offline", until: null }) },
    1 / 3,
  ],
  [
    "not seen in the CRM",
    {
      rule: `${inTurn}\n    availability: [presence]`,
      away: (state) => setPresence(state, "anna", false),
    },
    1 / 3,
  ],
  ["a pause on shift", { anna: ", schedule: office", away: paused }, 1 / 3],
])("counts: %s", (_, about, leads) => {
  expect(missed(about)).toBeCloseTo(leads, 9);
});

const hour = 3_600_000;

test.each<[string, Case]>([
  ["nobody away", { away: () => {} }],
  ["off shift", { anna: ", schedule: office", away: paused, now: at + 10 * hour }],
  ["a day off", { anna: ", schedule: office", away: paused, now: at + 24 * hour }],
  [
    "off shift where the rule asks for the switch alone",
    {
      rule: `${inTurn}\n    availability: [duty]`,
      anna: ", schedule: office",
      away: paused,
      now: at + 10 * hour,
    },
  ],
  ["a deactivated user", { away: (state) => setBlocked(state, "anna", true) }],
  [
    "a limit that is reached",
    {
      anna: ", limits: { day: 1 }",
      away: (state) => receiveByHand(state, { manager: "anna", at }),
    },
  ],
  [
    "a pause behind a limit that is reached",
    {
      anna: ", limits: { day: 1 }",
      away: (state) => {
        receiveByHand(state, { manager: "anna", at });
        paused(state);
      },
    },
  ],
  ["a rule without catch_up", { rule: `${inTurn}\n    options: { value: false }`, away: paused }],
  ["a rate of nothing", { rule: `${inTurn}\n    options: { catch_up: 0 }`, away: paused }],
])("does not count: %s", (_, about) => {
  expect(missed(about)).toBe(0);
});

test("what a lead would have been worth, by weight, by percent and by value", () => {
  const members = "members: { anna: 2, boris: 1, vera: 1 }";
  expect(missed({ rule: `method: priority\n    ${members}`, away: paused })).toBeCloseTo(1 / 2, 9);
  const percent = "method: percent\n    members: { anna: 70, boris: 20, vera: 10 }";
  expect(missed({ rule: percent, away: paused })).toBeCloseTo(0.7, 9);
  const byValue = `${inTurn}\n    options: { value: true, catch_up: 20 }`;
  const money = missed({ rule: byValue, away: paused, facts: { price: 30_000 } });
  expect((money * UNIT) / 1_000_000).toBe(10_000);
  expect(missed({ rule: byValue, away: paused })).toBe(0);
});

test("by tiers only what went to one's own tier", () => {
  const tiers = (anna: number) =>
    `method: tiers\n    members: { anna: ${anna}, boris: 2, vera: 3 }`;
  expect(missed({ rule: tiers(2), away: paused })).toBeCloseTo(1 / 2, 9);
  expect(missed({ rule: tiers(1), away: paused })).toBe(0);
  expect(missed({ rule: tiers(3), away: paused })).toBe(0);
});

test("by load only what would have been shared: the rest the load itself makes up for", () => {
  const rule = "method: least_loaded\n    members: [anna, boris, vera]";
  const carrying = (open: number) => (state: AccountState) => {
    for (const key of ["boris", "vera"]) setOpenLeads(state, key, 2);
    setOpenLeads(state, "anna", open);
    paused(state);
  };
  expect(missed({ rule, away: carrying(2) })).toBeCloseTo(1 / 3, 9);
  expect(missed({ rule, away: carrying(1) })).toBe(0);
  expect(missed({ rule, away: carrying(3) })).toBe(0);
});
