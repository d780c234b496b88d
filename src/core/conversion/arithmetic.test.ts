import fc from "fast-check";
import { expect, test } from "vitest";
import { exp, ln, lnGamma, normalBelow, normalQuantile, power } from "./arithmetic.ts";

const hex = (value: number): string => {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return bytes.getBigUint64(0).toString(16);
};

test("exponential and logarithm are within a rounding or two of the true ones", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15);
      const y = Math.exp(x);
      expect(Math.abs(ln(y) - Math.log(y))).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(x)));
    }),
  );
});

test("their bits are these on every machine", () => {
  expect([exp(1), exp(-2.5), exp(0.3), ln(10), ln(0.07), power(1.7, -1 / 3)].map(hex)).toEqual([
    "4005bf0a8b14576a",
    "3fb50385c094f425",
    "3ff599058c8c1a96",
    "40026bb1bbb55516",
    "c005462a20517cff",
    "3feacff147745d5a",
  ]);
});

test("they have ends: nothing below, nothing infinite", () => {
  expect([exp(-1e6), exp(0), ln(1)]).toEqual([0, 1, 0]);
  expect(Number.isFinite(exp(1e6))).toBe(true);
});

test("the gamma function of whole numbers is a factorial, and grows by x with every step", () => {
  let factorial = 1;
  for (let n = 1; n < 30; n += 1) {
    expect(lnGamma(n)).toBeCloseTo(Math.log(factorial), 10);
    factorial *= n;
  }
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 5_000, noNaN: true }), (x) => {
      expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(Math.log(x), 8);
    }),
  );
});

test("the normal distribution at points of the tables", () => {
  expect(normalBelow(0)).toBe(0.5);
  expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 13);
  expect(normalBelow(-3)).toBeCloseTo(0.0013498980316301, 13);
  expect([normalBelow(-40), normalBelow(40)]).toEqual([0, 1]);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 11);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 14);
});
