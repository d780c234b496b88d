/** Which hours a schedule has on a civil date. */
import { isWorkday, specialDay } from "#core/calendar/production-calendar.ts";
import type {
  ClockRange,
  DaySet,
  Schedule,
  ScheduleException,
  SchedulePattern,
} from "#core/configuration/types.ts";
import { type Day, dayOf, formatDate, weekdayOf } from "#core/time.ts";

/** The shifts that begin on a date; null where this says nothing of the date. */
export type HoursOn<Answer = readonly ClockRange[]> = (day: Day) => Answer;

const WHOLE_DAY: readonly ClockRange[] = [{ from: 0, to: 1440 }];
const OFF: readonly ClockRange[] = [];

/** The hours of a schedule on a date, its own exceptions included. */
export function hoursOfSchedule(schedule: Schedule, calendarName: string | null): HoursOn {
  const usual = hoursOfPattern(schedule.pattern, calendarName);
  const exceptional = hoursOfExceptions(schedule.exceptions);
  return (day) => exceptional(day) ?? usual(day);
}

/** The hours that exceptions put on a date; null where none names the date. */
export function hoursOfExceptions(
  exceptions: readonly ScheduleException[],
): HoursOn<readonly ClockRange[] | null> {
  const dated = exceptions.map((exception) => ({
    from: dayOf(exception.from),
    to: dayOf(exception.to),
    hours: exception.kind === "hours" ? exception.hours : OFF,
  }));
  return (day) => dated.find(({ from, to }) => from <= day && day <= to)?.hours ?? null;
}

function hoursOfPattern(pattern: SchedulePattern, calendarName: string | null): HoursOn {
  switch (pattern.kind) {
    case "weekly":
      return hoursOfWeek(pattern.days, calendarName);
    case "cycle": {
      const anchor = dayOf(pattern.from);
      const { days } = pattern;
      return (day) => (day < anchor ? OFF : (days[(day - anchor) % days.length] ?? OFF));
    }
    case "calendar": {
      const hours = new Map(Object.entries(pattern.dates));
      return (day) => hours.get(formatDate(day)) ?? OFF;
    }
    case "free":
      return () => WHOLE_DAY;
  }
}

/**
 * On an ordinary date its weekday is the nearer name, `workdays` and `holidays` stand for the rest;
 * on a date that the calendar names itself (a holiday, a moved day off, a working Saturday) they
 * come first. So `sat: …` beside `holidays: off` means every Saturday that is no public holiday.
 */
function hoursOfWeek(
  days: readonly { readonly on: DaySet; readonly hours: readonly ClockRange[] }[],
  calendarName: string | null,
): HoursOn {
  const ofWeekday = [0, 1, 2, 3, 4, 5, 6].map(
    (weekday) => days.find(({ on }) => on.weekdays.includes(weekday))?.hours,
  );
  const ofWorkdays = days.find(({ on }) => on.workdays)?.hours;
  const ofHolidays = days.find(({ on }) => on.holidays)?.hours;
  return (day) => {
    const named = ofWeekday[weekdayOf(day)];
    const byCalendar = isWorkday(calendarName, day) ? ofWorkdays : ofHolidays;
    const ordinary = specialDay(calendarName, day) === null;
    return (ordinary ? (named ?? byCalendar) : (byCalendar ?? named)) ?? OFF;
  };
}
