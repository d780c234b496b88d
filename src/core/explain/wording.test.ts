import { expect, test } from "vitest";
import { parseInstant } from "#core/time.ts";
import { byLeads, leads, wasDue } from "./amount.ts";
import { moment, span } from "./moment.ts";

const instant = (text: string) => parseInstant(`${text}:00+07:00`) ?? 0;
const now = instant("2026-03-06T20:00");

test.each([
  [1, "1 сделка", "1 lead"],
  [2, "2 сделки", "2 leads"],
  [5, "5 сделок", "5 leads"],
  [11, "11 сделок", "11 leads"],
  [21, "21 сделка", "21 leads"],
  [112, "112 сделок", "112 leads"],
  [0, "0 сделок", "0 leads"],
  [0.5, "0,5 сделки", "0.5 of a lead"],
  [-1.25, "1,25 сделки", "1.25 leads"],
])("%d is «%s» and «%s»", (amount, ru, en) => {
  expect([leads(amount, "ru"), leads(amount, "en")]).toEqual([ru, en]);
});

test("by how much somebody is ahead agrees with its number", () => {
  expect([1, 1.5, 2, 21, 5].map(byLeads)).toEqual([
    "на 1 сделку",
    "на 1,5 сделки",
    "на 2 сделки",
    "на 21 сделку",
    "на 5 сделок",
  ]);
});

test("what was due agrees with its number", () => {
  expect([1, 1.5, 2, 5].map((amount) => wasDue(amount, "ru"))).toEqual([
    "причиталась 1 сделка",
    "причиталось 1,5 сделки",
    "причиталось 2 сделки",
    "причиталось 5 сделок",
  ]);
  expect([0.5, 1, 2].map((amount) => wasDue(amount, "en"))).toEqual([
    "0.5 of a lead was due",
    "1 lead was due",
    "2 leads were due",
  ]);
});

test.each([
  ["2026-03-06T23:59", "сегодня в 23:59", "today at 23:59"],
  ["2026-03-07T09:00", "завтра в 9:00", "tomorrow at 9:00"],
  ["2026-03-10T09:05", "во вторник в 9:05", "on Tuesday at 9:05"],
  ["2026-03-13T09:00", "13 марта в 9:00", "on 13 March at 9:00"],
  ["2027-01-11T09:00", "11 января 2027 в 9:00", "on 11 January 2027 at 9:00"],
  ["2026-03-05T09:00", "вчера в 9:00", "yesterday at 9:00"],
  ["2026-03-04T09:00", "4 марта в 9:00", "on 4 March at 9:00"],
])("%s is «%s»", (text, ru, en) => {
  const about = { at: instant(text), now, timeZone: "Asia/Tomsk" };
  expect([moment(about, "ru"), moment(about, "en")]).toEqual([ru, en]);
});

test.each([
  [86_400_000, "1 дня", "1 day"],
  [2 * 3_600_000, "2 часов", "2 hours"],
  [21 * 3_600_000, "21 часа", "21 hours"],
  [90 * 60_000, "90 минут", "90 minutes"],
  [1000, "1 секунды", "1 second"],
])("after «не дольше», %d ms is «%s»", (ms, ru, en) => {
  expect([span(ms, "ru"), span(ms, "en")]).toEqual([ru, en]);
});
