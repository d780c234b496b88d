/**
 * Conditions of a rule, compiled once. Text is compared exactly. A number equals the same number
 * written as text, since custom fields arrive as text. A list (tags) satisfies a test when one of
 * its elements does. An absent fact satisfies only «is not» and «is empty».
 */
import type { Condition, ScalarFact } from "#core/configuration/types.ts";
import type { Facts, FactValue } from "#core/decision.ts";
import { inOrder, numberOf, orderOf } from "./order.ts";
import { compilePattern } from "./regular-expression.ts";

/** Null where it holds; otherwise the first fact that failed. */
type Test = (facts: Facts) => string | null;
type ScalarTest = (value: ScalarFact) => boolean;

/** All of the conditions as one test; without any it holds for every lead. */
export function compileConditions(conditions: readonly Condition[]): Test {
  return allOf(conditions.map(compileCondition));
}

function compileCondition(condition: Condition): Test {
  switch (condition.op) {
    case "all":
      return compileConditions(condition.of);
    case "any":
      return anyOf(condition.of.map(compileCondition));
    case "none":
      return noneOf(condition.of);
    case "one_of":
      return onFact(condition.fact, someElement(equalsOneOf(condition.values)));
    case "none_of": {
      const oneOf = someElement(equalsOneOf(condition.values));
      return onFact(condition.fact, (value) => !oneOf(value));
    }
    case "empty":
      return onFact(condition.fact, (value) => isEmpty(value) === condition.empty);
    default:
      return onFact(condition.fact, someElement(scalarTest(condition)));
  }
}

function scalarTest(
  condition: Extract<Condition, { readonly text: string } | { bound: unknown } | { low: unknown }>,
): ScalarTest {
  switch (condition.op) {
    case "contains":
      return (value) => String(value).includes(condition.text);
    case "starts":
      return (value) => String(value).startsWith(condition.text);
    case "matches": {
      const found = compilePattern(condition.text);
      return (value) => found(String(value));
    }
    case "between":
      return (value) => inOrder(condition.low, value, condition.high);
    default:
      return (value) => compares(condition.op, orderOf(value, condition.bound));
  }
}

function compares(op: "lt" | "lte" | "gt" | "gte", order: number): boolean {
  switch (op) {
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
  }
}

function allOf(tests: readonly Test[]): Test {
  return (facts) => {
    for (const test of tests) {
      const failed = test(facts);
      if (failed !== null) return failed;
    }
    return null;
  };
}

function anyOf(tests: readonly Test[]): Test {
  return (facts) => {
    let first: string | null = null;
    for (const test of tests) {
      const failed = test(facts);
      if (failed === null) return null;
      first ??= failed;
    }
    return first;
  };
}

function noneOf(conditions: readonly Condition[]): Test {
  const tests = conditions.map((child) => ({
    test: compileCondition(child),
    fact: factNamedBy(child),
  }));
  return (facts) => tests.find(({ test }) => test(facts) === null)?.fact ?? null;
}

/** The fact to blame where a condition holds that must not. */
function factNamedBy(condition: Condition): string {
  if ("fact" in condition) return condition.fact;
  const [first] = condition.of;
  return first === undefined ? "" : factNamedBy(first);
}

function onFact(fact: string, holds: (value: FactValue | undefined) => boolean): Test {
  return (facts) => (holds(factOf(facts, fact)) ? null : fact);
}

/** A fact called `constructor` is absent, not a function of every object. */
function factOf(facts: Facts, fact: string): FactValue | undefined {
  return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
}

function someElement(holds: ScalarTest): (value: FactValue | undefined) => boolean {
  return (value) => {
    if (value === undefined) return false;
    return typeof value === "object" ? value.some(holds) : holds(value);
  };
}

function isEmpty(value: FactValue | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "object" && value.length === 0);
}

/** Equality with any of the values: a lookup, however many there are. */
function equalsOneOf(values: readonly ScalarFact[]): ScalarTest {
  const texts = new Set(values.filter((value) => typeof value !== "number").map(String));
  const numbers = new Set(values.filter((value) => typeof value === "number"));
  const numbersAndNumericTexts = new Set(values.map(numberOf).filter((number) => number !== null));
  return (value) => {
    if (typeof value === "number") return numbersAndNumericTexts.has(value);
    if (texts.has(String(value))) return true;
    const number = numbers.size === 0 ? null : numberOf(value);
    return number !== null && numbers.has(number);
  };
}
