/** What a decision allocates, and nothing of what it thinks: the yardstick of bench:core. */
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";

const facts = { channel: "written", source: "Сайт", price: 5_000 };

/** Picks the largest of the numbers, takes their count from it and adds one to each. */
export function bareRecord(lead: number, balances: number[]): DecisionRecord {
  let best = 0;
  const verdicts: MemberVerdict[] = [];
  for (let index = 0; index < balances.length; index += 1) {
    const before = balances[index] ?? 0;
    if (before > (balances[best] ?? 0)) best = index;
    verdicts.push({
      manager: "m",
      verdict: "later",
      weight: 1,
      before,
      credit: 1,
      after: before + 1,
      lastAt: null,
      nextAt: null,
      duty: "online",
    });
  }
  balances[best] = (balances[best] ?? 0) - balances.length;
  for (let index = 0; index < balances.length; index += 1)
    balances[index] = (balances[index] ?? 0) + 1;
  return {
    lead: `lead ${lead}`,
    at: 1_772_420_400_000 + lead,
    cause: "new",
    kind: "assigned",
    rule: "rule",
    configurationVersion: 0,
    facts,
    asked: null,
    waitOver: false,
    ledger: "rule",
    debit: 1,
    manager: "m",
    chosenBy: "highest",
    tie: ["m"],
    members: verdicts,
    passed: [],
    until: null,
  };
}
