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
  const isMoved = Object.keys(moved).length > 0;
  const charge = { ledger: isMoved ? ledger : null, rule, manager, at, moved };
  const arrears = isMoved ? arrearsIn(record) : {};
  return Object.keys(arrears).length === 0 ? charge : { ...charge, arrears };
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
