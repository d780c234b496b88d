import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { decide } from "#core/decide.ts";
import { compile } from "#core/program.ts";
import { apply, emptySnapshot, restore } from "#core/state.ts";
import { Tally } from "./tally.ts";
import { tallyTable } from "./tally-table.ts";

const parsed = parseConfiguration(
  parse(`
version: 1
account: { name: Test, timezone: UTC }
managers: { anna: { name: Anna }, boris: { name: Boris } }
rules:
  - { name: Value, if: { channel: call }, members: [anna, boris], options: { value: true } }
  - { name: Client, members: [anna, boris], keep_owner: { of: [last] } }
`),
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const program = compile(parsed.configuration);

test("a rule fair by value is told in money; what cost no turn was due to whoever got it", () => {
  const state = restore(program, emptySnapshot);
  const tally = new Tally(program);
  const leads = [
    { channel: "call", price: 90_000 },
    { channel: "call", price: 30_000 },
    { channel: "other", "owner.last": "anna" },
  ];
  for (const [at, facts] of leads.entries()) {
    const record = decide(program, state, { lead: String(at), facts, at, cause: "new" });
    tally.add(record);
    apply(state, record);
  }
  expect(
    tallyTable(program, tally)
      .split("\n")
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ["rule", "manager", "received", "due", "deviation"],
    ["Value", "anna", "90000", "60000.00", "+30000.00"],
    ["Value", "boris", "30000", "60000.00", "-30000.00"],
    ["Client", "anna", "1", "1.00", "0.00"],
    ["Client", "boris", "0", "0.00", "0.00"],
    [""],
    ["assigned 3, made to wait 0, unmatched 0, left 0"],
    [""],
  ]);
});
