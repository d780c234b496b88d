/**
 * Values of a fact that stand for all others: between two of them that lie next to each other no
 * test of the configuration can see a difference. For tests of equality, of numbers and of times of
 * day this is complete: every value named, every bound, something between every two, something not
 * named, nothing at all. For `contains`, `starts`, `matches` and the order of texts it is a choice.
 */
import { vocabularies } from "#core/configuration/conditions.ts";
import type { ScalarFact } from "#core/configuration/types.ts";
import { minutesOf, numberOf } from "#core/matching/order.ts";
import { hoursAndMinutes } from "#core/time.ts";
import type { Test } from "./formula.ts";
import { samplesOf } from "./pattern-samples.ts";

/** Undefined: the lead does not have the fact. */
export type Representative = ScalarFact | undefined;

const PAIRS_MAX = 300;
const DAY_END = 24 * 60;

/** Those a person would think of first come first. */
export function representativesOf(fact: string, tests: readonly Test[]): readonly Representative[] {
  const vocabulary = vocabularies.get(fact);
  if (vocabulary !== undefined) return fact === "channel" ? vocabulary : [undefined, ...vocabulary];
  const named = tests.flatMap(valuesIn);
  const numbers = distinct(named.map(numberOf)).filter(Number.isFinite);
  const times = named.filter((value) => typeof value === "string" && minutesOf(value) !== null);
  const isNamed = (value: string) => named.includes(value);
  const all = [
    undefined,
    ...named,
    ...aroundNumbers(numbers, isNamed),
    ...aroundTimes(times.map(String), isNamed),
    unnamed("another", isNamed),
    ...textsFor(tests),
    ...named.map(String),
    true,
    false,
    "",
  ];
  // A budget is a number wherever it comes from.
  return fact === "price" ? all.filter((value) => value === undefined || isNumber(value)) : all;
}

const isNumber = (value: ScalarFact): boolean => numberOf(value) !== null;

/** Values that a test names, its bounds too. */
function valuesIn(test: Test): readonly ScalarFact[] {
  switch (test.op) {
    case "one_of":
      return test.values;
    case "between":
      return [test.low, test.high];
    case "empty":
      return [];
    default:
      return "bound" in test ? [test.bound] : [test.text];
  }
}

function distinct(numbers: readonly (number | null)[]): readonly number[] {
  return [...new Set(numbers.filter((number) => number !== null))].sort((a, b) => a - b);
}

/** A text that the configuration does not name, made of `text`. */
function unnamed(text: string, isNamed: (text: string) => boolean, more = "+"): string {
  let free = text;
  while (isNamed(free)) free += more;
  return free;
}

function aroundNumbers(
  bounds: readonly number[],
  isNamed: (text: string) => boolean,
): readonly ScalarFact[] {
  const [least, greatest] = [bounds[0], bounds.at(-1)];
  if (least === undefined || greatest === undefined) return [];
  const step = (bound: number) => Math.max(1, Math.abs(bound));
  const between = bounds.slice(1).map((above, place) => middle(bounds[place] ?? above, above));
  const numbers = [...bounds, ...between, least - step(least), greatest + step(greatest)];
  return [
    ...numbers,
    ...numbers.map(String),
    // The same number in other letters is another text.
    ...bounds.map((bound) => {
      const text = String(bound);
      return unnamed(text.includes(".") ? `${text}0` : `${text}.0`, isNamed, "0");
    }),
  ];
}

function middle(below: number, above: number): number {
  const whole = Math.floor(below) + 1;
  return whole < above ? whole : below + (above - below) / 2;
}

function aroundTimes(
  bounds: readonly string[],
  isNamed: (text: string) => boolean,
): readonly string[] {
  if (bounds.length === 0) return [];
  const minutes = distinct(bounds.map(minutesOf));
  const edges = [-1, ...minutes, DAY_END];
  // More minutes than texts are named, so that one of them is not.
  const between = edges.slice(1).flatMap((above, place) => {
    const below = edges[place] ?? above;
    const count = Math.max(0, Math.min(above - below - 1, bounds.length + 1));
    return Array.from({ length: count }, (_, step) => below + 1 + step);
  });
  return [
    ...[...between, ...minutes].map(hoursAndMinutes),
    ...minutes.flatMap(inOtherLetters),
    // Texts that are no times are compared with the bound as texts.
    ...bounds.flatMap((bound) => [bound.slice(0, -1), unnamed(`${bound}x`, isNamed)]),
  ];
}

/** 9:00 is also 8:60. */
function inOtherLetters(minute: number): readonly string[] {
  const [hours, rest] = [Math.floor(minute / 60), minute % 60];
  const late = hours > 0 && rest < 40 ? [`${hours - 1}:${rest + 60}`] : [];
  return [`${hours}:${String(rest).padStart(2, "0")}`, ...late];
}

/** Texts that tests of text find something in, alone and two together. */
function textsFor(tests: readonly Test[]): readonly string[] {
  const texts = tests.flatMap((test) => {
    if (test.op === "matches") return samplesOf(test.text);
    return valuesIn(test).filter((value) => typeof value === "string");
  });
  const asked = tests.some((test) => "text" in test) ? texts : [];
  const pairs = asked.flatMap((one) => asked.map((other) => `${one} ${other}`));
  const joints = asked.flatMap((one) => asked.map((other) => one + other));
  return [
    ...texts,
    ...texts.map((text) => `${text}x`),
    ...texts.map((text) => `x${text}`),
    ...texts.map((text) => text.slice(0, -1)).filter(Boolean),
    ...pairs.slice(0, PAIRS_MAX),
    ...joints.slice(0, PAIRS_MAX),
  ];
}
