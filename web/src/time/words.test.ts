import { expect, test } from "vitest";
import { ahead, lengthOfTime, moment, stretchOfDays, weekdayNames } from "./words.ts";
import { zoneName } from "./zone-names.ts";
import { zonesOf } from "./zones.ts";

const minute = 60_000;
const hour = 60 * minute;
const tomsk = { timeZone: "Asia/Tomsk", lang: "ru" };
/** Tuesday 24 November 2026, 14:05 in Tomsk. */
const now = Date.UTC(2026, 10, 24, 7, 5);

test("a moment of today is its hour alone", () => {
  expect(moment(now - 5 * hour, now, tomsk)).toBe("09:05");
});

test("a moment of another day has its weekday, and after a week its date", () => {
  expect(moment(now - 15 * hour, now, tomsk)).toBe("пн 23:05");
  expect(moment(now - 8 * 24 * hour, now, { ...tomsk, lang: "en" })).toBe("16 Nov 14:05");
});

test("a stretch of days says what its ends share once", () => {
  const day = 24 * hour;
  expect(stretchOfDays(now - 3 * day, now, tomsk)).toMatch(/^21.{1,3}24 нояб\..2026/);
  expect(stretchOfDays(now - 365 * day, now, tomsk)).toMatch(/2025.*2026/);
});

test("an hour to come is alone while only one can be meant", () => {
  expect(ahead(now + 2 * hour, now, tomsk)).toBe("16:05");
  expect(ahead(now + 11 * hour, now, tomsk)).toBe("01:05");
});

test("later hours have their weekday, and after a week their date", () => {
  expect(ahead(now + 19 * hour, now, tomsk)).toBe("ср 09:05");
  expect(ahead(now + 9 * 24 * hour, now, tomsk)).toBe("3 дек. 14:05");
});

test.each([
  [8, "8 мс"],
  [420, "0,4 с"],
  [12_300, "12 с"],
  [59_700, "1 мин"],
  [3 * minute, "3 мин"],
  [2 * hour, "2 ч"],
  [2 * hour + 10 * minute, "2 ч 10 мин"],
  [72 * hour, "3 дн."],
])("%i ms is «%s»", (ms, words) => {
  expect(lengthOfTime(ms, "ru").replaceAll(/\s/g, " ")).toBe(words);
});

test("the week is named from Monday", () => {
  expect(weekdayNames("ru")).toEqual(["пн", "вт", "ср", "чт", "пт", "сб", "вс"]);
});

test("a zone is known by its city", () => {
  expect(zoneName("Asia/Tomsk", "ru")).toBe("Томск");
  expect(zoneName("America/New_York", "en")).toBe("New York");
  expect(zoneName("America/New_York", "ru")).toBe("New York");
});

test("the account's clock is shown only where it differs from the viewer's", () => {
  const at = (viewerZone: string) =>
    zonesOf({ accountZone: "Asia/Tomsk", viewerZone, lang: "ru", now }).account;
  expect(at("Asia/Novosibirsk")).toBeNull();
  expect(at("Europe/Moscow")).toMatchObject({ timeZone: "Asia/Tomsk", name: "Томск" });
});
