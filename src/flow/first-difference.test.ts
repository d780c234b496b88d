import { expect, test } from "vitest";
import { firstDifference } from "./first-difference.ts";

test.each([
  ["the order of keys does not count", { a: 1, b: [2] }, { b: [2], a: 1 }],
  ["a key without a value is no key", { a: undefined }, {}],
  ["zero has no sign", { a: -0 }, { a: 0 }],
])("%s", (_, one, other) => {
  expect(firstDifference(one, other)).toBeNull();
});

test.each<[string, unknown, unknown, object]>([
  ["a value", { a: { b: [1, 2] } }, { a: { b: [1, 3] } }, { path: "a.b.1", one: "2", other: "3" }],
  ["a missing key", { a: 1 }, {}, { path: "a", one: "1", other: undefined }],
  ["a shorter list", [1, 2], [1], { path: "1", one: "2", other: undefined }],
  ["a list instead of an object", { a: [] }, { a: {} }, { path: "a", one: "[]", other: "{}" }],
  ["null instead of an object", { a: null }, { a: {} }, { path: "a", one: "null", other: "{}" }],
  ["what every object inherits", {}, { toString: 1 }, { path: "toString", one: undefined }],
])("%s is found at its place", (...[, one, other, difference]) => {
  expect(firstDifference(one, other)).toMatchObject(difference);
});
