/** `when:` — one window or a list of them. */
import { type Cursor, readOr } from "./cursor.ts";
import { everyDay, readDays } from "./days.ts";
import { readClockRange } from "./hours.ts";
import { readTimeZone } from "./time-zone.ts";
import type { ClockRange, RuleWindow } from "./types.ts";

const wholeDay: ClockRange = { from: 0, to: 1440 };

/** The windows; hours in a list are a window each. */
export function readWindows(cursor: Cursor): readonly RuleWindow[] {
  if (cursor.isList && cursor.oneOrMore().length === 0) {
    cursor.refuse("wrong_value", "This list is empty.", "Leave `when` out to be always open.");
  }
  return cursor.oneOrMore().flatMap(readWindow);
}

function readWindow(cursor: Cursor): readonly RuleWindow[] {
  const fields = cursor.fields("a window", ["days", "time", "timezone", "until"]);
  const days = readOr(fields.days, readDays, everyDay);
  const timeZone = readOr(fields.timezone, readTimeZone, null);
  const untilNextWorkday = (fields.until?.choice(["next_workday"]) ?? null) !== null;
  return readTimes(fields.time).map((time) => ({ days, time, timeZone, untilNextWorkday }));
}

function readTimes(cursor: Cursor | undefined): readonly ClockRange[] {
  if (cursor === undefined) return [wholeDay];
  const times = cursor
    .oneOrMore()
    .map(readClockRange)
    .filter((time) => time !== null);
  if (cursor.isList && cursor.oneOrMore().length === 0) {
    cursor.refuse("wrong_value", "This list is empty.", "Leave `time` out to mean the whole day.");
  }
  return times;
}
