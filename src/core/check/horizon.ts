/**
 * How far a check looks: 53 whole weeks from the next full hour.
 *
 * A year, since holidays, moved working days, both changes of the clock, vacations and periods of
 * validity lie in it; whole weeks, since every weekday must come equally often. Nothing is sampled:
 * every moment of the horizon is looked at, as the stretches between two changes.
 */
import type { Span } from "#core/schedule/timetable.ts";
import { civilAt, DAY_MS, HOUR_MS, instantOf } from "#core/time.ts";

export const HORIZON_WEEKS = 53;
/** An interval without an end is shown as five weeks of it. */
export const SHOWN_WEEKS = 5;
/** Looked at on both sides beyond the horizon, so that what reaches over its edges is seen whole. */
const MARGIN_MS = 32 * DAY_MS;

export interface Horizon {
  readonly timeZone: string;
  /** Epoch ms, half-open: what begins in it is found. */
  readonly from: number;
  readonly to: number;
  /** The horizon with its margins. */
  readonly range: Span;
}

/** The horizon of a check that is made at `at` (epoch ms) for an account in `timeZone`. */
export function horizonFrom(at: number, timeZone: string): Horizon {
  const from = Math.ceil(at / HOUR_MS) * HOUR_MS;
  const { day, minute } = civilAt(from, timeZone);
  const to = instantOf(day + HORIZON_WEEKS * 7, minute, timeZone);
  return { timeZone, from, to, range: { from: from - MARGIN_MS, to: to + MARGIN_MS } };
}
