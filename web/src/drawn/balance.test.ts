import fc from "fast-check";
import { expect, test } from "vitest";
import { placeAt, scaleOf, ticksAt } from "./balance.ts";
import { piecesOf } from "./shares.ts";

test("a scale has at least one lead to each side", () => {
  expect(scaleOf([0.2, -0.1])).toEqual({ from: -1, to: 1 });
});

test("a scale holds its largest balance and is symmetric", () => {
  expect(scaleOf([0.2, -2.1])).toEqual({ from: -3, to: 3 });
});

test("one lead is one tick", () => {
  expect(ticksAt(scaleOf([1.5]))).toEqual([-2, -1, 0, 1, 2]);
});

test("zero stands in the middle and no balance outside of the picture", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -500, max: 500, noNaN: true })), (balances) => {
      const scale = scaleOf(balances);
      expect(placeAt(scale, 0)).toBe(0.5);
      for (const balance of balances) {
        expect(placeAt(scale, balance)).toBeGreaterThanOrEqual(0);
        expect(placeAt(scale, balance)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("shares follow each other without gaps and fill the line", () => {
  expect(piecesOf([1, 2, 1])).toEqual([
    { from: 0, width: 0.25 },
    { from: 0.25, width: 0.5 },
    { from: 0.75, width: 0.25 },
  ]);
});

test("members without shares stand side by side", () => {
  expect(piecesOf([0, 0]).map(({ width }) => width)).toEqual([0.5, 0.5]);
});
