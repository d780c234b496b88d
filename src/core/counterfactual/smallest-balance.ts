/** How much more would have had to be owed to somebody for his turn to have come. */
import { UNIT } from "#core/ledger.ts";
import { unitOf } from "#core/methods/value.ts";
import type { Change } from "./change.ts";
import type { Trial } from "./trial.ts";

/** Nobody is ever owed so much: a thousand leads, a thousand million of money. */
const MOST = 1_000 * UNIT;

/**
 * The least that must be added to his balance beside `others`, in hundredths of a lead or in whole
 * money, so that what is said is what was tried. Null where his balance is not what stands in the way.
 *
 * More owed never makes it less his turn, so the amount is found by halving.
 */
export function smallestBalance(trial: Trial, others: readonly Change[]): Change | null {
  const without = trial.decide(others);
  const { ledger, rule } = without;
  if (ledger === null || rule === null || trial.verdictIn(without)?.verdict !== "later")
    return null;
  const unit = unitOf(trial.program.ruleById.get(rule) ?? { byValue: false });
  const step = unit === UNIT ? UNIT / 100 : unit;
  const owing = (steps: number): Change => ({ kind: "balance", ledger, units: steps * step });
  const isEnough = (steps: number) => trial.isHis(trial.decide([...others, owing(steps)]));
  let enough = 1;
  while (!isEnough(enough)) {
    enough *= 2;
    if (enough * step > MOST) return null;
  }
  let tooLittle = Math.floor(enough / 2);
  while (enough - tooLittle > 1) {
    const middle = Math.floor((enough + tooLittle) / 2);
    if (isEnough(middle)) enough = middle;
    else tooLittle = middle;
  }
  return owing(enough);
}
