import { expect, test } from "vitest";
import { compilePattern } from "#core/matching/regular-expression.ts";
import { samplesOf } from "./pattern-samples.ts";

test.each([
  ["vip", "vip"],
  ["^vip$", "vip"],
  ["^(vip|gold)-\\d{2}$", "vip-00"],
  ["(?i)Москва", "Москва"],
  ["\\bsale\\b", "sale"],
  ["[^a-z]+@", "A@"],
  ["a.c", "aac"],
  ["x{2,}?y*", "xx"],
  ["\\+7\\s?9", "+79"],
  ["(?P<city>[А-Я][а-я]+)", "Яя"],
  ["[[:digit:]]", "0"],
  ["\\pL", "a"],
  ["^$", ""],
])("%s is found in %j", (pattern, sample) => {
  const samples = samplesOf(pattern);
  expect(samples[0]).toBe(sample);
  expect(samples.every(compilePattern(pattern))).toBe(true);
});

test("an expression that nothing here is found in has no samples", () => {
  expect(samplesOf("^[ѣ&&x]\\b\\B$")).toEqual([]);
});
