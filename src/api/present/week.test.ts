import { expect, test } from "vitest";
import { timetableOf } from "#core/schedule/timetable.ts";
import { minuteOfWeek, weekAround, weekSpans } from "./week.ts";

const at = (text: string) => Date.parse(text);
const spans = (timeZone: string, now: string, ...covered: [from: string, to: string][]) => {
  const beginningOn = (day: number) =>
    covered
      .map(([from, to]) => ({ from: at(from), to: at(to) }))
      .filter((span) => Math.floor(span.from / 86_400_000) === day);
  const timetable = timetableOf([{ timeZone: "UTC", beginningOn }], false);
  return weekSpans(timetable, weekAround(at(now), timeZone));
};

test("a week begins on Monday at midnight of its zone", () => {
  const sundayNight = at("2026-03-08T23:30:00+07:00");
  const week = weekAround(sundayNight, "Asia/Tomsk");
  expect(minuteOfWeek(sundayNight, week)).toBe(7 * 1440 - 30);
  expect(minuteOfWeek(at("2026-03-02T00:00:00+07:00"), week)).toBe(0);
});

test("a span over Sunday's midnight is cut to the week", () => {
  expect(
    spans("Europe/Berlin", "2026-03-04T12:00:00Z", [
      "2026-03-08T21:00:00Z",
      "2026-03-09T05:00:00Z",
    ]),
  ).toEqual([{ from: 7 * 1440 - 120, to: 7 * 1440 }]);
});

test("in the week of a clock change a shift still ends at its time on the wall", () => {
  // 22:00 to 06:00 in Berlin, seven real hours.
  expect(
    spans("Europe/Berlin", "2026-03-27T12:00:00Z", [
      "2026-03-28T21:00:00Z",
      "2026-03-29T04:00:00Z",
    ]),
  ).toEqual([{ from: 5 * 1440 + 22 * 60, to: 6 * 1440 + 6 * 60 }]);
});
