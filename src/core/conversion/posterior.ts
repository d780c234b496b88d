/**
 * What may be believed after the evidence about everybody's conversion and about the load curve.
 *
 * A lead received at load u converts with theta_i h(u / scale). Rates theta of a team are spread by
 * a gamma distribution whose mean m0 is the team's and whose shape is unknown; wins are counted as
 * by Poisson, which keeps everything but the grid of shapes and load ideas in closed form:
 * theta_i given the two is Gamma(won_i + shape, exposure_i(h) + shape / m0), and theta is integrated
 * out of the probability of an idea. That matters: fitted on best guesses of theta, a load curve
 * finds overload where there is only regression to the mean.
 */
import { exp, ln, lnGamma } from "./arithmetic.ts";
import { LOAD_BINS } from "./load-bins.ts";
import type { LoadIdea } from "./load-curve.ts";
import type { Showing } from "./showings.ts";

/** Shapes of the spread of a team's rates: deviations of 91 % down to 8 % of the mean. */
const shapes = [1.2, 2.25, 4.5, 9, 18, 37.5, 75, 150];
/** Before any evidence a deviation of about half of the mean is likeliest: 30 leads' weight at 15 %. */
const LIKELY_SHAPE = 4.5;
const LN_SHAPE_DEVIATION = 1;

/** One load idea with one shape, and how probable the two are together. */
export interface Belief {
  readonly idea: LoadIdea;
  readonly probability: number;
  readonly shape: number;
  /** shape / m0: what the team's mean weighs, in leads. */
  readonly rate: number;
}

export interface Posterior {
  readonly won: readonly number[];
  /** Of all ideas and shapes, idea by idea; probabilities sum to 1. */
  readonly beliefs: readonly Belief[];
  /** By idea and member: exposure as far as the idea's load left it. */
  readonly exposures: ReadonlyMap<LoadIdea, Float64Array>;
}

export function posteriorOf(members: readonly Showing[], ideas: readonly LoadIdea[]): Posterior {
  const won = members.map(({ sales }) => sum(sales));
  const ofShape = shapes.map((shape) => shapePrior(shape) + lnGammaRatios(won, shape));
  const exposures = new Map(ideas.map((idea) => [idea, exposureUnder(idea, members)]));
  const drafts = ideas.flatMap((idea) => {
    const exposure = exposures.get(idea) as Float64Array;
    const mean = teamMean(won, exposure);
    const sold = idea.prior + salesUnder(idea, members);
    return shapes.map((shape, place) => {
      const rate = shape / mean;
      const known =
        (ofShape[place] as number) + sold + exposureTerm({ won, exposure }, shape, rate);
      return { idea, shape, rate, probability: known };
    });
  });
  return { won, exposures, beliefs: normalised(drafts) };
}

/** The mean of a team before it sold anything is near one in eight. */
export function teamMean(won: readonly number[], exposure: ArrayLike<number>): number {
  let exposed = 0;
  for (let member = 0; member < exposure.length; member += 1) exposed += exposure[member] as number;
  return (sum(won) + 1) / (exposed + 8);
}

function shapePrior(shape: number): number {
  return -((ln(shape / LIKELY_SHAPE) / LN_SHAPE_DEVIATION) ** 2) / 2;
}

function lnGammaRatios(won: readonly number[], shape: number): number {
  const base = lnGamma(shape);
  return won.reduce((total, wins) => total + lnGamma(wins + shape) - base, 0);
}

/** What is left of the probability of the wins once theta is integrated out. */
function exposureTerm(
  { won, exposure }: { readonly won: readonly number[]; readonly exposure: Float64Array },
  shape: number,
  rate: number,
): number {
  let total = won.length * shape * ln(rate);
  for (let member = 0; member < won.length; member += 1) {
    total -= ((won[member] as number) + shape) * ln((exposure[member] as number) + rate);
  }
  return total;
}

function exposureUnder(idea: LoadIdea, members: readonly Showing[]): Float64Array {
  return Float64Array.from(members, ({ exposure }) => weighed(exposure, idea.left));
}

/** Log probability of having sold at the loads at which the sales were made. */
function salesUnder(idea: LoadIdea, members: readonly Showing[]): number {
  return members.reduce((total, { sales }) => total + weighed(sales, idea.lnLeft), 0);
}

function weighed(counts: readonly number[], by: Float64Array): number {
  let total = 0;
  for (let bin = 0; bin < counts.length && bin < LOAD_BINS; bin += 1) {
    total += (counts[bin] as number) * (by[bin] as number);
  }
  return total;
}

/** From log probabilities. */
function normalised(drafts: readonly Belief[]): readonly Belief[] {
  const greatest = drafts.reduce((most, { probability }) => Math.max(most, probability), -Infinity);
  const parts = drafts.map(({ probability }) => exp(probability - greatest));
  const total = sum(parts);
  return drafts.map((draft, place) => ({
    ...draft,
    probability: (parts[place] as number) / total,
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
