/**
 * Civil time. Instants are epoch milliseconds; a civil date is a `Day`, the count of days since
 * 1970-01-01, so that date arithmetic is arithmetic; a time of day is minutes from midnight.
 *
 * Temporal is the only source of truth about zones and calendars, but a million leads ask for the
 * same few days: dates and the stretches between two changes of a zone's offset are remembered.
 * Near a change the answer is always Temporal's own.
 */
import { Temporal } from "temporal-polyfill";

/** Days since 1970-01-01. */
export type Day = number;

export interface CivilTime {
  readonly day: Day;
  /** Minutes from midnight, 0 to 1439. */
  readonly minute: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How many civil dates are remembered in each direction; then the memory starts anew. */
const REMEMBERED_DATES = 20_000;

const dayOfDate = new Map<string, Day | null>();
const dateOfDay = new Map<Day, string>();

function remember<Key, Value>(memory: Map<Key, Value>, key: Key, value: Value): Value {
  if (memory.size >= REMEMBERED_DATES) memory.clear();
  memory.set(key, value);
  return value;
}

/** The day of a civil date `YYYY-MM-DD`; null where the text is none or the date does not exist. */
export function parseDate(text: string): Day | null {
  const known = dayOfDate.get(text);
  if (known !== undefined) return known;
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  return remember(dayOfDate, text, dayOfExisting(text));
}

function dayOfExisting(text: string): Day | null {
  try {
    const date = Temporal.PlainDate.from(text);
    return date.toZonedDateTime("UTC").epochMilliseconds / DAY_MS;
  } catch {
    return null;
  }
}

/** The day of a date that is known to exist, as every date of a checked configuration is. */
export function dayOf(date: string): Day {
  const day = parseDate(date);
  if (day === null) throw new Error(`${date} is no date, and nothing refused it before`);
  return day;
}

/** `YYYY-MM-DD` of a day. */
export function formatDate(day: Day): string {
  const known = dateOfDay.get(day);
  if (known !== undefined) return known;
  const midnight = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS);
  return remember(dateOfDay, day, midnight.toZonedDateTimeISO("UTC").toPlainDate().toString());
}

/** 0 is Monday … 6 is Sunday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday; the double remainder keeps days before it in range.
  return (((day + 3) % 7) + 7) % 7;
}

/** True for an IANA zone name that this machine knows; bare offsets are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** A stretch `[from, to)` of epoch ms in which a zone keeps one offset from UTC. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

const stretchesOfZone = new Map<string, Stretch[]>();

function stretchAt(at: number, timeZone: string): Stretch {
  let stretches = stretchesOfZone.get(timeZone);
  if (stretches === undefined) {
    stretches = [];
    stretchesOfZone.set(timeZone, stretches);
  }
  for (const stretch of stretches) if (stretch.from <= at && at < stretch.to) return stretch;
  const found = askStretch(at, timeZone);
  stretches.push(found);
  return found;
}

function askStretch(at: number, timeZone: string): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(
    timeZone,
  );
  const next = moment.getTimeZoneTransition("next");
  // «Previous» is strictly earlier, so it is asked from the next millisecond to include this one.
  const previous = moment.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: moment.offsetNanoseconds / 1e6,
  };
}

/** The civil date and time of day at an instant. */
export function civilAt(at: number, timeZone: string): CivilTime {
  const wall = at + stretchAt(at, timeZone).offsetMs;
  const day = Math.floor(wall / DAY_MS);
  return { day, minute: Math.floor((wall - day * DAY_MS) / MINUTE_MS) };
}

/** The civil date at an instant. */
export function dayAt(at: number, timeZone: string): Day {
  return Math.floor((at + stretchAt(at, timeZone).offsetMs) / DAY_MS);
}

/**
 * The instant of a wall-clock time. `minute` may lie outside 0 to 1439 and then means another day
 * (1440 is the next midnight). A time that the clocks skip moves forward by the gap, one that they
 * repeat is the earlier (Temporal's `compatible`).
 */
export function instantOf(day: Day, minute: number, timeZone: string): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const stretch = stretchAt(wall, timeZone);
  // No offset reaches 24 h: with none changing within a day of the wall time read as UTC, it holds.
  if (stretch.from <= wall - DAY_MS && wall + DAY_MS < stretch.to) return wall - stretch.offsetMs;
  return Temporal.Instant.fromEpochMilliseconds(wall)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
}

const instantPattern =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d)?)$/;

/**
 * Epoch milliseconds of an ISO 8601 instant; null where the text is none. The offset (or `Z`) is
 * required, since a time without one would mean another moment on every machine.
 */
export function parseInstant(text: string): number | null {
  const match = instantPattern.exec(text);
  const day = parseDate(match?.[1] ?? "");
  if (match === null || day === null) return null;
  const [, , hours, minutes, seconds = "0", fraction = "", , sign, aheadHours, aheadMinutes] =
    match;
  const clock = clockOf(Number(hours), Number(minutes), Number(seconds));
  const ahead = clockOf(Number(aheadHours ?? 0), Number(aheadMinutes ?? 0), 0);
  if (clock === null || ahead === null) return null;
  const fractionMs = Number(fraction.padEnd(3, "0").slice(0, 3));
  return day * DAY_MS + clock + fractionMs - (sign === "-" ? -ahead : ahead);
}

function clockOf(hours: number, minutes: number, seconds: number): number | null {
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000;
}

/**
 * An instant as ISO 8601 in a zone: `2026-03-02T09:05:00+07:00`. Seconds always, a fraction only
 * where it is not zero, UTC as `+00:00`.
 */
export function formatInstant(at: number, timeZone: string): string {
  // Offsets before the twentieth century had seconds; rounded, the text still reads back the same.
  const offset = Math.round(stretchAt(at, timeZone).offsetMs / MINUTE_MS);
  const wall = at + offset * MINUTE_MS;
  const day = Math.floor(wall / DAY_MS);
  const ofDay = wall - day * DAY_MS;
  const ms = ofDay % 1000;
  const clock = `${hoursAndMinutes(Math.floor(ofDay / MINUTE_MS))}:${two(Math.floor(ofDay / 1000) % 60)}`;
  const fraction = ms === 0 ? "" : `.${String(ms).padStart(3, "0").replace(/0+$/, "")}`;
  const sign = offset < 0 ? "-" : "+";
  return `${formatDate(day)}T${clock}${fraction}${sign}${hoursAndMinutes(Math.abs(offset))}`;
}

/** `HH:MM` of minutes from midnight. */
export function hoursAndMinutes(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
