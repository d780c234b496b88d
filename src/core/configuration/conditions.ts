/**
 * `if:` — facts with what they must be. A value means «is», a list «is one of», a map holds
 * operators, all of which must hold; `all`, `any` and `none` nest.
 */
import { patternError } from "#core/matching/regular-expression.ts";
import { type Cursor, shortened } from "./cursor.ts";
import { nearestName } from "./nearest.ts";
import type { Condition, ScalarFact } from "./types.ts";

const facts = [
  "channel",
  "source",
  "source_id",
  "pipeline",
  "stage",
  "tags",
  "price",
  "form",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_content",
  "utm_term",
  "group",
  "region",
  "client_time",
  "repeat",
  "created_by",
];
const CUSTOM_FIELD = "field.";
const groups = ["all", "any", "none"] as const;

/** Facts that take only a few values: another one would never match, and nobody would see why. */
export const vocabularies = new Map<string, readonly ScalarFact[]>([
  ["channel", ["call", "written", "other"]],
  ["created_by", ["person", "robot", "form"]],
  ["repeat", [true, false]],
]);

/** Deeper than anybody can read; it also keeps hostile input from exhausting the stack. */
const DEPTH_MAX = 20;
const PATTERN_LETTERS_MAX = 1_000;

/** All of these must hold. */
export function readConditions(cursor: Cursor, depth = 0): readonly Condition[] {
  if (depth > DEPTH_MAX) {
    cursor.refuse("wrong_value", "These conditions nest too deeply.", "Write them flatter.");
    return [];
  }
  return cursor.entries("facts with what they must be").flatMap((entry) => {
    const group = groups.find((name) => name === entry.key);
    if (group !== undefined) return [{ op: group, of: readGroup(entry, depth) }];
    return isFact(entry.key) ? readFact(entry) : refuseFact(entry);
  });
}

/** Each element is one condition, however many facts it names. */
function readGroup(cursor: Cursor, depth: number): readonly Condition[] {
  const elements = cursor.oneOrMore().map((item) => readConditions(item, depth + 1));
  if (elements.length === 0 || elements.some((conditions) => conditions.length === 0)) {
    cursor.refuse(
      "wrong_value",
      `"${cursor.key}" holds nothing to test.`,
      `Write a list such as ${cursor.key}: [{ channel: call }, { tags: vip }].`,
    );
  }
  return elements.map(([first, ...more]) =>
    first !== undefined && more.length === 0
      ? first
      : { op: "all", of: first ? [first, ...more] : [] },
  );
}

/** Whether conditions may ask for a fact of this name. */
export function isFact(name: string): boolean {
  return (
    facts.includes(name) || (name.startsWith(CUSTOM_FIELD) && name.length > CUSTOM_FIELD.length)
  );
}

function refuseFact(entry: Cursor): readonly Condition[] {
  const nearest = nearestName(entry.key, [...facts, ...groups]);
  entry.refuseKey(
    "unknown_key",
    `"${shortened(entry.key)}" is no fact of a lead.`,
    nearest === null
      ? `Facts are ${facts.join(", ")} and field.<id or code>; all, any and none nest.`
      : `Did you mean "${nearest}"?`,
  );
  return [];
}

function readFact(entry: Cursor): readonly Condition[] {
  const fact = entry.key;
  if (entry.isMap) return readOperators(entry);
  return [{ op: "one_of", fact, values: readValues(entry, fact) }];
}

const operators = [
  "not",
  "contains",
  "starts",
  "matches",
  "empty",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
] as const;

function readOperators(entry: Cursor): readonly Condition[] {
  const fact = entry.key;
  const fields = entry.fields("a condition", operators);
  const written = operators.filter((op) => fields[op] !== undefined);
  if (written.length === 0) {
    entry.refuse("wrong_value", "This condition tests nothing.", `Use ${operators.join(", ")}.`);
  }
  return written.flatMap((op) => {
    const operand = fields[op];
    return operand === undefined ? [] : readOperator(fact, op, operand);
  });
}

function readOperator(
  fact: string,
  op: (typeof operators)[number],
  operand: Cursor,
): readonly Condition[] {
  switch (op) {
    case "not":
      return [{ op: "none_of", fact, values: readValues(operand, fact) }];
    case "contains":
    case "starts":
      return [{ op, fact, text: operand.name("a text") ?? "" }];
    case "matches":
      return [{ op, fact, text: readPattern(operand) }];
    case "empty":
      return [{ op, fact, empty: operand.flag() ?? true }];
    case "between":
      return readBetween(fact, operand);
    default:
      return [{ op, fact, bound: readBound(operand) }];
  }
}

function readBetween(fact: string, operand: Cursor): readonly Condition[] {
  const [low, high, ...more] = operand.items("two bounds such as [1000, 5000]");
  if (low === undefined || high === undefined || more.length > 0) {
    if (operand.isList) {
      operand.refuse("wrong_value", "Here are not two bounds.", "Write two, such as [1000, 5000].");
    }
    return [];
  }
  return [{ op: "between", fact, low: readBound(low), high: readBound(high) }];
}

function readBound(cursor: Cursor): number | string {
  if (typeof cursor.value === "number") return cursor.number(-Infinity, Infinity) ?? 0;
  return cursor.text("a number, or a text such as a time of day") ?? "";
}

function readPattern(cursor: Cursor): string {
  const pattern = cursor.text("a regular expression") ?? "";
  if (pattern.length > PATTERN_LETTERS_MAX) {
    cursor.refuse("wrong_value", "This pattern is too long.", "Write at most 1000 letters.");
    return "";
  }
  const error = patternError(pattern);
  if (error === null) return pattern;
  cursor.refuse(
    "wrong_value",
    `This pattern cannot be used: ${error}.`,
    "Write an RE2 expression; it has no references back and no looking around.",
  );
  return "";
}

function readValues(cursor: Cursor, fact: string): readonly ScalarFact[] {
  const values = cursor
    .oneOrMore()
    .map((item) => readValue(item, fact))
    .filter((value) => value !== null);
  if (cursor.isList && cursor.oneOrMore().length === 0) {
    cursor.refuse("wrong_value", "This list is empty.", "Name at least one value.");
  }
  return values;
}

function readValue(cursor: Cursor, fact: string): ScalarFact | null {
  const { value } = cursor;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return cursor.refuseType("a value (for an absent fact write { empty: true })");
  }
  const vocabulary = vocabularies.get(fact);
  if (vocabulary === undefined || vocabulary.includes(value)) return value;
  const words = vocabulary.map(String);
  const nearest = nearestName(String(value), words);
  return cursor.refuse(
    "wrong_value",
    `"${shortened(String(value))}" is never the ${fact} of a lead.`,
    nearest === null ? `Write one of ${words.join(", ")}.` : `Did you mean "${nearest}"?`,
  );
}
