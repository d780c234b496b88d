/**
 * How long a deal takes: the part of coming sales that is made within so many days, learned from
 * the deals that were won so far.
 *
 * A lead received ten days ago can only have been won within ten days, so that a plain histogram of
 * won deals is full of quick ones. The product-limit estimate for such right-truncated data (D.
 * Lynden-Bell 1971) compares each deal only with those that could have been seen to take longer:
 * F(x) is the product, over the deals that took longer than x, of 1 - 1/R, where R counts the deals
 * won within that time that were received at least that long ago. Until there are many deals it is
 * blended with what is usual: a lognormal delay with median 14 days and sigma 1.2.
 */
import { ln, normalBelow } from "./arithmetic.ts";

const MEDIAN_DAYS = 14;
const SIGMA = 1.2;
/** So many won deals weigh as much as what is usual. */
const USUAL_WEIGHT = 15;

export interface WonDeal {
  /** From received to won. */
  readonly tookDays: number;
  /** From received to now: no longer delay could have been seen. */
  readonly watchedDays: number;
}

/** By whole days since a lead was received, the part of its chances that has shown by then, 0 to 1. */
export function closedWithin(deals: readonly WonDeal[], days: number): Float64Array {
  const usual = usualWithin(days);
  const count = deals.length;
  if (count === 0) return usual;
  const seen = productLimit(deals);
  const watched = deals.reduce((most, deal) => Math.max(most, deal.watchedDays), 0);
  // Beyond what anybody could have seen, deals go on closing as is usual.
  const reach = usual[Math.min(days, Math.floor(watched))] as number;
  const trust = count / (count + USUAL_WEIGHT);
  let place = -1;
  return usual.map((expected, day) => {
    while (place + 1 < count && (seen.took[place + 1] as number) <= day) place += 1;
    const known = place < 0 ? 0 : (seen.within[place] as number);
    return trust * known * Math.max(reach, expected) + (1 - trust) * expected;
  });
}

/** The part within an age between two days. */
export function partWithin(curve: Float64Array, ageDays: number): number {
  const day = Math.floor(ageDays);
  const last = curve.length - 1;
  if (day >= last) return curve[last] as number;
  const from = curve[day] as number;
  return from + ((curve[day + 1] as number) - from) * (ageDays - day);
}

let remembered = new Float64Array(0);

function usualWithin(days: number): Float64Array {
  if (remembered.length <= days) {
    remembered = Float64Array.from({ length: Math.max(days + 1, 400) }, (_, day) =>
      day === 0 ? 0 : normalBelow(ln(day / MEDIAN_DAYS) / SIGMA),
    );
  }
  return remembered.slice(0, days + 1);
}

/** The delays in order, and beside each the part of all that took at most as long. */
function productLimit(deals: readonly WonDeal[]): {
  readonly took: Float64Array;
  readonly within: Float64Array;
} {
  const took = Float64Array.from(deals, (deal) => deal.tookDays).sort();
  const watched = Float64Array.from(deals, (deal) => deal.watchedDays).sort();
  const within = new Float64Array(took.length);
  let part = 1;
  let tooYoung = took.length;
  for (let place = took.length - 1; place >= 0; place -= 1) {
    within[place] = part;
    const delay = took[place] as number;
    while (tooYoung > 0 && (watched[tooYoung - 1] as number) >= delay) tooYoung -= 1;
    const comparable = place + 1 - tooYoung;
    // One who is compared with nobody but himself would bring everything before him to nothing.
    if (comparable > 1) part *= 1 - 1 / comparable;
  }
  return { took, within };
}
