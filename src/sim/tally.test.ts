import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import { UNIT } from "#core/ledger.ts";
import { compile } from "#core/program.ts";
import { chargeOf } from "#core/redistribution/charge.ts";
import { apply, emptySnapshot, restore, takeBack } from "#core/state.ts";
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

test("what was turned back was neither received nor due", () => {
  const state = restore(program, emptySnapshot);
  const tally = new Tally(program);
  const ask = (lead: string, at: number, more: Partial<DecisionRequest> = {}) => {
    const asked = { lead, facts: { channel: "other" }, at, cause: "new" as const, ...more };
    return decide(program, state, asked);
  };
  const first = ask("1", 1);
  tally.add(first);
  apply(state, first);
  const from = first.manager ?? "";
  const turnedBack = chargeOf(first) ?? undefined;
  if (turnedBack === undefined) throw new Error("the lead was given to nobody");
  const putBack = takeBack(state, turnedBack);
  const move = { from, missed: [], turnedBack };
  const second = ask("1", 2, { cause: "handover", rule: "Client", move });
  putBack();
  tally.add(second);
  apply(state, second);
  const rows = tally.rules().map(({ manager, received, due }) => [manager, received, due]);
  expect(rows).toEqual(
    expect.arrayContaining([
      [from, 0, 0],
      [second.manager, UNIT, UNIT],
    ]),
  );
  expect(second.manager).not.toBe(from);
});
