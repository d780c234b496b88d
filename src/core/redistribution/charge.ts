/** What an assignment has cost, and a question asked as if it had cost nothing. */
import type { Charge, DecisionRecord, Portion } from "#core/decision.ts";
import { type AccountState, takeBack } from "#core/state.ts";

/** What the record's assignment moved in the state; null: it gave the lead to nobody. */
export function chargeOf(record: DecisionRecord): Charge | null {
  const { kind, manager, rule, at, ledger, debit, members } = record;
  if (kind !== "assigned" || manager === null) return null;
  const moved: Record<string, number> = {};
  for (const { manager: sharer, before, after } of debit === 0 ? [] : members) {
    if (after !== before) moved[sharer] = after - before;
  }
  // A lead that costs its only candidate nothing may still be one that somebody else has missed.
  const arrears = debit === 0 ? {} : arrearsIn(record);
  const isNoted = Object.keys(arrears).length > 0;
  const isMoved = isNoted || Object.keys(moved).length > 0;
  const charge = { ledger: isMoved ? ledger : null, rule, manager, at, moved };
  return isNoted ? { ...charge, arrears } : charge;
}

function arrearsIn({ arrears = [] }: DecisionRecord): Record<string, Portion> {
  return Object.fromEntries(
    arrears.flatMap(({ manager, change }) => (change === null ? [] : [[manager, change]])),
  );
}

/** Asks with the charge taken back, and leaves the state exactly as it was. */
export function withTakenBack<Answer>(
  state: AccountState,
  charge: Charge | null | undefined,
  ask: () => Answer,
): Answer {
  if (charge === null || charge === undefined) return ask();
  const putBack = takeBack(state, charge);
  const answer = ask();
  putBack();
  return answer;
}
