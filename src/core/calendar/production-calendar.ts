/**
 * Production calendars: which dates are working days by law and decree, where that differs from
 * Monday to Friday. `mon` … `sun` never ask a calendar; only `workdays`, `holidays` and
 * `next_workday` do.
 */
import { type Day, formatDate, weekdayOf } from "#core/time.ts";
import { russia } from "./russia.ts";

export interface CalendarYear {
  /** Days off `YYYY-MM-DD`, whichever weekday they fall on. */
  readonly off: readonly string[];
  /** Saturdays and Sundays that are worked. */
  readonly workingWeekends: readonly string[];
  readonly source: string;
  /** True while the decree that moves days off is not out yet. */
  readonly provisional: boolean;
}

export interface ProductionCalendar {
  readonly years: Readonly<Record<string, CalendarYear>>;
  /** `MM-DD` off by law every year: all that is known of years without an entry. */
  readonly fixed: readonly string[];
}

const calendars: Readonly<Record<string, ProductionCalendar>> = { ru: russia };

/** Names that `account.calendar` may take. */
export const calendarNames: readonly string[] = Object.keys(calendars);

/** What a calendar says of a date beyond its weekday; null: nothing. */
type Special = "off" | "working" | null;

const specialDays = new Map(
  Object.entries(calendars).map(([name, { years }]) => {
    const listed = Object.values(years);
    const off = listed.flatMap((year) => year.off.map((date) => [date, "off"] as const));
    const working = listed.flatMap((year) =>
      year.workingWeekends.map((date) => [date, "working"] as const),
    );
    return [name, new Map<string, "off" | "working">([...off, ...working])];
  }),
);

/**
 * Whether the named calendar treats the date otherwise than its weekday tells: a holiday, a moved
 * day off, a working weekend. Null for ordinary dates and where no calendar is named.
 */
export function specialDay(calendarName: string | null, day: Day): Special {
  const calendar = calendarName === null ? undefined : calendars[calendarName];
  if (calendarName === null || calendar === undefined) return null;
  const date = formatDate(day);
  const listed = specialDays.get(calendarName)?.get(date);
  if (listed !== undefined) return listed;
  const unlistedYear = !Object.hasOwn(calendar.years, date.slice(0, 4));
  return unlistedYear && calendar.fixed.includes(date.slice(5)) ? "off" : null;
}

/** Whether the date is a working day; without a calendar Monday to Friday are. */
export function isWorkday(calendarName: string | null, day: Day): boolean {
  const special = specialDay(calendarName, day);
  return special === null ? weekdayOf(day) < 5 : special === "working";
}

/** The first working day after `day`. */
export function nextWorkday(calendarName: string | null, day: Day): Day {
  let next = day + 1;
  while (!isWorkday(calendarName, next)) next += 1;
  return next;
}
