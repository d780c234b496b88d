import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpenAt, joined, type WeekSpan, weekInWords } from "./week.ts";

const days = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const words = { always: "круглосуточно", never: "нет часов" };
const at = (day: number, hour: number): number => day * 1_440 + hour * 60;
const say = (spans: readonly WeekSpan[]): string => weekInWords(spans, days, words);

test("days with the same hours are named together", () => {
  const office = [0, 1, 2, 3, 4].map((day) => ({ from: at(day, 9), to: at(day, 18) }));
  expect(say([...office, { from: at(5, 10), to: at(5, 14) }])).toBe(
    "пн–пт 09:00–18:00, сб 10:00–14:00",
  );
});

test("a lunch break is a plus", () => {
  expect(
    say([
      { from: at(2, 9), to: at(2, 13) },
      { from: at(2, 14), to: at(2, 18) },
    ]),
  ).toBe("ср 09:00–13:00 + 14:00–18:00");
});

test("a night belongs to the day on which it begins, also Sunday's", () => {
  expect(
    say([
      { from: at(6, 21), to: at(7, 0) },
      { from: 0, to: at(0, 9) },
    ]),
  ).toBe("вс 21:00–09:00");
});

test("a span longer than a night names the day on which it ends", () => {
  expect(say([{ from: at(0, 9), to: at(5, 9) }])).toBe("пн 09:00–сб 09:00");
});

test("all hours and none have their own words", () => {
  expect(say([{ from: 0, to: at(7, 0) }])).toBe("круглосуточно");
  expect(say([])).toBe("нет часов");
});

const span = fc
  .tuple(fc.integer({ min: 0, max: 10_079 }), fc.integer({ min: 1, max: 3_000 }))
  .map(([from, length]) => ({ from, to: Math.min(10_080, from + length) }));

test("joining spans covers the same minutes with gaps between what is left", () => {
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 12 }),
      fc.integer({ min: 0, max: 10_079 }),
      (spans, minute) => {
        const result = joined(spans);
        expect(isOpenAt(result, minute)).toBe(isOpenAt(spans, minute));
        for (const [index, next] of result.slice(1).entries()) {
          expect(next.from).toBeGreaterThan(result[index]?.to ?? Number.NaN);
        }
      },
    ),
  );
});
