import { expect, test } from "vitest";
import { civil, daysBetween, minuteOfWeek, sameClock, startOfDate } from "./civil.ts";

const tuesdayNoon = Date.UTC(2026, 10, 24, 12, 30);

test("an instant is read on the wall clock of its zone", () => {
  expect(civil(tuesdayNoon, "Asia/Tomsk")).toEqual({
    year: 2026,
    month: 11,
    day: 24,
    weekday: 1,
    hour: 19,
    minute: 30,
  });
});

test("midnight is hour 0", () => {
  expect(civil(Date.UTC(2026, 10, 24, 17), "Asia/Tomsk")).toMatchObject({ day: 25, hour: 0 });
});

test("the week begins on Monday at midnight", () => {
  expect(minuteOfWeek(Date.UTC(2026, 10, 22, 17), "Asia/Tomsk")).toBe(0);
  expect(minuteOfWeek(Date.UTC(2026, 10, 22, 16, 59), "Asia/Tomsk")).toBe(7 * 1_440 - 1);
});

test("days are counted by dates, also over a change of the clocks", () => {
  const before = Date.UTC(2026, 2, 7, 20);
  const after = Date.UTC(2026, 2, 8, 20);
  expect(daysBetween(before, after, "America/New_York")).toBe(1);
  expect(daysBetween(after, before, "America/New_York")).toBe(-1);
});

test("zones with the same clock are the same to a reader", () => {
  expect(sameClock(tuesdayNoon, "Asia/Tomsk", "Asia/Novosibirsk")).toBe(true);
  expect(sameClock(tuesdayNoon, "Asia/Tomsk", "Europe/Moscow")).toBe(false);
});

test("a date of a filter begins at the viewer's midnight", () => {
  expect(startOfDate("2026-11-24")).toBe(new Date(2026, 10, 24).getTime());
  expect(startOfDate("2026-11-30", 1)).toBe(new Date(2026, 11, 1).getTime());
  expect(startOfDate("24.11.2026")).toBeNull();
});
