import type { Timetable } from "#core/schedule/timetable.ts";
import { civilAt, type Day, dayAt, instantOf, weekdayOf } from "#core/time.ts";

/** A civil week in a zone, Monday to Sunday. */
export interface Week {
  readonly monday: Day;
  readonly timeZone: string;
}

/** Minutes from Monday 00:00, half-open. */
export interface WeekSpan {
  readonly from: number;
  readonly to: number;
}

export function weekAround(now: number, timeZone: string): Week {
  const today = dayAt(now, timeZone);
  return { monday: today - weekdayOf(today), timeZone };
}

/** Minutes by the clock on the wall, so that a week has 10080 of them whatever the clocks do. */
export function minuteOfWeek(at: number, { monday, timeZone }: Week): number {
  const { day, minute } = civilAt(at, timeZone);
  return (day - monday) * 1440 + minute;
}

/** What the timetable covers in the week, cut to it. */
export function weekSpans(timetable: Timetable, week: Week): WeekSpan[] {
  const { monday, timeZone } = week;
  const from = instantOf(monday, 0, timeZone);
  const to = instantOf(monday + 7, 0, timeZone);
  return (
    timetable
      .spans(from, to)
      .map((span) => ({ from: minuteOfWeek(span.from, week), to: minuteOfWeek(span.to, week) }))
      // A span inside the hour that is lived twice in autumn would run backwards.
      .filter((span) => span.from < span.to)
  );
}
