import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DecisionRecord } from "#core/decision.ts";
import { engines } from "#test/support/engines.ts";
import { latestOfRules, receiptsBefore } from "./before-decision.ts";
import { insertDecisions, type NewDecision } from "./decisions.ts";
import type { Database } from "./open-database.ts";
import { receiptsSince } from "./receipts.ts";
import { recordText } from "./record-text.ts";

const account = "shop";

function decision(
  seq: number,
  of: Partial<DecisionRecord>,
  turnsBack: number | null = null,
): NewDecision {
  const record: DecisionRecord = {
    lead: `L${seq}`,
    at: seq * 10,
    cause: "new",
    kind: "assigned",
    rule: "day",
    configurationVersion: 1,
    facts: { channel: "call" },
    asked: null,
    waitOver: false,
    ledger: "day",
    debit: 1,
    manager: "anna",
    chosenBy: "only",
    tie: [],
    members: [],
    passed: [],
    until: null,
    ...of,
  };
  return { seq, record, text: recordText(record), hash: `${seq}`, turnsBack };
}

describe.each(engines)("what the history said before a decision on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
    const decisions = [
      decision(1, {}),
      decision(2, { rule: "night", manager: "vera" }),
      decision(3, { kind: "waiting", manager: null }),
      decision(4, { rule: null, kind: "unmatched", manager: null }),
      decision(5, { at: 30 }),
      decision(6, { rule: "night", at: 30 }),
    ];
    await insertDecisions(database.kysely, { account, decisions });
    await insertDecisions(database.kysely, { account: "other", decisions: [decision(1, {})] });
  });
  afterAll(() => database.close());

  test.each([
    [7, ["L5", "L6"]],
    [6, ["L2", "L5"]],
    [5, ["L2", "L3"]],
    [2, ["L1"]],
    [1, []],
  ])("before decision %d the rules had last decided %j", async (seq, leads) => {
    const latest = await latestOfRules(database.kysely, { account, seq }, ["night", "day", "gone"]);
    expect(latest.map(({ lead }) => lead)).toEqual(leads);
  });

  test("leads of the same moment count by their decisions' numbers", async () => {
    const received = (seq: number, since: number) =>
      receiptsBefore(database.kysely, { account, seq, since });
    expect(await received(6, 20)).toEqual([
      { manager: "vera", rule: "night", at: 20 },
      { manager: "anna", rule: "day", at: 30 },
    ]);
    expect(await received(2, 0)).toEqual([{ manager: "anna", rule: "day", at: 10 }]);
    expect(await received(6, 31)).toEqual([]);
  });

  test("a lead that was turned back counts until then, and from then on no more", async () => {
    const decisions = [
      decision(1, { at: 10 }),
      decision(2, { at: 20, manager: "vera" }),
      decision(3, { at: 30, lead: "L1", manager: "vera", cause: "handover" }, 1),
    ];
    await insertDecisions(database.kysely, { account: "turned", decisions });
    const receivedBefore = (seq: number) =>
      receiptsBefore(database.kysely, { account: "turned", seq, since: 0 });
    expect((await receivedBefore(3)).map(({ at }) => at)).toEqual([10, 20]);
    expect((await receivedBefore(4)).map(({ at }) => at)).toEqual([20, 30]);
    expect(await receiptsSince(database.kysely, { account: "turned", since: 0 })).toEqual([
      { manager: "vera", rule: "day", at: 20 },
      { manager: "vera", rule: "day", at: 30 },
    ]);
  });
});
