import { expect, test } from "vitest";
import { normalBelow, normalQuantile } from "./arithmetic.ts";
import { closedWithin, partWithin, type WonDeal } from "./close-delay.ts";

/** Deals of 120 days with a lognormal delay, spread evenly, as far as they are seen at the end. */
function seenDeals(count: number, median: number): readonly WonDeal[] {
  const deals = Array.from({ length: count }, (_, place) => ({
    watchedDays: (120 * (place + 0.5)) / count,
    tookDays: median * Math.exp(normalQuantile(((place + 0.5) * GOLDEN) % 1)),
  }));
  return deals.filter(({ tookDays, watchedDays }) => tookDays <= watchedDays);
}

/** Its multiples fill the stretch from 0 to 1 evenly in every stretch of places. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

test("without deals it is what is usual: half of them within 14 days", () => {
  const curve = closedWithin([], 300);
  expect(curve[0]).toBe(0);
  expect(curve[14]).toBeCloseTo(0.5, 12);
  expect(partWithin(curve, 14.5)).toBeCloseTo(((curve[14] ?? 0) + (curve[15] ?? 0)) / 2, 12);
  expect(partWithin(curve, 9_999)).toBe(curve[300]);
});

test.each([7, 30])(
  "the true delay is found from deals cut off by today, median %i days",
  (median) => {
    const deals = seenDeals(4_000, median);
    const curve = closedWithin(deals, 121);
    const truth = (days: number) => normalBelow(Math.log(days / median));
    for (const days of [5, 10, 20, 40]) {
      expect(Math.abs((curve[days] ?? 0) - truth(days))).toBeLessThan(0.05);
    }
    // What a plain histogram would say of them.
    const naive = deals.filter(({ tookDays }) => tookDays <= median).length / deals.length;
    expect(naive - truth(median)).toBeGreaterThan(Math.abs((curve[median] ?? 0) - truth(median)));
  },
);

test("it never falls with time and stays between nothing and all", () => {
  for (let deals = 1; deals <= 90; deals += 3) {
    const curve = closedWithin(seenDeals(deals, 1 + deals / 3), 200);
    for (let day = 1; day <= 200; day += 1) {
      expect(curve[day]).toBeGreaterThanOrEqual((curve[day - 1] ?? 0) - 1e-15);
      expect(curve[day]).toBeLessThanOrEqual(1);
    }
  }
});
