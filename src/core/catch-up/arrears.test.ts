import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#core/time.ts";
import { expiresAt, moved, movedBack, standing, sumOf } from "./arrears.ts";

test("a portion gathers a seventh of the term and expires within the term", () => {
  const week = 7 * DAY_MS;
  expect(expiresAt(10 * DAY_MS, week)).toBe(17 * DAY_MS);
  expect(expiresAt(11 * DAY_MS - 1, week)).toBe(17 * DAY_MS);
  expect(expiresAt(11 * DAY_MS, week)).toBe(18 * DAY_MS);
  expect(expiresAt(5, 1)).toBe(6);
  expect(expiresAt(70 * HOUR_MS, 7 * HOUR_MS)).toBe(77 * HOUR_MS);
});

test("what was missed is gathered by when it expires, and the oldest is made up for first", () => {
  let portions = moved([], [200, 5]);
  portions = moved(portions, [100, 3]);
  portions = moved(portions, [200, 4]);
  expect(portions).toEqual([
    [100, 3],
    [200, 9],
  ]);
  expect(moved(portions, [100, -2])).toEqual([
    [100, 1],
    [200, 9],
  ]);
  expect(moved(portions, [100, -3])).toEqual([[200, 9]]);
  expect(moved(portions, [100, -5])).toEqual([[200, 7]]);
  expect(moved(portions, [100, -12])).toEqual([]);
});

test("from the moment at which it expires it counts no more", () => {
  const portions = [
    [100, 3],
    [200, 9],
  ] as const;
  expect(standing(portions, 99)).toEqual(portions);
  expect(standing(portions, 100)).toEqual([[200, 9]]);
  expect(sumOf(standing(portions, 200))).toBe(0);
});

test("taken back, a lead was neither missed nor made up for", () => {
  const before = [
    [100, 3],
    [200, 9],
  ] as const;
  for (const change of [
    [100, 2],
    [200, 1],
    [150, 4],
    [100, -1],
  ] as const) {
    expect(movedBack(moved(before, change), change)).toEqual(before);
  }
});

test("what was missed and is made up for since is not asked back", () => {
  expect(movedBack(moved(moved([], [100, 5]), [100, -3]), [100, 5])).toEqual([]);
  expect(movedBack([[100, 5]], [200, 5])).toEqual([[100, 5]]);
});
