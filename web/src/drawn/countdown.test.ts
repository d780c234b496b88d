import { expect, test } from "vitest";
import { partLeft, stopwatch } from "./countdown.ts";

test("of a minute's offer three quarters are left after fifteen seconds", () => {
  expect(partLeft({ from: 0, to: 60_000 }, 15_000)).toBe(0.75);
});

test("nothing is left after the end, and never more than all before the beginning", () => {
  expect(partLeft({ from: 0, to: 60_000 }, 61_000)).toBe(0);
  expect(partLeft({ from: 0, to: 60_000 }, -5_000)).toBe(1);
});

test("a stretch without length has nothing left", () => {
  expect(partLeft({ from: 10, to: 10 }, 5)).toBe(0);
});

test.each([
  [45_000, "0:45"],
  [44_001, "0:45"],
  [725_000, "12:05"],
  [-1, "0:00"],
])("%i ms are %s on a stopwatch", (ms, words) => {
  expect(stopwatch(ms)).toBe(words);
});
