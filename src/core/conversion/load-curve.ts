/**
 * How conversion falls as somebody receives more leads than is comfortable to him.
 *
 * `load` is his leads a month for a comfortable rate of one: at 1 he receives just what is
 * comfortable. Of the conversion h = (1 + load^3)^(-1/3) is left: nearly all at half of it, four
 * fifths at 1, and above it sales level off. What one more lead brings is not h but its marginal,
 * h + load h' = h^4: half of a lead's worth at three quarters of the rate beyond.
 *
 * Nobody knows a team's true curve; how far the written rate is from the true one, the `scale`, is
 * learned, so that the curve is only a gentle shape. Where overload makes sales fall instead
 * (h = exp(-load^2/2) in a simulated world) a smaller scale is learned and 95 % of the best possible
 * sales are made; considering both shapes gained nothing there and lost 0.3 points in the main world.
 */
import { exp, ln, power } from "./arithmetic.ts";
import { LOAD_BINS, loadOfBin } from "./load-bins.ts";

/** One idea of how load acts. */
export interface LoadIdea {
  /** The true comfortable rate as a multiple of the written one; infinite: load does nothing. */
  readonly scale: number;
  /** Log of the probability before anything was seen; the ideas' probabilities sum to 1. */
  readonly prior: number;
  /** By load bin: what is left of the conversion, and its logarithm. */
  readonly left: Float64Array;
  readonly lnLeft: Float64Array;
}

const leftAt = (load: number): number => power(1 + load * load * load, -1 / 3);

/** A table so fine that a straight line between its points is right to a hundred-thousandth. */
const POINTS_PER_LOAD = 128;
const TABLE_LOAD = 8;
const table = Float64Array.from({ length: POINTS_PER_LOAD * TABLE_LOAD + 1 }, (_, point) =>
  leftAt(point / POINTS_PER_LOAD),
);

/** What is left of the conversion at a load, 0 to 1. */
export function conversionLeft(load: number): number {
  const point = load * POINTS_PER_LOAD;
  const below = Math.floor(point);
  if (below >= table.length - 1) return leftAt(load);
  const from = table[below] as number;
  return from + ((table[below + 1] as number) - from) * (point - below);
}

/**
 * What one more lead a month brings at a load, of what the first one brought.
 *
 * @param own the part of the load that comes from where the lead comes from, 0 to 1
 */
export function marginalLeft(load: number, own = 1): number {
  const cube = load * load * load;
  return conversionLeft(load) * (1 - (own * cube) / (1 + cube));
}

/** One member's own comfortable rate differs from the team's by this deviation of the logarithm. */
const OWN_DEVIATION = 0.2;
/** Three points stand for a normal distribution: its middle with 4/6, these two with 1/6 each. */
const OWN_FACTOR = exp(OWN_DEVIATION * Math.sqrt(3));

/** The same where nobody knows how far his own comfortable rate is from what the load is told in. */
export function marginalExpected(load: number, own = 1): number {
  const middle = 4 * marginalLeft(load, own);
  return (middle + marginalLeft(load * OWN_FACTOR, own) + marginalLeft(load / OWN_FACTOR, own)) / 6;
}

/** Scales that are considered: a fifth to five times what is written, evenly in the logarithm. */
const SCALES = 17;
const SCALE_REACH = ln(5);
/**
 * A comfortable rate is either known, and then as it is written within a tenth, or a guess that may
 * be twice too high or too low: so often, and standard deviations of the logarithm.
 */
const KNOWN = 0.7;
const KNOWN_DEVIATION = 0.1;
const GUESS_DEVIATION = 0.8;

/** Without a load curve there is one idea: that load does nothing. */
export const noEffect: LoadIdea = ideaOf(Number.POSITIVE_INFINITY, 0);

/** What is considered where load may act. */
export const loadIdeas: readonly LoadIdea[] = drawIdeas();

function drawIdeas(): readonly LoadIdea[] {
  const half = (SCALES - 1) / 2;
  const logs = Array.from({ length: SCALES }, (_, place) => ((place - half) / half) * SCALE_REACH);
  const beliefs = logs.map(
    (log) => KNOWN * bell(log, KNOWN_DEVIATION) + (1 - KNOWN) * bell(log, GUESS_DEVIATION),
  );
  const total = beliefs.reduce((sum, belief) => sum + belief, 0);
  return logs.map((log, place) => ideaOf(exp(log), ln((beliefs[place] as number) / total)));
}

/** Normal density but for a constant. */
function bell(at: number, deviation: number): number {
  return exp(-((at / deviation) ** 2) / 2) / deviation;
}

function ideaOf(scale: number, prior: number): LoadIdea {
  const left = Float64Array.from({ length: LOAD_BINS }, (_, bin) => leftAt(loadOfBin(bin) / scale));
  return { scale, prior, left, lnLeft: left.map(ln) };
}
