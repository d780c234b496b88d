/**
 * Leads by the month in which they were received. A young month must not be compared with an old
 * one by what it has sold so far: its leads have not shown their chances yet. So beside that stands
 * how much of the month has matured, and what it comes to by that.
 */
import { dayAt, formatDate } from "#core/time.ts";
import { type Counts, counted, noCounts, receivedIn } from "./counts.ts";
import { mature } from "./maturing.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { MILLION } from "./showings.ts";

export interface Cohort {
  /** `2026-03`, in the account's zone. */
  readonly month: string;
  readonly counts: Counts;
  readonly received: number;
  /** The part of its leads' chances that has shown by now, 0 to 1; of one without leads 0. */
  readonly matured: number;
  /** Of leads whose chances have all shown so many would be won, 0 to 1; null: too little has shown. */
  readonly rate: number | null;
}

/** Of fewer leads than these, as far as their chances have shown, nothing is said. */
const SHOWN_MIN = 10;

/** The months in which leads were received, oldest first. @param moment `at` in epoch ms */
export function cohortsIn(
  { leads, missed }: OutcomeBook,
  { at, timeZone }: { readonly at: number; readonly timeZone: string },
): readonly Cohort[] {
  const all = [...leads.values(), ...missed];
  const monthOf = monthsIn(timeZone);
  const shown = new Map<string, number>();
  const counts = new Map<string, Counts>();
  for (const { receivedAt, state } of all) {
    const month = monthOf(receivedAt);
    counts.set(month, counted(counts.get(month) ?? noCounts, { [state]: 1 }));
  }
  mature(all, { at, settings: { halfLifeMs: null } }, ({ receivedAt }, part) => {
    const month = monthOf(receivedAt);
    shown.set(month, (shown.get(month) ?? 0) + part / MILLION);
  });
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, ofMonth]) => cohortOf(month, ofMonth, shown.get(month) ?? 0));
}

function cohortOf(month: string, counts: Counts, shown: number): Cohort {
  const received = receivedIn(counts);
  return {
    month,
    counts,
    received,
    matured: received === 0 ? 0 : Math.min(1, shown / received),
    // A win may come sooner than expected: there is never less shown than won.
    rate: shown < SHOWN_MIN ? null : counts.won / Math.max(shown, counts.won),
  };
}

/** Civil time costs more than all the rest: leads of one hour are of one month. */
function monthsIn(timeZone: string): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const hour = Math.floor(at / 3_600_000);
    let month = known.get(hour);
    if (month === undefined) {
      month = formatDate(dayAt(at, timeZone)).slice(0, 7);
      known.set(hour, month);
    }
    return month;
  };
}
