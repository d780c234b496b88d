/**
 * Loads in bins an eighth apart. What was seen is counted by leads a month, whatever is comfortable
 * to anybody; what is believed about load is a function of leads for a comfortable rate of one. As
 * both are evenly spaced in the logarithm, the one is the other moved along by the comfortable rate.
 */
import { exp, ln } from "./arithmetic.ts";

const RATIO_LN = 0.117;

/** Bins of leads a month, from half a lead to about 5,000. */
export const SEEN_BINS = 80;
const FIRST_SEEN = 0.5;

/** Bins of load, from a fiftieth of the comfortable rate to 20 times it. */
export const LOAD_BINS = 60;
const FIRST_LOAD = 0.02;

/** Between a bin and the next, in leads a month. */
const edges = Float64Array.from(
  { length: SEEN_BINS - 1 },
  (_, bin) => FIRST_SEEN * exp((bin + 0.5) * RATIO_LN),
);

/** The bin of a rate of leads a month. */
export function seenBinOf(leadsAMonth: number): number {
  let from = 0;
  let to = SEEN_BINS - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (leadsAMonth > (edges[middle] as number)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The load in the middle of a bin, in comfortable rates. */
export const loadOfBin = (bin: number): number => FIRST_LOAD * exp(bin * RATIO_LN);

/** Counts by leads a month as counts by load; one that lies between two bins is split. */
export function byLoad(seen: readonly number[], comfort: number): readonly number[] {
  const shift = ln(FIRST_SEEN / (comfort * FIRST_LOAD)) / RATIO_LN;
  const below = Math.floor(shift);
  const part = shift - below;
  const counts = new Array<number>(LOAD_BINS).fill(0);
  for (const [bin, count] of seen.entries()) {
    if (count === 0) continue;
    add(counts, bin + below, count * (1 - part));
    add(counts, bin + below + 1, count * part);
  }
  return counts;
}

/** What lies beyond the ends belongs to the last bin there. */
function add(counts: number[], bin: number, count: number): void {
  const inside = Math.min(Math.max(bin, 0), LOAD_BINS - 1);
  counts[inside] = (counts[inside] as number) + count;
}
