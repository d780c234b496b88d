/**
 * Shares at which one more lead brings the same wherever it goes: everybody is given leads until
 * what the next one would bring has fallen to one common price. Where somebody's floor or ceiling
 * is in the way he has that, and the others find their price without him.
 *
 * What the next lead brings is tabulated for each member over a grid between his bounds; between
 * two points it is a straight line. The price is found by halving.
 */
import { type Bounds, between } from "./bounds.ts";

/** Steps of the grid between somebody's bounds. */
export const GRID_STEPS = 32;

/** The share at a point of a member's grid. */
export function gridShare({ least, most }: Bounds, member: number, step: number): number {
  const from = least[member] as number;
  return from + (((most[member] as number) - from) * step) / GRID_STEPS;
}

/**
 * @param brings what one more lead brings, by member and step of the grid:
 *   `brings[member * (GRID_STEPS + 1) + step]`; it must not rise from step to step
 */
export function fill(brings: Float64Array, bounds: Bounds): number[] {
  // Below the least of all everybody is given the most, above the highest everybody the least.
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of brings) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  low -= 1;
  const shares = new Array<number>(bounds.least.length).fill(0);
  // A millionth of the price is near enough: the last step is a straight line anyway.
  for (let halving = 0; halving < 20; halving += 1) {
    const price = (low + high) / 2;
    if (sumAt(price, { brings, bounds }, shares) > 1) low = price;
    else high = price;
  }
  sumAt(low, { brings, bounds }, shares);
  const much = [...shares];
  sumAt(high, { brings, bounds }, shares);
  return between(shares, much);
}

interface Curves {
  readonly brings: Float64Array;
  readonly bounds: Bounds;
}

/** Writes what each is given at a price into `shares`, and returns the sum. */
function sumAt(price: number, curves: Curves, shares: number[]): number {
  let sum = 0;
  for (let member = 0; member < shares.length; member += 1) {
    const share = shareAt(price, curves, member);
    shares[member] = share;
    sum += share;
  }
  return sum;
}

/** How much a member is given before his next lead would bring less than the price. */
function shareAt(price: number, { brings, bounds }: Curves, member: number): number {
  const from = member * (GRID_STEPS + 1);
  if ((brings[from] as number) <= price) return bounds.least[member] as number;
  if ((brings[from + GRID_STEPS] as number) >= price) return bounds.most[member] as number;
  let above = 0;
  let below = GRID_STEPS;
  while (below - above > 1) {
    const middle = (above + below) >> 1;
    if ((brings[from + middle] as number) > price) above = middle;
    else below = middle;
  }
  const left = brings[from + above] as number;
  const right = brings[from + below] as number;
  const part = (left - price) / (left - right);
  return gridShare(bounds, member, above + part);
}
