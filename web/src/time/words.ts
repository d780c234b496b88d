import { dayMs, daysBetween } from "./civil.ts";

/** Where and for whom a time is written. */
export interface Place {
  readonly timeZone: string;
  readonly lang: string;
}

/** «14:05». */
export function clock(at: number, { timeZone, lang }: Place): string {
  return format(lang, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );
}

/** «14:05:09». */
export function clockWithSeconds(at: number, { timeZone, lang }: Place): string {
  return format(lang, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** «21 нояб.» */
export function shortDate(at: number, { timeZone, lang }: Place): string {
  return format(lang, { timeZone, day: "numeric", month: "short" }).format(at);
}

/** «21 нояб. 2025 – 3 мар. 2026», what both share said once. */
export function stretchOfDays(from: number, to: number, { timeZone, lang }: Place): string {
  const written = format(lang, { timeZone, day: "numeric", month: "short", year: "numeric" });
  return written.formatRange(from, to);
}

/** «воскресенье, 22 ноября» */
export function longDate(at: number, { timeZone, lang }: Place): string {
  return format(lang, { timeZone, weekday: "long", day: "numeric", month: "long" }).format(at);
}

/** A past moment: «14:05» on the day of `now`, «пн 9:00» within a week, then «21 нояб. 9:00». */
export function moment(at: number, now: number, place: Place): string {
  const days = daysBetween(at, now, place.timeZone);
  return days === 0 ? clock(at, place) : `${dayName(at, days, place)} ${clock(at, place)}`;
}

/**
 * A moment to come, for «до …» and «с …»: «16:00» while only one such hour can be meant, then
 * «чт 13:00», and after six days «3 дек. 13:00».
 */
export function ahead(at: number, now: number, place: Place): string {
  const days = daysBetween(now, at, place.timeZone);
  if (days === 0 || at - now < nearMs) return clock(at, place);
  return `${dayName(at, days, place)} ${clock(at, place)}`;
}

/** An hour as near as this can only be the coming one, also over midnight. */
const nearMs = 12 * 3_600_000;

/** A length of time in one or two units, never more exact than it is useful: «8 мс», «0,4 с», «3 мин», «2 ч 10 мин». */
export function lengthOfTime(ms: number, lang: string): string {
  if (Math.abs(ms) < 99.5) return amount(Math.abs(ms), "millisecond", lang);
  const seconds = Math.abs(ms) / 1_000;
  if (seconds < 59.5) return amount(seconds, "second", lang);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return amount(minutes, "minute", lang);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    const rest = minutes % 60;
    return rest === 0
      ? amount(hours, "hour", lang)
      : `${amount(hours, "hour", lang)} ${amount(rest, "minute", lang)}`;
  }
  return amount(Math.abs(ms) / dayMs, "day", lang);
}

/** Monday to Sunday, short: «пн» … «вс». */
export function weekdayNames(lang: string): readonly string[] {
  const monday = Date.UTC(2024, 0, 1);
  const named = format(lang, { timeZone: "UTC", weekday: "short" });
  return Array.from({ length: 7 }, (_, day) => named.format(monday + day * dayMs));
}

function dayName(at: number, daysAway: number, place: Place): string {
  const { timeZone, lang } = place;
  return daysAway <= 6
    ? format(lang, { timeZone, weekday: "short" }).format(at)
    : shortDate(at, place);
}

function amount(value: number, unit: string, lang: string): string {
  return new Intl.NumberFormat(lang, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: unit === "second" && value < 9.95 ? 1 : 0,
  }).format(value);
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using it, and a feed formats a hundred times a repaint.
function format(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, options);
  formats.set(key, made);
  return made;
}
