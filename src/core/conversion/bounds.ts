/** The least and the most that a member's share may be, and shares brought between them. */

export interface Bounds {
  /** By member: the least and the most of all leads, 0 to 1. */
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/**
 * @param floors by member, as parts of an equal share
 * @param ceilings the same, at least 1
 */
export function boundsOf(floors: readonly number[], ceilings: readonly number[]): Bounds {
  const members = floors.length;
  return {
    least: floors.map((floor) => Math.min(floor, 1) / members),
    most: ceilings.map((ceiling) => Math.min(Math.max(ceiling, 1) / members, 1)),
  };
}

/**
 * Shares in proportion to `weights` (none below zero, some above), except where that would leave
 * somebody outside his bounds: he has the nearer bound, and the others share the rest. Sums to 1.
 */
export function proportional(weights: readonly number[], bounds: Bounds): number[] {
  const total = sum(weights);
  const at = (factor: number) =>
    weights.map((weight, place) => within(bounds, place, (weight / total) * factor));
  let high = 1;
  // Somebody without any weight cannot be raised above his floor, so the whole may be out of reach.
  while (sum(at(high)) < 1 && high < 1e12) high *= 2;
  let low = 0;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) < 1) low = middle;
    else high = middle;
  }
  return between(at(low), at(high));
}

function within({ least, most }: Bounds, place: number, share: number): number {
  return Math.min(Math.max(share, least[place] as number), most[place] as number);
}

/** Where the whole is between too little and too much, just as far on the way from one to the other. */
export function between(little: readonly number[], much: readonly number[]): number[] {
  const [from, to] = [sum(little), sum(much)];
  const part = to > from ? (1 - from) / (to - from) : 0;
  return little.map((share, place) => share + ((much[place] as number) - share) * part);
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
