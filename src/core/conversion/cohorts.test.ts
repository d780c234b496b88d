import { expect, test } from "vitest";
import { instantOf, parseDate } from "#core/time.ts";
import { cohortsIn } from "./cohorts.ts";
import { emptyBook, ended, receivedByShare } from "./outcome-book.ts";

const timeZone = "Asia/Tomsk";
const on = (date: string) => instantOf(parseDate(date) ?? 0, 30, timeZone);

test("a month has as many leads as came in it by the account's clock", () => {
  const book = emptyBook();
  // Half past midnight on the first of March in Tomsk is still February in Moscow.
  for (const [lead, date] of [
    ["1", "2026-02-28"],
    ["2", "2026-03-01"],
    ["3", "2026-03-20"],
  ] as const) {
    receivedByShare(book, { lead, manager: "anna", source: "", at: on(date) });
  }
  const months = cohortsIn(book, { at: on("2026-03-21"), timeZone });
  expect(months.map(({ month, received }) => `${month} ${received}`)).toEqual([
    "2026-02 1",
    "2026-03 2",
  ]);
});

test("a young month comes to what an old one does, though it has sold less so far", () => {
  const book = emptyBook();
  const DAY = 86_400_000;
  const now = on("2026-07-01");
  // Every fifth lead is won, each after twenty days.
  for (let place = 0; place < 600; place += 1) {
    const at = now - (600 - place) * 0.25 * DAY;
    const lead = String(place);
    receivedByShare(book, { lead, manager: "anna", source: "", at });
    if (place % 5 === 0 && at + 20 * DAY <= now) {
      ended(book, { lead, state: "won", at: at + 20 * DAY });
    }
  }
  const months = cohortsIn(book, { at: now, timeZone });
  const [march, june] = [months.at(-4), months.at(-1)];
  expect((june?.counts.won ?? 0) / (june?.received ?? 1)).toBeLessThan(0.1);
  expect(march?.matured).toBeGreaterThan(0.9);
  expect(june?.matured).toBeLessThan(0.6);
  for (const cohort of [march, june]) {
    expect(cohort?.rate).toBeGreaterThan(0.15);
    expect(cohort?.rate).toBeLessThan(0.25);
  }
});

test("junk is received by nobody, and a month of nothing else has no rate", () => {
  const book = emptyBook();
  receivedByShare(book, { lead: "1", manager: "anna", source: "", at: on("2026-03-01") });
  ended(book, { lead: "1", state: "junk", at: on("2026-03-02") });
  expect(cohortsIn(book, { at: on("2026-03-10"), timeZone })).toMatchObject([
    { month: "2026-03", received: 0, matured: 0, rate: null, counts: { junk: 1 } },
  ]);
});
