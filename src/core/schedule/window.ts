/**
 * When a rule takes leads. A window belongs to the day on which it begins: `mon-fri 16:00-09:00`
 * begins for the last time on Friday and ends on Saturday at 09:00, or with `until: next_workday`
 * on Monday at 09:00.
 */
import { isWorkday, nextWorkday } from "#core/calendar/production-calendar.ts";
import type { Configuration, DaySet, Rule, RuleWindow } from "#core/configuration/types.ts";
import { type Day, instantOf, weekdayOf } from "#core/time.ts";
import {
  always,
  type SpanSource,
  spanBeginningOn,
  type Timetable,
  timetableOf,
} from "./timetable.ts";

/** The union of a rule's windows; a rule without any is always open. */
export function compileWindows(rule: Rule, configuration: Configuration): Timetable {
  if (rule.windows.length === 0) return always;
  const sources = rule.windows.map((window) => sourceOf(window, configuration.account));
  return timetableOf(sources, false);
}

function sourceOf(window: RuleWindow, account: Configuration["account"]): SpanSource {
  const timeZone = window.timeZone ?? account.timeZone;
  return {
    timeZone,
    beginningOn: (day) => {
      if (!contains(window.days, day, account.calendar)) return [];
      const span = spanBeginningOn(day, window.time, timeZone);
      if (!window.untilNextWorkday) return [span];
      const lastDay = nextWorkday(account.calendar, day);
      return [{ from: span.from, to: instantOf(lastDay, window.time.to, timeZone) }];
    },
  };
}

function contains(days: DaySet, day: Day, calendarName: string | null): boolean {
  if (days.weekdays.includes(weekdayOf(day))) return true;
  if (!days.workdays && !days.holidays) return false;
  return isWorkday(calendarName, day) ? days.workdays : days.holidays;
}
