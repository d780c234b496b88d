/** Wall-clock reading of instants in IANA zones, by the browser's own tables. */

export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Monday is 0, Sunday is 6. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

export const minutesOfDay = 1_440;
export const minutesOfWeek = 7 * minutesOfDay;
export const dayMs = minutesOfDay * 60_000;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The zone in which the person at this screen lives. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function civil(at: number, timeZone: string): Civil {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  return {
    year: number("year"),
    month: number("month"),
    day: number("day"),
    weekday: weekdays.indexOf(parts.get("weekday") ?? ""),
    hour: number("hour"),
    minute: number("minute"),
  };
}

/** Minutes since Monday 00:00 on the wall clock of `timeZone`, 0 to 10079. */
export function minuteOfWeek(at: number, timeZone: string): number {
  const { weekday, hour, minute } = civil(at, timeZone);
  return weekday * minutesOfDay + hour * 60 + minute;
}

/** Whole civil days from the date of `from` to the date of `to`, both in `timeZone`. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  return Math.round((dateNumber(to, timeZone) - dateNumber(from, timeZone)) / dayMs);
}

/** Do clocks in both zones show the same at that moment? */
export function sameClock(at: number, one: string, other: string): boolean {
  return one === other || wallNumber(at, one) === wallNumber(at, other);
}

/** Epoch ms of 00:00 on a `YYYY-MM-DD` date in the viewer's zone; null where it is not a date. */
export function startOfDate(date: string, plusDays = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [, year, month, day] = match.map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) + plusDays).getTime();
}

function dateNumber(at: number, timeZone: string): number {
  const { year, month, day } = civil(at, timeZone);
  return Date.UTC(year, month - 1, day);
}

function wallNumber(at: number, timeZone: string): number {
  const { hour, minute } = civil(at, timeZone);
  return dateNumber(at, timeZone) + (hour * 60 + minute) * 60_000;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}
