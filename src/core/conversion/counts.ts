/** How many of somebody's leads became what. */
import type { LeadState } from "./lead-outcome.ts";

export type Counts = Readonly<Record<LeadState, number>>;

export const noCounts: Counts = { open: 0, won: 0, lost: 0, missed: 0, junk: 0 };

export function counted(counts: Counts, change: Partial<Counts>): Counts {
  return {
    open: counts.open + (change.open ?? 0),
    won: counts.won + (change.won ?? 0),
    lost: counts.lost + (change.lost ?? 0),
    missed: counts.missed + (change.missed ?? 0),
    junk: counts.junk + (change.junk ?? 0),
  };
}

/** All that were leads: junk was none. */
export function receivedIn({ open, won, lost, missed }: Counts): number {
  return open + won + lost + missed;
}
