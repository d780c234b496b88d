import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "#core/configuration/types.ts";
import type { FactValue } from "#core/decision.ts";
import { compileConditions } from "./conditions.ts";
import { patternError } from "./regular-expression.ts";

const fact = "x";
const tests = {
  is: (...values: (string | number | boolean)[]): Condition => ({ op: "one_of", fact, values }),
  not: (...values: (string | number | boolean)[]): Condition => ({ op: "none_of", fact, values }),
  contains: (text: string): Condition => ({ op: "contains", fact, text }),
  starts: (text: string): Condition => ({ op: "starts", fact, text }),
  matches: (text: string): Condition => ({ op: "matches", fact, text }),
  empty: (empty: boolean): Condition => ({ op: "empty", fact, empty }),
  lt: (bound: number | string): Condition => ({ op: "lt", fact, bound }),
  lte: (bound: number | string): Condition => ({ op: "lte", fact, bound }),
  gt: (bound: number | string): Condition => ({ op: "gt", fact, bound }),
  gte: (bound: number | string): Condition => ({ op: "gte", fact, bound }),
  between: (low: number | string, high: number | string): Condition => ({
    op: "between",
    fact,
    low,
    high,
  }),
};
const absent = undefined;

const holds = (condition: Condition, value: FactValue | undefined): boolean =>
  compileConditions([condition])(value === undefined ? {} : { [fact]: value }) === null;

test.each<[string, Condition, FactValue | undefined, boolean]>([
  ["equal text", tests.is("site"), "site", true],
  ["text is compared exactly", tests.is("site"), "Site", false],
  ["a number and its text", tests.is(504141), "504141", true],
  ["a text and its number", tests.is("504141"), 504141, true],
  ["a number written otherwise", tests.is(5000), "5000.00", true],
  ["two texts of one number are different texts", tests.is("5000"), "5000.00", false],
  ["a flag and its text", tests.is(true), "true", true],
  ["a flag", tests.is(false), false, true],
  ["no flag is the number 1", tests.is(1), true, false],
  ["any of a list of values", tests.is("a", "b"), "b", true],
  ["any element of a list", tests.is("vip"), ["new", "vip"], true],
  ["an empty list has no element", tests.is("vip"), [], false],
  ["an absent fact equals nothing", tests.is(""), absent, false],

  ["is not", tests.not("site"), "form", true],
  ["is not, but it is", tests.not("site", "form"), "form", false],
  ["an absent fact is not anything", tests.not("site"), absent, true],
  ["no element of a list", tests.not("vip"), ["new", "vip"], false],

  ["a part", tests.contains("косм"), "Сайт косметики", true],
  ["an element's part", tests.contains("vi"), ["new", "vip"], true],
  ["an element itself", tests.contains("vip"), ["new", "vip"], true],
  ["a part of a number", tests.contains("41"), 504141, true],
  ["an absent fact contains nothing", tests.contains(""), absent, false],
  ["a beginning", tests.starts("+7382"), "+73822123", true],
  ["a part is no beginning", tests.starts("382"), "+73822123", false],
  ["a pattern anywhere", tests.matches("(?i)сайт|form"), "С САЙТА", true],
  ["a pattern nowhere", tests.matches("^form$"), "forms", false],

  ["empty: absent", tests.empty(true), absent, true],
  ["empty: no text", tests.empty(true), "", true],
  ["empty: no elements", tests.empty(true), [], true],
  ["empty: zero is a value", tests.empty(true), 0, false],
  ["not empty", tests.empty(false), "x", true],
  ["not empty, but absent", tests.empty(false), absent, false],

  ["less", tests.lt(100), 99.5, true],
  ["less: not itself", tests.lt(100), 100, false],
  ["at most: itself", tests.lte(100), "100", true],
  ["numbers in text are numbers", tests.gt("9"), "10", true],
  ["at least", tests.gte(100), 100, true],
  ["more than text is never", tests.gt(100), "much", false],
  ["an absent fact has no order", tests.lt(100), absent, false],
  ["dates as text", tests.gte("2026-01-01"), "2026-03-02", true],
  ["between, low end", tests.between(10, 20), 10, true],
  ["between, high end", tests.between(10, 20), 20, true],
  ["between, outside", tests.between(10, 20), 20.5, false],
  ["numbers do not go round", tests.between(20, 10), 25, false],
  ["time of day", tests.lt("09:00"), "8:59", true],
  ["by day", tests.between("09:00", "18:00"), "12:30", true],
  ["by night, before midnight", tests.between("22:00", "06:00"), "23:10", true],
  ["by night, after midnight", tests.between("22:00", "06:00"), "05:00", true],
  ["by night, at noon", tests.between("22:00", "06:00"), "12:00", false],
])("%s", (...[, condition, value, expected]) => {
  expect(holds(condition, value)).toBe(expected);
});

describe("groups", () => {
  const call: Condition = { op: "one_of", fact: "channel", values: ["call"] };
  const rich: Condition = { op: "gte", fact: "price", bound: 1000 };
  const vip: Condition = { op: "one_of", fact: "tags", values: ["vip"] };
  const facts = { channel: "call", price: 500, tags: ["vip"] };

  test.each<[string, readonly Condition[], string | null]>([
    ["no condition holds for every lead", [], null],
    ["the first fact that failed is named", [call, rich, vip], "price"],
    ["all", [{ op: "all", of: [call, vip] }], null],
    ["all: what failed inside is named", [{ op: "all", of: [call, rich] }], "price"],
    ["any", [{ op: "any", of: [rich, vip] }], null],
    ["any: the first of those that failed is named", [{ op: "any", of: [rich] }], "price"],
    ["none", [{ op: "none", of: [rich] }], null],
    ["none: what held is named", [{ op: "none", of: [rich, vip] }], "tags"],
    ["nested", [{ op: "none", of: [{ op: "all", of: [call, rich] }] }], null],
    [
      "nested: the first fact is named",
      [{ op: "none", of: [{ op: "any", of: [call] }] }],
      "channel",
    ],
  ])("%s", (_rule, conditions, failed) => {
    expect(compileConditions(conditions)(facts)).toBe(failed);
  });
});

test("what every object inherits is no fact of a lead", () => {
  const names = fc.constantFrom("constructor", "toString", "__proto__", "hasOwnProperty");
  fc.assert(
    fc.property(names, (name) => {
      expect(compileConditions([{ op: "empty", fact: name, empty: true }])({})).toBeNull();
      expect(compileConditions([{ op: "contains", fact: name, text: "" }])({})).toBe(name);
    }),
  );
});

test("a pattern that stops backtracking engines takes linear time", () => {
  const catastrophic: Condition = { op: "matches", fact, text: "^(a+)+$" };
  expect(holds(catastrophic, `${"a".repeat(50_000)}b`)).toBe(false);
});

test.each([
  ["^\\+7(3822|923)", null],
  ["(", "error parsing regexp: missing closing ): `(`"],
  ["(a)\\1", "error parsing regexp: invalid escape sequence: `\\1`"],
])("the pattern %s is refused for: %s", (pattern, error) => {
  expect(patternError(pattern)).toBe(error);
});
