/** `schedules:` — each is one pattern and its exceptions. */
import { type Cursor, type Fields, readOr } from "./cursor.ts";
import { readDate, readDateKey, readExceptions } from "./dates.ts";
import { daysInBoth, readDaysOfKey } from "./days.ts";
import { readShifts } from "./hours.ts";
import type { ClockRange, DaySet, Schedule, SchedulePattern } from "./types.ts";

/** Longer than a year of days is a mistake, not a rota. */
const CYCLE_DAYS_MAX = 366;
const kinds = ["weekly", "cycle", "calendar", "free"] as const;

/** Every schedule by its name. */
export function readSchedules(cursor: Cursor): Readonly<Record<string, Schedule>> {
  const entries = cursor.entries("schedules by their names");
  return Object.fromEntries(entries.map((entry) => [entry.key, readOne(entry)]));
}

function readOne(entry: Cursor): Schedule {
  const fields = entry.fields("a schedule", [...kinds, "exceptions"]);
  const named = kinds.filter((kind) => fields[kind] !== undefined);
  if (named.length !== 1) {
    entry.refuse(
      named.length === 0 ? "missing_key" : "wrong_value",
      named.length === 0
        ? `The schedule "${entry.key}" has no pattern.`
        : `The schedule "${entry.key}" has several patterns: ${named.join(", ")}.`,
      "Give it one of weekly, cycle, calendar or `free: true`.",
    );
  }
  return {
    name: entry.key,
    pattern: readPattern(fields),
    exceptions: readOr(fields.exceptions, readExceptions, []),
  };
}

function readPattern(fields: Fields<(typeof kinds)[number]>): SchedulePattern {
  if (fields.weekly !== undefined) return readWeekly(fields.weekly);
  if (fields.cycle !== undefined) return readCycle(fields.cycle);
  if (fields.calendar !== undefined) return readCalendar(fields.calendar);
  if (fields.free?.flag() === false) {
    fields.free.refuse(
      "wrong_value",
      "A schedule without hours is either free or none.",
      "Write `free: true`, or remove the schedule.",
    );
  }
  return { kind: "free" };
}

function readWeekly(cursor: Cursor): SchedulePattern {
  const days: { on: DaySet; hours: readonly ClockRange[] }[] = [];
  for (const entry of cursor.entries('days with their hours, such as mon-fri: "09:00-18:00"')) {
    const on = readDaysOfKey(entry);
    const [twice] = days.flatMap((other) => daysInBoth(other.on, on));
    if (twice !== undefined) {
      entry.refuseKey("duplicate", `The day "${twice}" is named twice.`, "Name each day once.");
    }
    days.push({ on, hours: readShifts(entry) });
  }
  return { kind: "weekly", days };
}

function readCycle(cursor: Cursor): SchedulePattern {
  const fields = cursor.fields("a cycle", ["days", "from"]);
  const days = fields.days?.items("a list with the hours of each day") ?? [];
  if (days.length === 0 || days.length > CYCLE_DAYS_MAX) {
    (fields.days ?? cursor).refuse(
      fields.days === undefined ? "missing_key" : "wrong_value",
      `This cycle has ${days.length} days.`,
      `Write \`days:\` with 1 to ${CYCLE_DAYS_MAX} days, such as ["09:00-21:00", off].`,
    );
  }
  if (fields.from === undefined) {
    cursor.refuse(
      "missing_key",
      "This cycle does not say on which date it begins.",
      "Write `from:` with the date of its first day.",
    );
  }
  const from = readOr(fields.from, readDate, null);
  return { kind: "cycle", days: days.map(readShifts), from: from ?? "" };
}

function readCalendar(cursor: Cursor): SchedulePattern {
  const dates = cursor
    .entries('dates with their hours, such as 2026-03-07: "10:00-16:00"')
    .map((entry) => [readDateKey(entry) ?? "", readShifts(entry)] as const);
  return { kind: "calendar", dates: Object.fromEntries(dates) };
}
