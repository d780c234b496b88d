import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./configuration/parse.ts";
import { compile } from "./program.ts";
import { nextInLine } from "./queue.ts";
import { eligibleNow, ownerFrom, releaseOrder, waitEndsAt, wakeAt } from "./release.ts";
import { emptySnapshot, recount, restore, setBlocked, setDuty, setOpenLeads } from "./state.ts";
import { parseInstant } from "./time.ts";

const parsed = parseConfiguration(
  parse(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
managers: { anna: { name: Anna, schedule: office }, boris: { name: Boris, schedule: office }, vera: { name: Vera } }
rules:
  - { name: Office, method: priority, members: { anna: 1, boris: 3 } }
  - { name: Newest, method: in_turn, members: [anna], otherwise: { wait: { order: newest, at_most: 2h, then: next_rule } } }
  - { name: Tiers, method: tiers, members: { anna: 2, vera: 1 } }
  - { name: Off, mode: off, method: in_turn, members: [anna] }
  - { name: Limited, members: [vera], limits: { member: { hour: 1 } } }
  - { name: Load, method: least_loaded, members: [anna, boris, vera] }
  - { name: Kept, members: [boris], keep_owner: { of: [last], when: on_shift } }
  - { name: Named, members: [anna], otherwise: { on_duty: vera } }
`),
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const program = compile(parsed.configuration);

const instant = (text: string) => parseInstant(`${text}:00+03:00`) ?? 0;
const evening = instant("2026-03-02T20:00");
const morning = instant("2026-03-03T09:00");
const fresh = () => restore(program, emptySnapshot);

test("the pool wakes with the first shift, and at once where somebody is eligible", () => {
  expect(eligibleNow(program, fresh(), { rule: "Office", at: evening })).toBe(false);
  expect(wakeAt(program, fresh(), { rule: "Office", at: evening })).toBe(morning);
  expect(eligibleNow(program, fresh(), { rule: "Office", at: morning })).toBe(true);
  expect(wakeAt(program, fresh(), { rule: "Office", at: morning })).toBe(morning);
});

test("who is off duty wakes nobody; a pause wakes at its end, or with the shift after it", () => {
  const state = fresh();
  setDuty(state, "anna", { duty: "offline", until: null });
  setDuty(state, "boris", { duty: "paused", until: morning + 60_000 });
  expect(wakeAt(program, state, { rule: "Office", at: evening })).toBe(morning + 60_000);
  setDuty(state, "boris", { duty: "offline", until: null });
  expect(wakeAt(program, state, { rule: "Office", at: evening })).toBeNull();
});

test("a lead whose rule no longer stands is to be asked at once", () => {
  for (const rule of ["Off", "removed"]) {
    expect(eligibleNow(program, fresh(), { rule, at: evening })).toBe(true);
    expect(wakeAt(program, fresh(), { rule, at: evening })).toBe(evening);
  }
});

test("only a rule with `at_most` ends a wait", () => {
  expect(waitEndsAt(program, "Office", evening)).toBeNull();
  expect(waitEndsAt(program, "Newest", evening)).toBe(evening + 2 * 3_600_000);
});

test("leads leave oldest first; a rule with `newest` turns only its own leads around", () => {
  const waiting = [
    { lead: "1", rule: "Newest", since: 10 },
    { lead: "2", rule: "Office", since: 20 },
    { lead: "3", rule: "Newest", since: 30 },
    { lead: "4", rule: "Office", since: 40 },
  ];
  expect(releaseOrder(program, waiting).map(({ lead }) => lead)).toEqual(["3", "2", "1", "4"]);
});

test("the line tells in which order members would get their first lead", () => {
  const line = nextInLine(program, fresh(), { rule: "Office", at: morning });
  expect(line).toEqual([
    { manager: "boris", balance: 0, share: 0.75 },
    { manager: "anna", balance: 0, share: 0.25 },
  ]);
  expect(nextInLine(program, fresh(), { rule: "Office", at: evening })).toEqual([]);
});

test("of tiers only the one that would receive now is in line", () => {
  const line = nextInLine(program, fresh(), { rule: "Tiers", at: morning });
  expect(line.map(({ manager }) => manager)).toEqual(["vera"]);
});

test("by load only those are in line who carry least", () => {
  const state = fresh();
  setOpenLeads(state, "anna", 2);
  const line = nextInLine(program, state, { rule: "Load", at: morning });
  expect(line.map(({ manager }) => manager).sort()).toEqual(["boris", "vera"]);
});

test("a limit keeps the pool asleep until its hour is over", () => {
  const state = fresh();
  recount(state, [{ manager: "vera", rule: "Limited", at: evening }]);
  const question = { rule: "Limited", at: evening + 60_000 };
  expect(eligibleNow(program, state, question)).toBe(false);
  expect(wakeAt(program, state, question)).toBe(evening + 3_600_000);
});

test("the client's manager wakes his own leads, and nobody else's", () => {
  const facts = { channel: "call", "owner.last": "vera" };
  expect(eligibleNow(program, fresh(), { rule: "Kept", at: evening })).toBe(false);
  expect(eligibleNow(program, fresh(), { rule: "Kept", at: evening, facts })).toBe(true);
  const boris = { rule: "Kept", at: evening, manager: "boris" };
  expect(ownerFrom(program, fresh(), boris)).toBe(morning);
});

test("the named person can always take what waits, unless his user is gone", () => {
  const state = fresh();
  expect(eligibleNow(program, state, { rule: "Named", at: evening })).toBe(true);
  setBlocked(state, "vera", true);
  expect(eligibleNow(program, state, { rule: "Named", at: evening })).toBe(false);
});
