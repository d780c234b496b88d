/** What decisions change in the accounts of the managers, as it is stored. */
import type { DecisionRecord } from "#core/decision.ts";
import type { LedgerEntry } from "#store/ledger.ts";

export interface Booking {
  readonly record: DecisionRecord;
  /** The decision that it takes back; null: none. */
  readonly turned: DecisionRecord | null;
}

/** Without two entries of one ledger, rule and manager. */
export function entriesOf(bookings: readonly Booking[]): readonly LedgerEntry[] {
  const sums = new Map<string, LedgerEntry>();
  for (const entry of bookings.flatMap(entriesIn)) {
    const key = JSON.stringify([entry.ledger, entry.rule, entry.manager]);
    sums.set(key, added(sums.get(key), entry));
  }
  return [...sums.values()];
}

function added(sum: LedgerEntry | undefined, entry: LedgerEntry): LedgerEntry {
  if (sum === undefined) return entry;
  return {
    ...entry,
    received: entry.received + sum.received,
    due: entry.due + sum.due,
    balance: entry.balance + sum.balance,
  };
}

function entriesIn({ record, turned }: Booking): readonly LedgerEntry[] {
  const back = turned === null ? [] : givenBy(turned).map(negative);
  return [...back, ...givenBy(record)];
}

/** What one decision gave and took: to the one who has the lead, and to all who shared in it. */
function givenBy(record: DecisionRecord): readonly LedgerEntry[] {
  const { kind, ledger, rule, manager: chosen, members, move } = record;
  if (kind !== "assigned" || ledger === null || rule === null) return [];
  // Put back, and what it had cost was never turned back: that still stands.
  if (move?.restores === null) return [];
  return members
    .filter(({ manager, credit }) => manager === chosen || credit !== 0)
    .map(({ manager, before, credit, after }) => ({
      ledger,
      rule,
      manager,
      received: manager === chosen ? 1 : 0,
      due: credit,
      balance: after - before,
    }));
}

const negative = (entry: LedgerEntry): LedgerEntry => ({
  ...entry,
  received: -entry.received,
  due: -entry.due,
  balance: -entry.balance,
});
