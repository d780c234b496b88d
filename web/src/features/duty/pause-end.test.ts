import { expect, test } from "vitest";
import { pauseEnd } from "./pause-end.ts";

const at = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 10, day, hour, minute).getTime();

test("a time that is still to come today is today's", () => {
  expect(pauseEnd("14:30", at(24, 12))).toBe(at(24, 14, 30));
});

test("a time that has gone by, or is this very minute, is tomorrow's", () => {
  expect(pauseEnd("09:00", at(24, 22))).toBe(at(25, 9));
  expect(pauseEnd("22:00", at(24, 22))).toBe(at(25, 22));
});

test.each(["", "24:00", "9:00", "09:60", "soon"])("«%s» is no time of day", (typed) => {
  expect(pauseEnd(typed, at(24, 12))).toBeNull();
});
