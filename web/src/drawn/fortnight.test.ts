import fc from "fast-check";
import { expect, test } from "vitest";
import { civil } from "#web/time/civil.ts";
import { fortnightFrom, midnightBefore, midnightsFrom } from "./fortnight.ts";

const now = Date.UTC(2026, 10, 24, 7, 5);
const zones = ["Asia/Tomsk", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Pacific/Apia"];

test("a day begins at its own zone's midnight", () => {
  expect(midnightBefore(now, "Asia/Tomsk")).toBe(Date.UTC(2026, 10, 23, 17));
});

test("midnight is its own midnight", () => {
  const midnight = Date.UTC(2026, 10, 23, 17);
  expect(midnightBefore(midnight, "Asia/Tomsk")).toBe(midnight);
});

test("two weeks stand on two lines, the second where the first ends", () => {
  const [first, second] = fortnightFrom(now, "Asia/Tomsk");
  expect(first?.midnights).toHaveLength(7);
  expect(second?.midnights).toHaveLength(7);
  expect(second?.line.from).toBe(first?.line.to);
});

test("every day of a fortnight begins at midnight of the wall clock, also where clocks are changed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const midnights = midnightsFrom(at, 14, zone);
        const dates = midnights.map((midnight) => civil(midnight, zone));
        expect(dates.every(({ hour, minute }) => hour === 0 && minute === 0)).toBe(true);
        expect(new Set(dates.map(({ month, day }) => `${month} ${day}`)).size).toBe(15);
      },
    ),
  );
});
