import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  civilAt,
  DAY_MS,
  dayOf,
  formatDate,
  formatInstant,
  instantOf,
  isTimeZone,
  parseDate,
  parseInstant,
  weekdayOf,
} from "./time.ts";

const zones = [
  "Asia/Tomsk",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "UTC",
];

describe("dates", () => {
  test.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2026-03-02", 20_514],
    ["2024-02-29", 19_782],
  ])("%s is day %i and back", (date, day) => {
    expect(parseDate(date)).toBe(day);
    expect(formatDate(day)).toBe(date);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-3-1", "02.03.2026", "2026-03-02T00:00", ""])(
    "«%s» is no date",
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  test.each([
    ["2026-03-02", 0],
    ["2026-03-08", 6],
    ["1969-12-31", 2],
    ["1900-01-01", 0],
  ])("%s is weekday %i, Monday being 0", (date, weekday) => {
    expect(weekdayOf(dayOf(date))).toBe(weekday);
  });
});

describe("instants as text", () => {
  test.each([
    ["2026-03-02T09:05:00+07:00", "Asia/Tomsk", "2026-03-02T09:05:00+07:00"],
    ["2026-03-02T02:05Z", "Asia/Tomsk", "2026-03-02T09:05:00+07:00"],
    ["2026-03-02T02:05:07.120Z", "UTC", "2026-03-02T02:05:07.12+00:00"],
    ["2026-03-02T02:05:07,5-0330", "UTC", "2026-03-02T05:35:07.5+00:00"],
    ["2026-03-02 02:05:00+03", "Europe/Moscow", "2026-03-02T02:05:00+03:00"],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25T02:30:00+02:00"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "2026-10-25T02:30:00+01:00"],
  ])("%s in %s is %s", (text, timeZone, written) => {
    const at = parseInstant(text);
    expect(at === null ? null : formatInstant(at, timeZone)).toBe(written);
  });

  test.each([
    "2026-03-02T09:05:00",
    "2026-03-02",
    "2026-02-30T09:05:00Z",
    "2026-03-02T24:00:00Z",
    "2026-03-02T09:60:00Z",
    "2026-03-02T09:05:00+25:00",
    "1772417100000",
    "yesterday",
  ])("«%s» is no instant", (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test("what is written reads back as the same instant, in any zone", () => {
    const instants = fc.integer({ min: -2e12, max: 6e12 });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, timeZone) => {
        expect(parseInstant(formatInstant(at, timeZone))).toBe(at);
      }),
    );
  });
});

describe("zones", () => {
  test("a time that the clocks skip moves forward by the gap, one that they repeat is the earlier", () => {
    const spring = dayOf("2026-03-29");
    const autumn = dayOf("2026-10-25");
    const berlin = (day: number, minute: number) =>
      formatInstant(instantOf(day, minute, "Europe/Berlin"), "Europe/Berlin");
    expect(berlin(spring, 2 * 60 + 30)).toBe("2026-03-29T03:30:00+02:00");
    expect(berlin(autumn, 2 * 60 + 30)).toBe("2026-10-25T02:30:00+02:00");
    expect(berlin(autumn, 1440)).toBe("2026-10-26T00:00:00+01:00");
  });

  test("wall clocks agree with Temporal on any day of any zone", () => {
    const days = fc.integer({ min: -2_000, max: 40_000 });
    const minutes = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(days, minutes, fc.constantFrom(...zones), (day, minute, timeZone) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS)
          .toZonedDateTimeISO("UTC")
          .toPlainDateTime()
          .add({ minutes: minute });
        const expected = wall.toZonedDateTime(timeZone);
        const at = instantOf(day, minute, timeZone);
        expect(at).toBe(expected.epochMilliseconds);
        const civil = civilAt(at, timeZone);
        expect(formatDate(civil.day)).toBe(expected.toPlainDate().toString());
        expect(civil.minute).toBe(expected.hour * 60 + expected.minute);
      }),
    );
  });

  test.each([
    ["Asia/Tomsk", true],
    ["UTC", true],
    ["Asia/Tomks", false],
    ["+07:00", false],
    ["", false],
  ])("«%s» is a zone: %s", (name, known) => {
    expect(isTimeZone(name)).toBe(known);
  });
});
