/** `options:` — settings of a method. What is not written is not there: each method has defaults. */
import type { Cursor } from "./cursor.ts";
import { readDate } from "./dates.ts";
import { readDuration } from "./durations.ts";

const fairMethods = ["in_turn", "priority", "percent", "least_loaded", "conversion", "adaptive"];

const readers = {
  period: (cursor: Cursor) => cursor.choice(["shift", "day", "week", "month"]),
  catch_up: readCatchUp,
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

/** The rate in percent alone, or with the time after which what was missed is forgotten. */
function readCatchUp(cursor: Cursor): unknown {
  if (!cursor.isMap) return cursor.number(0, 100);
  const { rate, expire } = cursor.fields("catch_up", ["rate", "expire"]);
  if (rate === undefined) {
    return cursor.refuse("missing_key", "Nothing says how fast to catch up.", "Write rate: 20.");
  }
  return { rate: rate.number(0, 100), expire: expire === undefined ? null : readTerm(expire) };
}

/** Nothing can be made up for in no time. */
function readTerm(cursor: Cursor): number | null {
  const ms = readDuration(cursor);
  return ms === 0 ? cursor.refuse("wrong_value", "It expires at once.", "Write expire: 7d.") : ms;
}

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
