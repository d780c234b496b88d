import { expect, test } from "vitest";
import {
  acrossOf,
  byShare,
  dayAt,
  labelledDays,
  type Plane,
  stepsOf,
  upOf,
} from "./share-lines.ts";

const plane: Plane = { width: 100, height: 50, to: 0.5, days: 4 };

test("a day is a step of its own width; a day without a share is a gap", () => {
  expect(stepsOf(plane, [0.5, 0.25, null, 0])).toBe("M0 0H25V25H50M75 50H100");
  expect(stepsOf(plane, [null, null, null, null])).toBe("");
});

test("shares rise upwards and end at the upper edge", () => {
  expect([0, 0.25, 0.5, 0.9].map((share) => upOf(plane, share))).toEqual([50, 25, 0, 0]);
  expect([0, 1, 4].map((day) => acrossOf(plane, day))).toEqual([0, 25, 100]);
});

test.each([
  [0, 0],
  [0.24, 0],
  [0.26, 1],
  [1, 3],
  [1.2, 3],
  [-0.1, 0],
])("at %d of the width lies day %d", (part, day) => {
  expect(dayAt(plane, part)).toBe(day);
});

test("the last day is always labelled, and so are others before it at even distances", () => {
  expect(labelledDays(30, 5)).toEqual([5, 11, 17, 23, 29]);
  expect(labelledDays(3, 6)).toEqual([0, 1, 2]);
});

test("whoever has most on a day is named first, whoever is not there last", () => {
  const line = (manager: string, ...shares: (number | null)[]) => ({
    manager,
    name: manager,
    shares,
  });
  const lines = [line("a", 0.1, 0.3), line("b", 0.2, null), line("c", 0.3, 0.1)];
  const order = (day: number) => byShare(lines, day).map(({ manager }) => manager);
  expect([order(0), order(1)]).toEqual([
    ["c", "b", "a"],
    ["a", "c", "b"],
  ]);
});
