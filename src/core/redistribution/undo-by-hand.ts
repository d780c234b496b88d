/** Undoes what a person has moved by hand. */
import { decide } from "#core/decide.ts";
import type { Charge, DecisionRecord, Facts, Move, Restored } from "#core/decision.ts";
import { controlLedger } from "#core/methods/control.ts";
import type { Scene } from "#core/outcome.ts";
import type { CompiledRule } from "#core/program.ts";
import { chargeOf, withTakenBack } from "./charge.ts";

/** What is undone, and what was before it. */
export interface Undoing {
  readonly lead: string;
  readonly facts: Facts;
  /** Epoch ms. */
  readonly at: number;
  /** Who has it by the move. */
  readonly from: string;
  /** What the move has charged him. */
  readonly charge: Charge | null;
  /** Who had it before; null: nobody of the configuration. */
  readonly to: string | null;
  /** The rule that had given it, or in which it waited; null: none. */
  readonly rule: string | null;
  readonly missed: readonly string[];
  /** The decision that the move had turned back; null: none. */
  readonly turnedBack: DecisionRecord | null;
}

/** Null: the rules have changed since, so that it cannot be charged again as it was. */
export function undoByHand({ program, state }: Scene, undoing: Undoing): DecisionRecord | null {
  const { lead, facts, at, from, to, rule, missed, charge } = undoing;
  const restores = undoing.turnedBack === null ? null : restoredOf(undoing.turnedBack);
  const compiled = rule === null ? undefined : program.ruleById.get(rule);
  const sharers = Object.keys({ ...restores?.moved, ...restores?.credits });
  const known = [...(to === null ? [] : [to]), ...sharers];
  if (known.some((manager) => !program.managerIndex.has(manager))) return null;
  const isControl = isOnControlLedger(compiled, restores);
  const changed = compiled?.rule.ledger !== restores?.ledger && !isControl;
  if (sharers.length > 0 && changed) return null;
  const move: Move = {
    from,
    missed,
    ...(to === null ? {} : { to }),
    ...(charge === null ? {} : { turnedBack: charge }),
    restores,
  };
  return withTakenBack(state, charge, () => {
    const control = isControl ? ({ control: true } as const) : {};
    const asked = { lead, facts, at, cause: "manual", move, ...control } as const;
    return decide(
      program,
      state,
      compiled === undefined ? asked : { ...asked, rule: compiled.rule.id },
    );
  });
}

/** Whether the lead was charged as one of the rule's control group. */
function isOnControlLedger(rule: CompiledRule | undefined, restores: Restored | null): boolean {
  if (rule === undefined || restores === null || !rule.hasControlGroup) return false;
  return restores.ledger === controlLedger(rule.rule.ledger);
}

/** What the record's assignment has charged, in full. */
function restoredOf(record: DecisionRecord): Restored | null {
  const charge = chargeOf(record);
  if (charge === null) return null;
  const credited = record.members.filter(({ credit }) => record.debit !== 0 && credit !== 0);
  const credits = Object.fromEntries(credited.map(({ manager, credit }) => [manager, credit]));
  const ledger = credited.length === 0 ? charge.ledger : record.ledger;
  return { ...charge, ledger, debit: record.debit, credits };
}
