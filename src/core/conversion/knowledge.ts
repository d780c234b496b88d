/** How far what is believed about a team may be acted upon. Both measures are between 0 and 1. */
import type { Posterior } from "./posterior.ts";

/** Team members whose rates are spread by less than 16 % of their mean (shape 40) are nearly alike. */
const ALIKE_SHAPE = 40;

/** How much of what is believed of a member comes from his own leads, not from the team's: the mean. */
export function knownOfMembers({ beliefs, exposures }: Posterior): number {
  let known = 0;
  for (const { idea, rate, probability } of beliefs) {
    const exposure = exposures.get(idea) as Float64Array;
    let own = 0;
    for (let member = 0; member < exposure.length; member += 1) {
      const leads = exposure[member] as number;
      own += leads / (leads + rate);
    }
    known += (probability * own) / exposure.length;
  }
  return known;
}

/**
 * How much members differ: near 1 where the best sell several times what the weakest do, near 0
 * where all are alike. Where they are there is nearly nothing to win by unequal shares, and a wrong
 * idea of what is comfortable could cost more than that.
 */
export function differenceOf({ beliefs }: Posterior): number {
  return beliefs.reduce(
    (sum, { shape, probability }) => sum + probability / (1 + (shape / ALIKE_SHAPE) ** 2),
    0,
  );
}
