/** `account:` and `groups:`. */
import { calendarNames } from "#core/calendar/production-calendar.ts";
import { type Cursor, readOr } from "./cursor.ts";
import { readPeriods } from "./dates.ts";
import { readDuration, readDurationOrOff } from "./durations.ts";
import type { Names } from "./names.ts";
import { readTimeZone } from "./time-zone.ts";
import type { Configuration } from "./types.ts";

const keys = [
  "name",
  "timezone",
  "calendar",
  "schedule",
  "never_owners",
  "settle",
  "same_client",
  "junk_reasons",
] as const;

/** What holds for the whole account. */
export function readAccount(cursor: Cursor, names: Names): Configuration["account"] {
  const fields = cursor.fields("the account", keys);
  if (fields.timezone === undefined) {
    cursor.refuse(
      "missing_key",
      "The account has no time zone.",
      "Write `timezone:` with a name such as Europe/Moscow.",
    );
  }
  const neverOwners = fields.never_owners?.items("a list of CRM users") ?? [];
  const junkReasons = fields.junk_reasons?.items("a list of the CRM's loss reasons") ?? [];
  return {
    name: fields.name?.name() ?? "",
    timeZone: readOr(fields.timezone, readTimeZone, null) ?? "UTC",
    calendar: fields.calendar?.choice(calendarNames) ?? null,
    schedule: readOr(fields.schedule, (cursor) => readPeriods(cursor, names), []),
    neverOwners: neverOwners.map((item) => item.name()).filter((name) => name !== null),
    settleMs: readOr(fields.settle, readDuration, null) ?? 0,
    sameClientMs: readOr(fields.same_client, readDurationOrOff, null),
    junkReasons: junkReasons.map((item) => item.name()).filter((name) => name !== null),
  };
}

/** Groups that set something for their managers. */
export function readGroups(cursor: Cursor, names: Names): Configuration["groups"] {
  const groups = cursor.entries("groups by their names").map((entry) => {
    const { schedule } = entry.fields("a group", ["schedule"]);
    return [entry.key, { schedule: schedule === undefined ? [] : readPeriods(schedule, names) }];
  });
  return Object.fromEntries(groups);
}
