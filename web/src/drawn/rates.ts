/** Geometry of rates and shares on a common scale. */

/** From zero to a round number beyond everything that is drawn. */
export interface RateScale {
  /** The right end, 0 to 1. */
  readonly to: number;
  /** Where a label stands, zero and the end among them. */
  readonly ticks: readonly number[];
}

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25];
const PIECES_MAX = 5;
/** So that nothing lies on the very edge. */
const HEADROOM = 1.03;

/** One scale for all rows, so that lengths compare. */
export function rateScale(values: readonly number[]): RateScale {
  const largest = values.reduce((high, value) => Math.max(high, value), 0);
  const most = Math.min(1, HEADROOM * largest);
  const step = steps.find((one) => most <= one * PIECES_MAX) ?? 0.25;
  const pieces = Math.max(1, Math.ceil(most / step - 1e-9));
  const ticks = Array.from({ length: pieces + 1 }, (_, piece) => Number((piece * step).toFixed(4)));
  return { to: ticks.at(-1) ?? 1, ticks };
}

/** Where a value stands, 0 to 1; what lies beyond the end is drawn at it. */
export function placeOn({ to }: RateScale, value: number): number {
  return Math.min(1, Math.max(0, value / to));
}
