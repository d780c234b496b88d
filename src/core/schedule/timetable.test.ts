import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClockRange } from "#core/configuration/types.ts";
import { civilAt, DAY_MS, type Day, dayOf, MINUTE_MS, weekdayOf } from "#core/time.ts";
import { type SpanSource, spanBeginningOn, type Timetable, timetableOf } from "./timetable.ts";

type Week = readonly (readonly ClockRange[])[];

const minutes = fc.integer({ min: 0, max: 1439 });
const ranges = fc.array(fc.record({ from: minutes, to: fc.integer({ min: 0, max: 1440 }) }), {
  maxLength: 2,
});
const weeks: fc.Arbitrary<Week> = fc.array(ranges, { minLength: 7, maxLength: 7 });

/** Days in minutes from any Monday on; chunks of 32 days meet several times in between. */
const start = dayOf("2026-01-05") * DAY_MS;
const instants = fc
  .integer({ min: 0, max: 200 * 1440 })
  .map((minute) => start + minute * MINUTE_MS);

const sourceOf = (week: Week, timeZone: string): SpanSource => ({
  timeZone,
  beginningOn: (day: Day) =>
    (week[weekdayOf(day)] ?? []).map((range) => spanBeginningOn(day, range, timeZone)),
});

/** What a person would say who looks at the clock and at the rota: no instants, no merging. */
function onByTheClock(week: Week, at: number, timeZone: string): boolean {
  const { day, minute } = civilAt(at, timeZone);
  const today = week[weekdayOf(day)] ?? [];
  const yesterday = week[weekdayOf(day - 1)] ?? [];
  return (
    today.some(({ from, to }) => minute >= from && (to <= from || minute < to)) ||
    yesterday.some(({ from, to }) => to <= from && minute < to)
  );
}

function expectChangesAsTold(table: Timetable, at: number): void {
  const horizon = at + 400 * DAY_MS;
  const [on, off] = [table.nextOn(at), table.nextOff(at)];
  expect(table.spans(at, on ?? horizon)).toEqual([]);
  expect(on === null || table.covers(on)).toBe(true);
  expect(table.covers(at)).toBe(on === at);
  if (on !== at) {
    expect(off).toBeNull();
    return;
  }
  expect(table.spans(at, off ?? horizon)).toEqual([{ from: at, to: off ?? horizon }]);
  expect(off === null || !table.covers(off)).toBe(true);
}

describe("any week of shifts", () => {
  test("covers a minute exactly when the clock and the rota say so", () => {
    fc.assert(
      fc.property(weeks, instants, (week, at) => {
        const table = timetableOf([sourceOf(week, "Asia/Tomsk")], false);
        expect(table.covers(at)).toBe(onByTheClock(week, at, "Asia/Tomsk"));
      }),
      { numRuns: 300 },
    );
  });

  test("has spans in order, apart from each other, within what was asked for", () => {
    fc.assert(
      fc.property(weeks, instants, instants, (week, from, to) => {
        const spans = timetableOf([sourceOf(week, "Europe/Berlin")], false).spans(from, to);
        const edges = spans.flatMap((span) => [span.from, span.to]);
        expect(edges.every((edge, index) => index === 0 || (edges[index - 1] ?? 0) < edge)).toBe(
          true,
        );
        expect(edges.every((edge) => from <= edge && edge <= to)).toBe(true);
      }),
    );
  });

  test("changes at the moments that it tells, and not before", () => {
    fc.assert(
      fc.property(weeks, instants, (week, at) => {
        expectChangesAsTold(timetableOf([sourceOf(week, "Europe/Berlin")], false), at);
      }),
    );
  });

  test("answers the same whatever was asked before", () => {
    fc.assert(
      fc.property(weeks, fc.array(instants, { maxLength: 20 }), instants, (week, before, at) => {
        const fresh = timetableOf([sourceOf(week, "Europe/Berlin")], false);
        const used = timetableOf([sourceOf(week, "Europe/Berlin")], false);
        for (const earlier of before) used.covers(earlier);
        expect(used.nextOn(at)).toBe(fresh.nextOn(at));
        expect(used.nextOff(at)).toBe(fresh.nextOff(at));
      }),
    );
  });
});

test("a span that is cut by a chunk is whole again", () => {
  const daily = Array.from({ length: 7 }, () => [{ from: 1320, to: 360 }]);
  const table = timetableOf([sourceOf(daily, "Asia/Tomsk")], false);
  for (let day = 0; day < 200; day += 1) {
    const midnight = start + day * DAY_MS - 7 * 60 * MINUTE_MS;
    expect(table.nextOff(midnight)).toBe(midnight + 360 * MINUTE_MS);
  }
});

test("centuries of questions do not make a timetable grow", () => {
  const days: Day[] = [];
  const source: SpanSource = {
    timeZone: "UTC",
    beginningOn: (day) => {
      days.push(day);
      return [];
    },
  };
  const table = timetableOf([source], false);
  for (let year = 0; year < 100; year += 1) table.covers(start + year * 366 * DAY_MS);
  const asked = days.length;
  table.covers(start + 99 * 366 * DAY_MS);
  expect(days.length).toBe(asked);
  table.covers(start);
  expect(days.length).toBeGreaterThan(asked);
});
