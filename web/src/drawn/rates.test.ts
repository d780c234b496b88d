import { expect, test } from "vitest";
import { placeOn, rateScale } from "./rates.ts";

test.each([
  [[0.083], [0, 0.02, 0.04, 0.06, 0.08, 0.1]],
  [
    [0.206, 0.1],
    [0, 0.05, 0.1, 0.15, 0.2, 0.25],
  ],
  [[0.48], [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  [[0.25], [0, 0.1, 0.2, 0.3]],
  [[1], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[0.038], [0, 0.01, 0.02, 0.03, 0.04]],
  [[], [0, 0.01]],
])("the scale for %j has round ticks up to a few", (values, ticks) => {
  expect(rateScale(values)).toEqual({ to: ticks.at(-1), ticks });
});

test("a value stands in its part of the scale, and at its end where it lies beyond", () => {
  const scale = rateScale([0.19]);
  expect([0, 0.05, 0.2, 0.9, -1].map((value) => placeOn(scale, value))).toEqual([0, 0.25, 1, 1, 0]);
});
