import { expect, test } from "vitest";
import { cutTo, dayLineAround, placeOn, ticksOf } from "./day-line.ts";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24, 7, 5);
const line = dayLineAround(now);

test("the line is 24 hours long and begins four hours before this one", () => {
  expect(line).toEqual({ from: Date.UTC(2026, 10, 24, 3), to: Date.UTC(2026, 10, 25, 3) });
});

test("ends of the line are its 0 and 1", () => {
  expect([line.from, line.from + 12 * hour, line.to].map((at) => placeOn(line, at))).toEqual([
    0, 0.5, 1,
  ]);
});

test("a night shift runs over midnight as one bar, cut at the ends of the line", () => {
  const night = { from: Date.UTC(2026, 10, 24, 14), to: Date.UTC(2026, 10, 25, 5) };
  expect(cutTo(line, [night])).toEqual([{ from: night.from, to: line.to }]);
});

test("a shift outside the line is not drawn", () => {
  expect(cutTo(line, [{ from: line.from - 2 * hour, to: line.from }])).toEqual([]);
});

test("ticks stand at full hours of the wall clock", () => {
  expect(ticksOf(line, "Asia/Tomsk").map(({ hour: shown }) => shown)).toEqual([
    12, 16, 20, 0, 4, 8,
  ]);
});

test("ticks stand at full hours also where the zone is 45 minutes off", () => {
  const [first] = ticksOf(line, "Asia/Kathmandu");
  expect(first).toEqual({ at: Date.UTC(2026, 10, 24, 6, 15), hour: 12, midnight: false });
});
