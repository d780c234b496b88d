/**
 * What a run gave to whom, and what each was entitled to, per rule and per shared ledger: in leads,
 * or in money where a rule is fair by value.
 */
import type { Charge, DecisionRecord, Facts, Kind } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import { unitOf, worthOf } from "#core/methods/value.ts";
import type { Program } from "#core/program.ts";

export interface TallyRow {
  /** The rule's id; for the total of a shared ledger, the ledger's key. */
  readonly of: string;
  readonly manager: string;
  /** Both in the ledger's units. */
  received: number;
  due: number;
  /** One lead, or one of the currency. */
  readonly unit: number;
}

export class Tally {
  readonly kinds: Record<Kind, number> = { assigned: 0, waiting: 0, unmatched: 0, left: 0 };
  readonly #program: Program;
  readonly #rules = new Map<string, TallyRow>();
  readonly #ledgers = new Map<string, TallyRow>();

  constructor(program: Program) {
    this.#program = program;
  }

  add(record: DecisionRecord): void {
    this.kinds[record.kind] += 1;
    const { turnedBack } = record.move ?? {};
    if (turnedBack !== undefined) this.#turnBack(turnedBack, record.facts);
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

  /** What was turned back was neither received nor due. */
  #turnBack({ rule: of, manager: loser, moved }: Charge, facts: Facts): void {
    const rule = this.#program.ruleById.get(of ?? "");
    if (of === null || rule === undefined) return;
    const unit = unitOf(rule);
    const worth = rule.byValue ? worthOf(facts) : UNIT;
    const tables = [
      [this.#rules, of],
      [this.#ledgers, rule.rule.ledger],
    ] as const;
    for (const [rows, name] of tables) {
      const row = rowOf(rows, { of: name, manager: loser, unit });
      row.received -= worth;
      row.due -= worth;
      for (const [manager, change] of Object.entries(moved)) {
        rowOf(rows, { of: name, manager, unit }).due -= change;
      }
    }
  }

  #addTo(rows: Map<string, TallyRow>, of: string, record: DecisionRecord): void {
    const byValue = this.#program.ruleById.get(record.rule ?? "")?.byValue ?? false;
    const unit = unitOf({ byValue });
    for (const { manager, credit } of record.members) {
      rowOf(rows, { of, manager, unit }).due += credit;
    }
    if (record.manager === null) return;
    const row = rowOf(rows, { of, manager: record.manager, unit });
    const worth = byValue ? worthOf(record.facts) : UNIT;
    row.received += worth;
    // What cost nobody a turn (a client's own manager, a stand-in) was due to whoever got it.
    if (record.debit === 0) row.due += worth;
  }
}

function rowOf(
  rows: Map<string, TallyRow>,
  { of, manager, unit }: Pick<TallyRow, "of" | "manager" | "unit">,
): TallyRow {
  const key = JSON.stringify([of, manager]);
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = { of, manager, received: 0, due: 0, unit };
  rows.set(key, row);
  return row;
}
