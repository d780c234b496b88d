import { expect, test } from "vitest";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { recordOf, recordText } from "./record-text.ts";

const member = (manager: string, more: Partial<MemberVerdict> = {}): MemberVerdict => ({
  manager,
  verdict: "later",
  weight: 1,
  before: -428_338_310_400,
  credit: 428_338_310_400,
  after: 0,
  lastAt: null,
  nextAt: null,
  duty: "online",
  ...more,
});

const record: DecisionRecord = {
  lead: "1",
  at: 1,
  cause: "new",
  kind: "assigned",
  rule: "calls",
  configurationVersion: 1,
  facts: { channel: "call", tags: ["a", "b"] },
  asked: null,
  waitOver: false,
  ledger: "calls",
  debit: 1,
  manager: "ursula",
  chosenBy: "only",
  tie: ["ursula"],
  members: [member("ursula"), member("nadezhda")],
  passed: [{ rule: "nights" }, { rule: "vip", members: [member("marina", { nextAt: 5 })] }],
  until: null,
};

test("a record comes back as it was, keys in their order", () => {
  const back = recordOf(JSON.parse(recordText(record)));
  expect(back).toEqual(record);
  expect(JSON.stringify(back)).toBe(JSON.stringify(record));
});

test("what only some members have comes back too", () => {
  const more: object = { limit: { of: "day", used: 10, max: 10 }, later: ["a word to come"] };
  const limited = { ...record, members: [{ ...member("a"), ...more }, member("b")] };
  expect(recordOf(JSON.parse(recordText(limited)))).toEqual(limited);
});

test("a record without members stays one", () => {
  const unmatched = { ...record, members: [], passed: [] };
  expect(recordOf(JSON.parse(recordText(unmatched)))).toEqual(unmatched);
});
