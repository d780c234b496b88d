/** What a run gave to whom, and what each was entitled to, per rule and per shared ledger. */
import type { DecisionRecord, Kind } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";

export interface TallyRow {
  /** The rule's id; for the total of a shared ledger, the ledger's key. */
  readonly of: string;
  readonly manager: string;
  received: number;
  /** Fixed-point leads. */
  due: number;
}

export class Tally {
  readonly kinds: Record<Kind, number> = { assigned: 0, waiting: 0, unmatched: 0, left: 0 };
  readonly #rules = new Map<string, TallyRow>();
  readonly #ledgers = new Map<string, TallyRow>();

  add(record: DecisionRecord): void {
    this.kinds[record.kind] += 1;
    if (record.rule === null) return;
    this.#addTo(this.#rules, record.rule, record);
    if (record.ledger !== null) this.#addTo(this.#ledgers, record.ledger, record);
  }

  /** By rule and manager, in the order in which they first appeared. */
  rules(): readonly TallyRow[] {
    return [...this.#rules.values()];
  }

  /** The same by ledger, of which a promise of fairness speaks. */
  ledgers(): readonly TallyRow[] {
    return [...this.#ledgers.values()];
  }

  #addTo(rows: Map<string, TallyRow>, of: string, record: DecisionRecord): void {
    for (const { manager, credit } of record.members) rowOf(rows, of, manager).due += credit;
    if (record.manager === null) return;
    const row = rowOf(rows, of, record.manager);
    row.received += 1;
    // Who stands in for everybody was entitled to what he got: it cost nobody a turn.
    if (record.chosenBy === "on_duty") row.due += UNIT;
  }
}

function rowOf(rows: Map<string, TallyRow>, of: string, manager: string): TallyRow {
  const key = JSON.stringify([of, manager]);
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = { of, manager, received: 0, due: 0 };
  rows.set(key, row);
  return row;
}
