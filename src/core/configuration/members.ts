/**
 * `members:` — a list of names, or a map of names to a weight or to `{ weight, percent, quota,
 * tier, limits }`. A bare number is what the method shares by: the percent, the quota or the tier
 * where the method is about these, otherwise the weight.
 */
import { type Cursor, readOr } from "./cursor.ts";
import { readLimits } from "./limits.ts";
import { GROUP_PREFIX, type Names, type Reference, refuseReference } from "./names.ts";
import type { Member, Method } from "./types.ts";

/** Weights stay exact in the ledger up to this. */
const WEIGHT_MAX = 10_000;
const keys = ["weight", "percent", "quota", "tier", "limits"] as const;

interface Context {
  readonly method: Method;
  readonly names: Names;
}

/**
 * The members of a rule in the order of the document, each named once. A rule whose members cannot
 * share is reported: nobody is in it, or the percents do not make 100.
 */
export function readMembers(
  rule: Cursor,
  written: Cursor | undefined,
  context: Context,
): readonly Member[] {
  const members = readOr(written, (cursor) => readEach(cursor, context), []);
  // Somebody who is nowhere counts here: he is one mistake already, and his percent is another's.
  checkMembers(written ?? rule, members, context);
  return members.filter(({ who }) => whatIsUnknown(who, context.names) === null);
}

function readEach(cursor: Cursor, { method, names }: Context): readonly Member[] {
  const seen = new Set<string>();
  return placesOf(cursor).map((place) => {
    const { who, onKey } = place;
    if (seen.has(who)) {
      refuseAt(place)("duplicate", `"${who}" is named twice.`, "Name each member once.");
    }
    seen.add(who);
    const unknown = whatIsUnknown(who, names);
    if (unknown !== null) refuseReference(place.cursor, { ...unknown, onKey });
    return { who, ...(onKey ? readSettings(place.cursor, method) : plain) };
  });
}

interface Place {
  readonly cursor: Cursor;
  readonly who: string;
  /** The name is a key: what is wrong with it is shown there. */
  readonly onKey: boolean;
}

function placesOf(cursor: Cursor): readonly Place[] {
  if (cursor.isMap) return keyed(cursor);
  return cursor.oneOrMore().flatMap((item) => {
    if (item.isMap) return keyed(item);
    const who = item.name("a manager's key, or group: and a group's name");
    return who === null ? [] : [{ cursor: item, who, onKey: false }];
  });
}

function keyed(cursor: Cursor): readonly Place[] {
  return cursor.entries("members").map((entry) => ({ cursor: entry, who: entry.key, onKey: true }));
}

const refuseAt =
  ({ cursor, onKey }: Place): Cursor["refuse"] =>
  (code, message, remedy) =>
    onKey ? cursor.refuseKey(code, message, remedy) : cursor.refuse(code, message, remedy);

/** The reference that `who` breaks; null where there is such a manager or group. */
function whatIsUnknown(who: string, names: Names): Reference | null {
  const group = groupOf(who);
  if (group === null) {
    return names.managers.has(who) ? null : { what: "manager", name: who, known: names.managers };
  }
  return names.groups.has(group) ? null : { what: "group", name: group, known: names.groups };
}

function groupOf(who: string): string | null {
  return who.startsWith(GROUP_PREFIX) ? who.slice(GROUP_PREFIX.length) : null;
}

type Settings = Omit<Member, "who">;

const plain: Settings = { weight: 1, percent: null, quota: null, tier: null, limits: {} };

function readSettings(cursor: Cursor, method: Method): Settings {
  if (cursor.value === null || cursor.value === undefined) return plain;
  if (!cursor.isMap) return { ...plain, ...readNumber(cursor, keyOfNumber(method)) };
  const fields = cursor.fields("a member", keys);
  const written = (["weight", "percent", "quota", "tier"] as const).map((key) => {
    const number = fields[key];
    return number === undefined ? {} : readNumber(number, key);
  });
  const limits = readOr(fields.limits, readLimits, {});
  return Object.assign({ ...plain, limits }, ...written);
}

function keyOfNumber(method: Method): "weight" | "percent" | "quota" | "tier" {
  if (method === "percent") return "percent";
  if (method === "quantity") return "quota";
  return method === "tiers" ? "tier" : "weight";
}

function readNumber(
  cursor: Cursor,
  key: "weight" | "percent" | "quota" | "tier",
): Partial<Settings> {
  switch (key) {
    case "weight":
      return { weight: cursor.integer(0, WEIGHT_MAX) ?? 1 };
    case "percent":
      return { percent: readPercent(cursor) };
    case "quota":
      return { quota: cursor.integer(0, 1_000_000) };
    case "tier":
      return { tier: cursor.integer(1, 1_000) };
  }
}

/** Hundredths of a percent are the finest share that the ledger keeps exactly. */
function readPercent(cursor: Cursor): number | null {
  const percent = cursor.number(0, 100);
  if (percent === null || percent === Math.round(percent * 100) / 100) return percent;
  return cursor.refuse(
    "wrong_value",
    `${percent} has more than two decimals.`,
    "Write a percent such as 33.33.",
  );
}

function checkMembers(
  cursor: Cursor,
  members: readonly Member[],
  { method, names }: Context,
): void {
  const anybody = members.some(({ who }) => !isDeserted(who, names));
  if (!anybody) {
    cursor.refuse(
      "empty_rule",
      "Nobody is in this rule.",
      "Name at least one manager under `members:`.",
    );
    return;
  }
  if (method === "priority" && members.every(({ weight }) => weight === 0)) {
    cursor.refuse(
      "empty_rule",
      "Every weight in this rule is 0.",
      "Give somebody a weight above 0.",
    );
  }
  if (method === "percent") checkPercents(cursor, members);
}

/** A group that exists and has nobody in it. */
function isDeserted(who: string, names: Names): boolean {
  const group = groupOf(who);
  return group !== null && names.groups.has(group) && !names.inhabitedGroups.has(group);
}

function checkPercents(cursor: Cursor, members: readonly Member[]): void {
  // Counted in whole hundredths: 33.33 three times and 0.01 make 100 exactly, in floats they do not.
  const hundredths = members.reduce(
    (sum, { percent }) => sum + Math.round((percent ?? 0) * 100),
    0,
  );
  if (hundredths === 10_000) return;
  cursor.refuse(
    "percent_sum",
    `The percents of this rule make ${hundredths / 100}, not 100.`,
    "Change them so that they make 100.",
  );
}
