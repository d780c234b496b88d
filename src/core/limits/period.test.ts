import fc from "fast-check";
import { expect, test } from "vitest";
import { type Timetable, timetableOf } from "#core/schedule/timetable.ts";
import { civilAt, DAY_MS, dayAt, HOUR_MS, MINUTE_MS, parseInstant } from "#core/time.ts";
import { calendarPeriod, rollingPeriod, shiftPeriod } from "./period.ts";

const instant = (text: string) => parseInstant(text) ?? Number.NaN;

test.each([
  ["hour", "2026-03-02T09:59:59Z", ["2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"]],
  ["day", "2026-03-02T00:00:00Z", ["2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"]],
  ["week", "2026-03-08T23:59:59Z", ["2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z"]],
  ["month", "2026-02-28T12:00:00Z", ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"]],
  ["month", "2026-12-31T23:00:00Z", ["2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"]],
] as const)("a %s at %s begins and ends at %s", (unit, at, span) => {
  const period = calendarPeriod(unit, "UTC");
  expect([period.since(instant(at)), period.endsAt(instant(at))]).toEqual(span.map(instant));
});

test("civil units are those of the zone, whose half hours and changes of the clock count too", () => {
  const hour = calendarPeriod("hour", "Asia/Kolkata");
  expect(hour.since(instant("2026-03-02T09:15:00Z"))).toBe(instant("2026-03-02T08:30:00Z"));
  const day = calendarPeriod("day", "Europe/Berlin");
  const noon = instant("2026-03-29T12:00:00+02:00");
  expect((day.endsAt(noon) ?? 0) - day.since(noon)).toBe(23 * HOUR_MS);
});

test("a rolling period lets a lead go when it is just as old as the period is long", () => {
  const { since, endsAt, rollsMs } = rollingPeriod("hour");
  expect(since(HOUR_MS)).toBe(1);
  expect([endsAt(0), rollsMs]).toEqual([null, HOUR_MS]);
  expect(rollingPeriod("month").rollsMs).toBe(30 * DAY_MS);
});

/** Shifts of minutes from midnight UTC, every day. */
function daily(...shifts: readonly (readonly [from: number, to: number])[]): Timetable {
  const beginningOn = (day: number) =>
    shifts.map(([from, to]) => ({
      from: day * DAY_MS + from * MINUTE_MS,
      to: day * DAY_MS + to * MINUTE_MS,
    }));
  return timetableOf([{ timeZone: "UTC", beginningOn }], false);
}

/** Where the shift at `at` begins and ends, as hours of its first day. */
function shiftAt(timetable: Timetable | null, at: string): readonly number[] {
  const period = shiftPeriod(timetable, "UTC");
  const from = period.since(instant(at));
  const midnight = Math.floor(from / DAY_MS) * DAY_MS;
  return [from, period.endsAt(instant(at)) ?? Number.NaN].map((one) => (one - midnight) / HOUR_MS);
}

const lunch = [
  [540, 780],
  [900, 1080],
] as const;
const longLunch = [
  [540, 780],
  [901, 1080],
] as const;

test.each([
  ["two hours apart are one shift", lunch, { at: "10:00", is: [9, 18] }],
  ["so they are at the break", lunch, { at: "14:00", is: [9, 18] }],
  ["a minute more, and they are two", longLunch, { at: "10:00", is: [9, 13] }],
  [
    "the time between two is no shift",
    [
      [540, 780],
      [960, 1080],
    ],
    { at: "14:00", is: [13, 16] },
  ],
  ["across midnight", [[1320, 1800]], { at: "03:00", is: [22, 30] }],
  ["without an end it is the civil day", [[0, 1440]], { at: "03:00", is: [0, 24] }],
] as const)("shifts: %s", (_, shifts, { at, is }) => {
  expect(shiftAt(daily(...shifts), `2026-03-04T${at}:00Z`)).toEqual(is);
});

test("who has no schedule has the civil day for a shift", () => {
  expect(shiftAt(null, "2026-03-04T10:00:00Z")).toEqual([0, 24]);
});

test("a moment lies in its period, all of the period has the same one, in whatever order asked", () => {
  const zone = fc.constantFrom("Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "UTC");
  const unit = fc.constantFrom("hour" as const, "day" as const, "week" as const, "month" as const);
  const start = instant("2026-01-01T00:00:00Z");
  const moments = fc.array(fc.integer({ min: 0, max: 365 * 1440 }), { minLength: 1 });
  fc.assert(
    fc.property(zone, unit, moments, (timeZone, of, minutes) => {
      const asked = calendarPeriod(of, timeZone);
      for (const minute of minutes) {
        const at = start + minute * MINUTE_MS;
        const [from, to] = [asked.since(at), asked.endsAt(at) ?? 0];
        expect(from <= at && at < to).toBe(true);
        expect(to - from).toBeLessThanOrEqual(asked.lookbackMs);
        const fresh = calendarPeriod(of, timeZone);
        expect([fresh.since(to - 1), fresh.since(from)]).toEqual([from, from]);
        if (of !== "hour") expect(civilAt(from, timeZone).minute).toBe(0);
        if (of === "day") expect(dayAt(to, timeZone)).toBe(dayAt(at, timeZone) + 1);
      }
    }),
  );
});
