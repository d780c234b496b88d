/** How facts are ordered: numbers as numbers, `HH:MM` as a time of day, other text as text. */
import type { ScalarFact } from "#core/configuration/types.ts";

const numeric = /^\s*[+-]?\d+(\.\d+)?\s*$/;
const clock = /^(\d{1,2}):(\d\d)$/;

/** The number that a value is or spells; null where it is none. */
export function numberOf(value: ScalarFact): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !numeric.test(value)) return null;
  return Number(value);
}

/** Minutes from midnight of `HH:MM`; null where the value is no time of day. */
export function minutesOf(value: ScalarFact): number | null {
  const match = typeof value === "string" ? clock.exec(value) : null;
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Negative, zero or positive; NaN, which no comparison accepts, where the two have no order. */
export function orderOf(value: ScalarFact, bound: ScalarFact): number {
  const difference = differenceOf(numberOf, value, bound) ?? differenceOf(minutesOf, value, bound);
  if (difference !== null) return difference;
  const texts = typeof value === "string" && typeof bound === "string";
  if (!texts || numberOf(value) !== null || numberOf(bound) !== null) return Number.NaN;
  if (value === bound) return 0;
  return value < bound ? -1 : 1;
}

function differenceOf(
  measure: (value: ScalarFact) => number | null,
  value: ScalarFact,
  bound: ScalarFact,
): number | null {
  const [left, right] = [measure(value), measure(bound)];
  return left === null || right === null ? null : left - right;
}

/**
 * Whether the value lies from `low` to `high`, both included. Times of day may go round midnight:
 * `["22:00", "06:00"]` is the night.
 */
export function inOrder(low: ScalarFact, value: ScalarFact, high: ScalarFact): boolean {
  const aboveLow = orderOf(value, low) >= 0;
  const belowHigh = orderOf(value, high) <= 0;
  const roundMidnight = (differenceOf(minutesOf, low, high) ?? 0) > 0;
  return roundMidnight ? aboveLow || belowHigh : aboveLow && belowHigh;
}
