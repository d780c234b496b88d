import { expect, test } from "vitest";
import { SweepTimes } from "./sweep-times.ts";

const accounts = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`);

test("a lone account is swept at once, and once in every period", () => {
  const times = new SweepTimes(60_000);
  times.know(["a"], 1_000);
  expect(times.due(1_000)).toEqual(["a"]);
  expect(times.due(60_999)).toEqual([]);
  expect(times.due(61_000)).toEqual(["a"]);
});

test.each([1_000, 5_000])("%i accounts are swept within the first period, evenly", (count) => {
  const times = new SweepTimes(60_000);
  times.know(accounts(count), 0);
  const perSecond = Array.from(
    { length: 60 },
    (_, second) => times.due((second + 1) * 1_000).length,
  );
  expect(perSecond.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(count);
  expect(Math.max(...perSecond)).toBeLessThanOrEqual(20 + Math.max(21, Math.ceil(count / 60) + 1));
});

test("who has come since is swept too, who has gone is not", () => {
  const times = new SweepTimes(60_000);
  times.know(["a", "b"], 0);
  times.due(1_000);
  times.know(["b", "c"], 5_000);
  expect(times.due(5_000)).toEqual(["c"]);
  expect(times.due(61_000)).toEqual(["b"]);
});
