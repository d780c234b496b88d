import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./configuration/parse.ts";
import { unsupported } from "./unsupported.ts";

/** Paths of what is refused in a configuration of one rule with these lines in it. */
function refused(rule: string, account = "", manager = ""): readonly string[] {
  const parsed = parseConfiguration(
    parse(`
version: 1
account: { name: Test, timezone: Europe/Moscow${account} }
managers: { anna: { name: Anna${manager} } }
rules: [{ name: R, members: [anna], ${rule} }]
`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const problems = unsupported(parsed.configuration);
  for (const { message, remedy } of problems) expect(`${message} ${remedy}`).toMatch(/\.$/);
  return problems.map(({ path }) => path.join("."));
}

test.each([
  ["method: in_turn"],
  ["method: priority"],
  ["method: strict_order"],
  ["method: tiers, options: { inside: priority }"],
  ["method: in_turn, availability: [presence], otherwise: leave, ledger: one"],
])("runs: %s", (rule) => {
  expect(refused(rule)).toEqual([]);
});

test.each([
  ["method: adaptive", "rules.0.method"],
  ["method: quantity", "rules.0.method"],
  ["method: in_turn, options: { catch_up: 10 }", "rules.0.options.catch_up"],
  ["method: tiers, options: { inside: adaptive }", "rules.0.options.inside"],
  ["method: in_turn, keep_owner: { of: [contact] }", "rules.0.keep_owner"],
  ["method: in_turn, taken: { within: 15m }", "rules.0.taken"],
  ["method: in_turn, handover: { at_shift_end: all }", "rules.0.handover"],
  ["method: in_turn, limits: { rule: { hour: 1 } }", "rules.0.limits"],
  ["method: in_turn, limits: { member: { day: 1 } }", "rules.0.limits"],
])("refuses: %s", (rule, path) => {
  expect(refused(rule)).toEqual([path]);
});

test("what accounts, managers and members ask for is honoured or refused too", () => {
  expect(refused("method: in_turn", ", same_client: 24h")).toEqual(["account.same_client"]);
  expect(refused("method: in_turn", "", ", limits: { day: 5 }")).toEqual(["managers.anna.limits"]);
});
