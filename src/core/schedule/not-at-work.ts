/** Whether somebody who should have begun his shift shows no sign of it. */
import type { DutyState } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import { shiftPeriod } from "#core/limits/period.ts";
import type { Timetable } from "./timetable.ts";

/** A shift may have begun so long ago before anybody is missed in it. */
export const LATE_MS = 600_000;

/** The hours of a manager; see `Staff`. */
export interface Hours {
  readonly timetable: Timetable | null;
  readonly timeZone: string;
}

/** What tells that he has begun. Instants are epoch ms, null: never. */
export interface Signs {
  readonly duty: DutyState;
  /** When his duty switch was last moved. */
  readonly switchedAt: number | null;
  /** When he was last seen working. */
  readonly seenAt: number | null;
}

/**
 * The beginning (epoch ms) of the shift in which he is missed at `at`: it began ten minutes ago or
 * longer, he is not online, and since it began he has neither moved his switch nor been seen. Null:
 * he is not missed. Who has no hours is never missed.
 */
export function missedSince(hours: Hours, signs: Signs, at: number): number | null {
  const since = shiftStart(hours, at);
  if (since === null || at < since + LATE_MS) return null;
  if (dutyAt(signs.duty, at) === "online") return null;
  const lastSign = Math.max(signs.switchedAt ?? since - 1, signs.seenAt ?? since - 1);
  return lastSign >= since ? null : since;
}

/** Epoch ms of the next moment after `at` at which he may be found missing; null: none is known. */
export function nextMissed({ timetable, timeZone }: Hours, at: number): number | null {
  if (timetable === null || timetable.free) return null;
  const since = shiftStart({ timetable, timeZone }, at);
  if (since !== null && since + LATE_MS > at) return since + LATE_MS;
  const end = shiftPeriod(timetable, timeZone).endsAt(at);
  const next = end === null ? null : timetable.nextOn(end);
  return next === null ? null : next + LATE_MS;
}

/** Null: he is between two shifts, or has no hours. */
function shiftStart({ timetable, timeZone }: Hours, at: number): number | null {
  if (timetable === null || timetable.free) return null;
  const since = shiftPeriod(timetable, timeZone).since(at);
  return timetable.covers(since) ? since : null;
}
