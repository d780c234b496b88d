/**
 * How much of the chances of every lead has shown by now: an open lead is no failure, it counts as
 * far as the team's deals are usually won by its age.
 */
import { exp, ln } from "./arithmetic.ts";
import { closedWithin, partWithin, type WonDeal } from "./close-delay.ts";
import type { LeadOutcome } from "./lead-outcome.ts";
import { SEEN_BINS, seenBinOf } from "./load-bins.ts";
import { MILLION, type Showing } from "./showings.ts";

const DAY_MS = 86_400_000;

interface Moment {
  /** Epoch ms. */
  readonly at: number;
  readonly settings: { readonly halfLifeMs: number | null };
}

/** Called with whole millionths: what has shown of the lead, and what it sold. */
type Sink = (lead: LeadOutcome, shown: number, sold: number) => void;

/** Hands out every lead that was one, faded by its age where evidence has a half-life. */
export function mature(leads: readonly LeadOutcome[], moment: Moment, sink: Sink): void {
  const { at, settings } = moment;
  const curve = closedWithin(dealsOf(leads, at), oldestDays(leads, at) + 1);
  const fading = settings.halfLifeMs === null ? 0 : ln(2) / settings.halfLifeMs;
  for (const lead of leads) {
    const { receivedAt, state } = lead;
    if (state === "junk") continue;
    const weight = fading === 0 ? MILLION : MILLION * exp((receivedAt - at) * fading);
    const part = state === "missed" ? 1 : partWithin(curve, (at - receivedAt) / DAY_MS);
    sink(lead, Math.round(weight * part), state === "won" ? Math.round(weight) : 0);
  }
}

/**
 * By manager and bin of leads a month, in millionths.
 *
 * @param keys of the managers, in the order of the answer
 */
export function shownIn(
  leads: readonly LeadOutcome[],
  keys: readonly string[],
  moment: Moment & { readonly qualityOf: ((source: string) => number) | null },
): readonly Showing[] {
  const shown = keys.map(() => ({ exposure: emptyBins(), sales: emptyBins() }));
  const byKey = new Map(keys.map((key, place) => [key, shown[place]]));
  const { qualityOf } = moment;
  mature(leads, moment, ({ manager, load, source }, part, sold) => {
    const own = byKey.get(manager);
    if (own === undefined) return;
    const bin = seenBinOf(load);
    const exposed = qualityOf === null ? part : Math.round(part * qualityOf(source));
    own.exposure[bin] = (own.exposure[bin] as number) + exposed;
    if (sold > 0) own.sales[bin] = (own.sales[bin] as number) + sold;
  });
  return shown;
}

const emptyBins = (): number[] => new Array<number>(SEEN_BINS).fill(0);

function dealsOf(leads: readonly LeadOutcome[], at: number): readonly WonDeal[] {
  const deals: WonDeal[] = [];
  for (const { state, receivedAt, endedAt } of leads) {
    if (state !== "won" || endedAt === null) continue;
    deals.push({
      tookDays: (endedAt - receivedAt) / DAY_MS,
      watchedDays: (at - receivedAt) / DAY_MS,
    });
  }
  return deals;
}

function oldestDays(leads: readonly LeadOutcome[], at: number): number {
  let first = at;
  for (const { receivedAt } of leads) if (receivedAt < first) first = receivedAt;
  return Math.ceil((at - first) / DAY_MS);
}
