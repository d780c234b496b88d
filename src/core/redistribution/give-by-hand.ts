/** A person gives a lead to somebody he names. Limits warn and never refuse. */
import { decide } from "#core/decide.ts";
import type { Charge, Count, DecisionRecord, Facts } from "#core/decision.ts";
import { countsOf } from "#core/limits/count.ts";
import type { Scene } from "#core/outcome.ts";
import { seatOf } from "#core/program.ts";
import { withTakenBack } from "./charge.ts";

export interface Gift {
  readonly lead: string;
  readonly facts: Facts;
  /** The rule whose turns it counts in: the one that gave it or in which it waits; null: none. */
  readonly rule: string | null;
  /** Who has it now; null: nobody. */
  readonly from: string | null;
  readonly to: string;
  /** Epoch ms. */
  readonly at: number;
  /** Whether it is the receiver's turn that is used up. */
  readonly costsTurn: boolean;
  /** What is to be turned back; null: nothing. */
  readonly charge: Charge | null;
  /** Who gives it, by login or key, and why in his own words. */
  readonly by?: string;
  readonly why?: string;
}

/** Null: he has it already, is not in the configuration, or his user is deactivated. */
export function giveByHand({ program, state }: Scene, gift: Gift): DecisionRecord | null {
  const { lead, facts, rule, from, to, at, costsTurn, charge, by, why } = gift;
  if (from === to) return null;
  const stands = rule !== null && program.ruleById.has(rule);
  const move = {
    from,
    missed: [],
    to,
    ...(costsTurn ? {} : { costsTurn }),
    ...(charge === null ? {} : { turnedBack: charge }),
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  };
  return withTakenBack(state, charge, () => {
    const asked = { lead, facts, at, cause: "manual", ...(stands ? { rule } : {}), move } as const;
    const record = decide(program, state, asked);
    return record.kind === "assigned" ? record : null;
  });
}

/** The limits that one more lead by hand would go beyond: a warning beside his name. */
export function limitsReached(
  { program, state }: Scene,
  { to, rule, at }: Pick<Gift, "to" | "rule" | "at">,
): readonly Count[] {
  const index = program.managerIndex.get(to);
  if (index === undefined) return [];
  const compiled = rule === null ? undefined : program.ruleById.get(rule);
  const who = compiled === undefined ? program.staff[index] : seatOf(compiled, program, index);
  if (who === undefined) return [];
  return countsOf(who, state, at).filter(({ of, used, max }) => of !== "load" && used >= max);
}
