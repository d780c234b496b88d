import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./configuration/parse.ts";
import type { Configuration, ConfigurationProblem } from "./configuration/types.ts";
import { unsupported, unsupportedLive } from "./unsupported.ts";

interface Lines {
  readonly rule: string;
  readonly account?: string;
  readonly manager?: string;
}

/** Paths of what is refused in a configuration of one rule with these lines in it. */
function refused(
  { rule, account = "", manager = "" }: Lines,
  refuse: (configuration: Configuration) => readonly ConfigurationProblem[] = unsupported,
): readonly string[] {
  const parsed = parseConfiguration(
    parse(`
version: 1
account: { name: Test, timezone: Europe/Moscow${account} }
managers: { anna: { name: Anna${manager} } }
rules: [{ name: R, ${rule.includes("members:") ? "" : "members: [anna], "}${rule} }]
`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const problems = refuse(parsed.configuration);
  for (const { message, remedy } of problems) expect(`${message} ${remedy}`).toMatch(/\.$/);
  return problems.map(({ path }) => path.join("."));
}

test.each([
  ["method: in_turn, options: { value: true }"],
  ["method: priority"],
  ["method: strict_order"],
  ["method: least_loaded"],
  ["method: first_to_accept, options: { seconds: 30, best: 2 }"],
  ["method: quantity, members: { anna: 5 }, options: { period: week }"],
  ["method: tiers, options: { inside: priority }"],
  ["method: tiers, members: { anna: { tier: 1, percent: 100 } }, options: { inside: percent }"],
  ["method: in_turn, availability: [presence], otherwise: leave, ledger: one"],
  ["method: conversion, options: { floor: 20, since: 2026-01-01 }"],
  [
    "method: adaptive, options: { floor: 0.1, ceiling: 3, since: 2026-01-01, half_life: 270d, per_source: true, load_curve: off }",
  ],
  ["method: in_turn, options: { catch_up: 10 }"],
  ["method: tiers, options: { inside: least_loaded, catch_up: { rate: 20, expire: 2d } }"],
  ["method: in_turn, keep_owner: { of: [contact] }"],
  ["method: in_turn, taken: { within: 15m }, handover: { at_shift_end: all }"],
  ["method: in_turn, limits: { rule: { hour: 1 }, member: { day: 1, open: 2, rolling: true } }"],
])("runs: %s", (rule) => {
  expect(refused({ rule })).toEqual([]);
});

test.each([
  ["method: conversion, options: { ceiling: 3 }", "rules.0.options.ceiling"],
  ["method: adaptive, options: { ceiling: 0.5 }", "rules.0.options.ceiling"],
  ["method: adaptive, options: { catch_up: 10 }", "rules.0.options.catch_up"],
  ["method: quantity, members: { anna: 5 }, options: { catch_up: 10 }", "rules.0.options.catch_up"],
  ["method: in_turn, options: { period: day }", "rules.0.options.period"],
  ["method: tiers, options: { inside: adaptive }", "rules.0.options.inside"],
  ["method: tiers, options: { inside: least_loaded, value: true }", "rules.0.options.value"],
  ["method: in_turn, limits: { rule: { shift: 1 } }", "rules.0.limits.rule.shift"],
  ["method: quantity", "rules.0.members.anna"],
  ["method: tiers, options: { inside: percent }", "rules.0.members.anna"],
])("refuses: %s", (rule, path) => {
  expect(refused({ rule })).toEqual([path]);
});

test("one ledger cannot count leads and money", () => {
  const two =
    "ledger: one, members: [anna] }, { name: S, ledger: one, members: [anna], options: { value: true }";
  expect(refused({ rule: two })).toEqual(["rules.1.ledger"]);
});

const inCrm = (configuration: Configuration) => unsupportedLive(configuration, { hasCrm: true });
const alone = (configuration: Configuration) => unsupportedLive(configuration, { hasCrm: false });

test.each<[Lines, string]>([
  [{ rule: "method: in_turn, keep_owner: { of: [last, spoke] }" }, "rules.0.keep_owner.of"],
  [{ rule: "members: { anna: { limits: { tasks: 5 } } }" }, "rules.0.members.anna.limits.tasks"],
])("replays know it and the service does not yet: %s", (lines, path) => {
  expect(refused(lines)).toEqual([]);
  expect(refused(lines, inCrm)).toEqual([path]);
});

test("the service counts what is received by itself", () => {
  const rule = "limits: { member: { day: 5, shift: 3 } }";
  expect(refused({ rule, manager: ", limits: { week: 9 }" }, alone)).toEqual([]);
});

test.each<Lines>([
  { rule: "method: conversion" },
  { rule: "method: adaptive" },
  { rule: "method: least_loaded" },
  { rule: "method: tiers, options: { inside: least_loaded }" },
  { rule: "limits: { member: { open: 5 } }" },
  { rule: "method: in_turn", manager: ", limits: { open: 5 } " },
])("the service is told by API what becomes of leads: %s", (lines) => {
  expect(refused(lines, alone)).toEqual([]);
});

test("the service knows who accepts an offer by itself", () => {
  expect(refused({ rule: "method: first_to_accept" }, alone)).toEqual([]);
});

test("the service knows who had a client's previous lead by itself", () => {
  const lines = { rule: "keep_owner: { of: [last] }", account: ", same_client: 24h" };
  expect(refused(lines, alone)).toEqual([]);
});

test.each<[Lines, string]>([
  [{ rule: "keep_owner: { of: [contact, last] }" }, "rules.0.keep_owner.of"],
  [{ rule: "keep_owner: { of: [company] }" }, "rules.0.keep_owner.of"],
])("only with a CRM the service knows it: %s", (lines, path) => {
  expect(refused(lines, inCrm)).toEqual([]);
  expect(refused(lines, alone)).toEqual([path]);
});
