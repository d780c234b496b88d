/** `options:` — settings of a method. What is not written is not there: each method has defaults. */
import type { Cursor } from "./cursor.ts";
import { readDate } from "./dates.ts";
import { readDuration } from "./durations.ts";

const fairMethods = ["in_turn", "priority", "percent", "least_loaded", "conversion", "adaptive"];

const readers = {
  period: (cursor: Cursor) => cursor.choice(["shift", "day", "week", "month"]),
  catch_up: (cursor: Cursor) => cursor.number(0, 100),
  value: (cursor: Cursor) => cursor.flag(),
  floor: (cursor: Cursor) => cursor.number(0, 100),
  ceiling: (cursor: Cursor) => cursor.number(0, 100),
  since: readDate,
  half_life: readDuration,
  per_source: (cursor: Cursor) => cursor.flag(),
  load_curve: (cursor: Cursor) => (cursor.value === "off" ? false : cursor.flag()),
  inside: (cursor: Cursor) => cursor.choice(fairMethods),
  seconds: (cursor: Cursor) => cursor.integer(1, 86_400),
  best: (cursor: Cursor) => cursor.integer(1, 10_000),
};

type Option = keyof typeof readers;

/** The settings by their names; durations are milliseconds. */
export function readOptions(cursor: Cursor): Readonly<Record<string, unknown>> {
  const names = Object.keys(readers) as Option[];
  const fields = cursor.fields("options", names);
  const read = names.flatMap((name) => {
    const field = fields[name];
    return field === undefined ? [] : [[name, readers[name](field)] as const];
  });
  return Object.fromEntries(read);
}
