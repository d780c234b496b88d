/** Between which two values a rate lies, as far as wins and losses tell: a beta distribution's quantiles. */
import { exp, ln, lnGamma } from "./arithmetic.ts";

/** Wins and losses with what was believed before them counted in; both above zero. */
export interface BetaBelief {
  readonly wins: number;
  readonly losses: number;
}

export interface Interval {
  /** Rates, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

export type Confidence = 0.9 | 0.95;

/** The rate is as likely to be below as above, together with 1 - `confidence`. */
export function intervalOf(belief: BetaBelief, confidence: Confidence): Interval {
  const tail = (1 - confidence) / 2;
  return { low: betaQuantile(belief, tail), high: betaQuantile(belief, 1 - tail) };
}

/** The rate below which a part of 0 < `part` < 1 of a belief lies. */
export function betaQuantile(belief: BetaBelief, part: number): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(belief, middle) < part) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The part of a belief that lies below a rate: the regularised incomplete beta function. */
export function betaBelow({ wins, losses }: BetaBelief, rate: number): number {
  if (rate <= 0) return 0;
  if (rate >= 1) return 1;
  // The fraction converges quickly below the mean; above it the other side is asked.
  if (rate > (wins + 1) / (wins + losses + 2)) {
    return 1 - betaBelow({ wins: losses, losses: wins }, 1 - rate);
  }
  const front =
    wins * ln(rate) +
    losses * ln(1 - rate) +
    lnGamma(wins + losses) -
    lnGamma(wins) -
    lnGamma(losses);
  return (exp(front) * fraction({ wins, losses }, rate)) / wins;
}

const CONVERGED = 1e-15;
const STEPS_MAX = 500;
/** In place of a zero that would be divided by. */
const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function fraction({ wins, losses }: BetaBelief, rate: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((wins + losses) * rate) / (wins + 1));
  let value = d;
  for (let step = 1; step <= STEPS_MAX; step += 1) {
    const twice = 2 * step;
    const even = (step * (losses - step) * rate) / ((wins + twice - 1) * (wins + twice));
    const odd =
      (-(wins + step) * (wins + losses + step) * rate) / ((wins + twice) * (wins + twice + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      factor = d * c;
      value *= factor;
    }
    if (Math.abs(factor - 1) < CONVERGED) return value;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
