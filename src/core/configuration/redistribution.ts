/** `keep_owner:`, `otherwise:`, `taken:` and `handover:` — where a lead goes besides its turn. */
import { type Cursor, readOr } from "./cursor.ts";
import { readDuration } from "./durations.ts";
import { readClockRange } from "./hours.ts";
import { type Names, readManagerName } from "./names.ts";
import type {
  ClockRange,
  Handover,
  HandoverScope,
  KeepOwner,
  Otherwise,
  Taken,
  TakenEvent,
} from "./types.ts";

const owners: KeepOwner["of"] = ["contact", "company", "last", "spoke"];
const takenEvents: readonly TakenEvent[] = ["call", "message", "note", "stage", "task", "accept"];

/** Which owners of a client come first, and when. */
export function readKeepOwner(cursor: Cursor): KeepOwner {
  const fields = cursor.fields("keep_owner", ["of", "when", "costs_turn"]);
  if (fields.of === undefined) {
    cursor.refuse(
      "missing_key",
      "This does not say whose manager is kept.",
      `Write \`of:\` with some of ${owners.join(", ")}.`,
    );
  }
  return {
    of: readOr(fields.of, (cursor) => readWords(cursor, owners), []),
    when: readOr(fields.when, readKeepWhen, "on_shift"),
    costsTurn: fields.costs_turn?.flag() ?? false,
  };
}

function readKeepWhen(cursor: Cursor): KeepOwner["when"] {
  if (!cursor.isMap) return cursor.choice(["always", "on_shift"] as const) ?? "on_shift";
  const { wait } = cursor.fields("when", ["wait"]);
  const waitMs = wait === undefined ? missing(cursor, "wait: 2h") : readDuration(wait);
  return { waitMs: waitMs ?? 0 };
}

/** What happens while nobody is eligible; by default the lead waits. */
export function readOtherwise(cursor: Cursor | undefined, names: Names): Otherwise {
  if (cursor === undefined) return waiting;
  if (!cursor.isMap) {
    const kind = cursor.choice(["wait", "next_rule", "leave"]) ?? "wait";
    return kind === "wait" ? waiting : { kind };
  }
  const fields = cursor.fields("otherwise", ["wait", "on_duty"]);
  if (fields.on_duty !== undefined) {
    if (fields.wait !== undefined) {
      cursor.refuse("wrong_value", "This says two things at once.", "Keep `wait` or `on_duty`.");
    }
    return { kind: "on_duty", who: readManagerName(fields.on_duty, names) ?? "" };
  }
  return readOr(fields.wait, (cursor) => readWait(cursor, names), waiting);
}

const waiting: Otherwise & { readonly kind: "wait" } = {
  kind: "wait",
  atMostMs: null,
  afterwards: { kind: "next_rule" },
  order: "oldest",
};

function readWait(cursor: Cursor, names: Names): Otherwise {
  const fields = cursor.fields("wait", ["at_most", "then", "order"]);
  const onDuty = fields.then?.isMap === true ? readOnDuty(fields.then, names) : null;
  if (fields.then !== undefined && !fields.then.isMap) fields.then.choice(["next_rule"]);
  return {
    ...waiting,
    atMostMs: readOr(fields.at_most, readDuration, null),
    afterwards: onDuty === null ? waiting.afterwards : { kind: "on_duty", who: onDuty },
    order: fields.order?.choice(["oldest", "newest"]) ?? "oldest",
  };
}

/** What happens when nobody takes a lead in time. */
export function readTaken(cursor: Cursor, names: Names): Taken {
  const fields = cursor.fields("taken", [
    "within",
    "by",
    "warn",
    "then",
    "max_transfers",
    "fallback",
    "turn_back",
    "again",
    "pause_after",
    "quiet",
  ]);
  const withinMs =
    fields.within === undefined ? missing(cursor, "within: 15m") : readWithin(fields.within);
  return {
    withinMs: withinMs ?? 0,
    by: readOr(fields.by, (cursor) => readWords(cursor, takenEvents), takenEvents),
    warnMs: readOr(fields.warn, readDuration, null),
    missed: readTarget(fields.then, { names, words: ["next", "wait", "leave"] }),
    maxTransfers: fields.max_transfers?.integer(0, 1_000) ?? null,
    fallback: readTarget(fields.fallback, { names, words: ["keep"] }),
    turnBack: fields.turn_back?.flag() ?? false,
    again: fields.again?.flag() ?? false,
    pauseAfter: fields.pause_after?.integer(1, 1_000) ?? null,
    quiet: readOr(fields.quiet, readQuiet, null),
  };
}

function readWithin(cursor: Cursor): number | null {
  const withinMs = readDuration(cursor);
  if (withinMs !== 0) return withinMs;
  return cursor.refuse("wrong_value", "Nobody takes a lead in no time.", "Write within: 15m.");
}

/** Nothing is ever passed on where the whole day is quiet. */
function readQuiet(cursor: Cursor): ClockRange | null {
  const hours = readClockRange(cursor);
  if (hours === null || hours.to % 1440 !== hours.from) return hours;
  return cursor.refuse("wrong_value", "The whole day is quiet.", 'Write "22:00-08:00".');
}

interface Targets<Word> {
  readonly names: Names;
  /** The first is the default. */
  readonly words: readonly [Word, ...Word[]];
}

function readTarget<Word extends string>(
  cursor: Cursor | undefined,
  { names, words }: Targets<Word>,
): Word | { readonly onDuty: string } {
  if (cursor === undefined) return words[0];
  if (cursor.isMap) return { onDuty: readOnDuty(cursor, names) ?? "" };
  return cursor.choice(words) ?? words[0];
}

function readOnDuty(cursor: Cursor, names: Names): string | null {
  const { on_duty } = cursor.fields("a named person", ["on_duty"]);
  return on_duty === undefined
    ? missing(cursor, "on_duty: and a manager's key")
    : readManagerName(on_duty, names);
}

/** Which leads are handed over, and when. */
export function readHandover(cursor: Cursor): Handover {
  const fields = cursor.fields("handover", [
    "at_shift_end",
    "on_duty_off",
    "return",
    "turn_back",
    "together",
  ]);
  return {
    atShiftEnd: readScope(fields.at_shift_end),
    onDutyOff: readScope(fields.on_duty_off),
    return: fields.return?.flag() ?? false,
    turnBack: fields.turn_back?.flag() ?? true,
    together: fields.together?.flag() ?? false,
  };
}

function readScope(cursor: Cursor | undefined): HandoverScope {
  if (cursor === undefined) return "none";
  if (!cursor.isMap) return cursor.choice(["none", "untouched", "all"] as const) ?? "none";
  const { stages } = cursor.fields("handover", ["stages"]);
  const names = stages?.oneOrMore().map((item) => item.name("a stage")) ?? [];
  if (names.length === 0) missing(cursor, "stages: and at least one stage");
  return { stages: names.filter((name) => name !== null) };
}

function readWords<Word extends string>(cursor: Cursor, words: readonly Word[]): readonly Word[] {
  const read = cursor.oneOrMore().map((item) => item.choice(words));
  if (read.length === 0) cursor.refuse("wrong_value", "This list is empty.", "Name at least one.");
  return [...new Set(read.filter((word) => word !== null))];
}

function missing(cursor: Cursor, what: string): null {
  return cursor.refuse("missing_key", "Something is missing here.", `Write ${what}.`);
}
