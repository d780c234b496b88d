/** Civil dates `YYYY-MM-DD`, and what is told by them: exceptions and periods of validity. */
import { parseDate } from "#core/time.ts";
import { type Cursor, readOr, shortened } from "./cursor.ts";
import { readShifts } from "./hours.ts";
import { type Names, readSchedule } from "./names.ts";
import type { ScheduleException, SchedulePeriod } from "./types.ts";

const EXAMPLE = "Write a date that exists, such as 2026-03-09.";

/** A date of the calendar. */
export function readDate(cursor: Cursor): string | null {
  const text = cursor.text("a date such as 2026-03-09");
  if (text === null || parseDate(text) !== null) return text;
  return cursor.refuse("wrong_value", `"${shortened(text)}" is no date.`, EXAMPLE);
}

/** The date that is an entry's key. */
export function readDateKey(entry: Cursor): string | null {
  if (parseDate(entry.key) !== null) return entry.key;
  return entry.refuseKey("wrong_value", `"${shortened(entry.key)}" is no date.`, EXAMPLE);
}

/** Refuses a pair of dates that ends before it begins. */
export function checkOrder(cursor: Cursor, from: string | null, to: string | null): void {
  if (from === null || to === null || from <= to) return;
  cursor.refuse("wrong_value", `${to} comes before ${from}.`, "Put the earlier date first.");
}

const kinds = ["off", "vacation", "sick"] as const;

/** Dates or ranges of them that override a schedule. No date may be named twice. */
export function readExceptions(cursor: Cursor): readonly ScheduleException[] {
  const exceptions: ScheduleException[] = [];
  for (const entry of cursor.entries("dates with what happens on them")) {
    const exception = readException(entry);
    if (exception === null) continue;
    const same = exceptions.find(({ from, to }) => from <= exception.to && exception.from <= to);
    if (same !== undefined) {
      entry.refuseKey(
        "duplicate",
        `${entry.key} is told twice: also by ${same.from}..${same.to}.`,
        "Name each date once; split the longer range.",
      );
    }
    exceptions.push(exception);
  }
  return exceptions;
}

function readException(entry: Cursor): ScheduleException | null {
  const [from = "", to = from, ...more] = entry.key.split("..").map((date) => date.trim());
  const exist = parseDate(from) !== null && parseDate(to) !== null && more.length === 0;
  if (!exist || to < from) {
    return entry.refuseKey(
      "wrong_value",
      `"${shortened(entry.key)}" is neither a date nor a range of dates.`,
      "Write 2026-03-09 or 2026-07-01..2026-07-14.",
    );
  }
  const kind = kinds.find((word) => word === entry.value);
  if (kind !== undefined) return { from, to, kind, hours: [] };
  const looksLikeHours =
    entry.isList || (typeof entry.value === "string" && /\d/.test(entry.value));
  if (looksLikeHours) return { from, to, kind: "hours", hours: readShifts(entry) };
  return entry.refuse(
    "wrong_value",
    "This says neither that the day is free nor which hours are worked.",
    'Write off, vacation, sick, or hours such as "12:00-15:00".',
  );
}

/** A schedule's name, or periods `{ use, from, to }` of which no two hold on one date. */
export function readPeriods(cursor: Cursor, names: Names): readonly SchedulePeriod[] {
  const periods: SchedulePeriod[] = [];
  for (const item of cursor.oneOrMore()) {
    const period = readPeriod(item, names);
    if (period === null) continue;
    if (periods.some((other) => holdTogether(other, period))) {
      item.refuse(
        "overlap",
        `Two schedules hold on one date: "${period.use}" and one before it.`,
        "End one period on the day before the next begins.",
      );
    }
    periods.push(period);
  }
  return periods;
}

function readPeriod(cursor: Cursor, names: Names): SchedulePeriod | null {
  if (!cursor.isMap) {
    const use = readSchedule(cursor, names);
    return use === null ? null : { use, from: null, to: null };
  }
  const fields = cursor.fields("a period", ["use", "from", "to"]);
  const from = readOr(fields.from, readDate, null);
  const to = readOr(fields.to, readDate, null);
  checkOrder(cursor, from, to);
  if (fields.use === undefined) {
    return cursor.refuse(
      "missing_key",
      "This period names no schedule.",
      "Write `use:` with the name of a schedule.",
    );
  }
  const use = readSchedule(fields.use, names);
  return use === null ? null : { use, from, to };
}

function holdTogether(left: SchedulePeriod, right: SchedulePeriod): boolean {
  const endsBefore = (one: SchedulePeriod, other: SchedulePeriod): boolean =>
    one.to !== null && other.from !== null && one.to < other.from;
  return !endsBefore(left, right) && !endsBefore(right, left);
}
