/**
 * The control group beside the rest: what one in twenty leads, given by equal turns, has sold, and
 * what all the others have. Both came in the same time and are equally young, so that leads which
 * are open still spoil nothing.
 */
import { type Interval, intervalOf } from "./interval.ts";
import type { LeadOutcome } from "./lead-outcome.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { leadsToTell } from "./standing.ts";

/** What one of the two groups has come to; rates are 0 to 1. */
export interface GroupRate extends Interval {
  /** Without junk. */
  readonly received: number;
  readonly won: number;
  /** Won of received; 0 where nothing was received. */
  readonly rate: number;
}

export interface ControlComparison {
  /** Epoch ms of the first lead of the control group. */
  readonly since: number;
  readonly control: GroupRate;
  readonly rest: GroupRate;
  /** Which group sells more, and not by chance; null: that cannot be told yet. */
  readonly better: "control" | "rest" | null;
  /** So many leads in each group would tell a difference like this; null: none is seen. */
  readonly leadsToTell: number | null;
}

/**
 * Null: no lead of the control group is in the book.
 *
 * @param control ids of the leads that were given by equal turns
 */
export function controlComparison(
  { leads }: OutcomeBook,
  control: ReadonlySet<string>,
): ControlComparison | null {
  const counted = [...leads].filter(([, { state }]) => state !== "junk");
  const ofControl = outcomes(counted.filter(([lead]) => control.has(lead)));
  if (ofControl.length === 0) return null;
  const since = Math.min(...ofControl.map(({ receivedAt }) => receivedAt));
  const ofRest = outcomes(counted.filter(([lead]) => !control.has(lead)));
  const one = rateOf(ofControl);
  const other = rateOf(ofRest.filter(({ receivedAt }) => receivedAt >= since));
  const isTold = differ(one, other);
  const better = one.rate > other.rate ? "control" : "rest";
  return {
    since,
    control: one,
    rest: other,
    better: isTold ? better : null,
    leadsToTell: isTold ? null : leadsToTell(one.rate, other.rate),
  };
}

const outcomes = (leads: readonly (readonly [string, LeadOutcome])[]): readonly LeadOutcome[] =>
  leads.map(([, outcome]) => outcome);

/** Half a win and half a loss are believed beforehand, so that there is an interval for 0 of 3 too. */
function rateOf(leads: readonly LeadOutcome[]): GroupRate {
  const received = leads.length;
  const won = leads.filter(({ state }) => state === "won").length;
  const interval = intervalOf({ wins: won + 0.5, losses: received - won + 0.5 }, 0.95);
  return { received, won, rate: received === 0 ? 0 : won / received, ...interval };
}

/** Of twenty pairs without a difference one passes (Agresti and Caffo, 2000). */
function differ(one: GroupRate, other: GroupRate): boolean {
  if (one.received === 0 || other.received === 0) return false;
  const [first, second] = [one, other].map(({ won, received }) => {
    const rate = (won + 1) / (received + 2);
    return { rate, variance: (rate * (1 - rate)) / (received + 2) };
  }) as [Spread, Spread];
  return Math.abs(first.rate - second.rate) > 1.96 * Math.sqrt(first.variance + second.variance);
}

interface Spread {
  readonly rate: number;
  readonly variance: number;
}
