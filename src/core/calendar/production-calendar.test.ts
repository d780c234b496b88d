import { describe, expect, test } from "vitest";
import { dayOf, formatDate, weekdayOf } from "#core/time.ts";
import { isWorkday, nextWorkday, specialDay } from "./production-calendar.ts";
import { russia } from "./russia.ts";

function workingDays(calendar: string | null, year: number): number {
  let count = 0;
  for (let day = dayOf(`${year}-01-01`); day < dayOf(`${year + 1}-01-01`); day += 1) {
    if (isWorkday(calendar, day)) count += 1;
  }
  return count;
}

describe("the calendar of Russia", () => {
  test.each([2025, 2026])("%i has 247 working days", (year) => {
    expect(workingDays("ru", year)).toBe(247);
  });

  test.each([
    ["2025-11-01", true, "a working Saturday"],
    ["2025-11-03", false, "a moved day off"],
    ["2026-01-09", false, "a Friday off after the New Year"],
    ["2026-03-09", false, "the Monday after 8 March"],
    ["2026-03-10", true, "an ordinary Tuesday"],
    ["2026-03-14", false, "an ordinary Saturday"],
    ["2027-05-03", false, "a holiday on a Saturday moves to Monday"],
    ["2028-02-23", false, "of a year without an entry the law is known"],
    ["2028-02-24", true, "of a year without an entry nothing is moved"],
  ])("%s is a working day: %s (%s)", (date, works) => {
    expect(isWorkday("ru", dayOf(date))).toBe(works);
  });

  test("only the year whose decree is not out is provisional", () => {
    const provisional = Object.entries(russia.years).filter(([, year]) => year.provisional);
    expect(provisional.map(([year]) => year)).toEqual(["2027"]);
  });

  test("every date listed exists and stands in its own year, working weekends on weekends", () => {
    for (const [year, { off, workingWeekends }] of Object.entries(russia.years)) {
      for (const date of [...off, ...workingWeekends]) {
        expect(formatDate(dayOf(date)).slice(0, 4)).toBe(year);
      }
      for (const date of workingWeekends) expect(weekdayOf(dayOf(date))).toBeGreaterThan(4);
    }
  });
});

test("without a calendar Monday to Friday are working days and nothing is special", () => {
  expect(isWorkday(null, dayOf("2026-01-01"))).toBe(true);
  expect(isWorkday(null, dayOf("2026-01-03"))).toBe(false);
  expect(specialDay(null, dayOf("2026-01-01"))).toBeNull();
});

test.each([
  ["ru", "2026-03-06", "2026-03-10"],
  ["ru", "2025-12-30", "2026-01-12"],
  [null, "2026-03-06", "2026-03-09"],
  [null, "2026-03-10", "2026-03-11"],
])("by the calendar %s the next working day after %s is %s", (calendar, date, next) => {
  expect(formatDate(nextWorkday(calendar, dayOf(date)))).toBe(next);
});
