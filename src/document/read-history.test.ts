import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf, parseDate } from "#core/time.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import { priceOf } from "./history-values.ts";
import { type HistoryQuestion, readHistory } from "./read-history.ts";

const timeZone = "Asia/Tomsk";
const on = (date: string, minute = 0) => instantOf(parseDate(date) ?? 0, minute, timeZone);
const people: Readonly<Record<string, string>> = {
  Анна: "anna",
  "anna@school.example": "anna",
  Борис: "boris",
  Вера: "vera",
};
const question: HistoryQuestion = {
  timeZone,
  now: on("2026-03-02", 600),
  managerOf: (name) => (Object.hasOwn(people, name) ? (people[name] ?? null) : null),
  isMember: (manager) => manager !== "vera",
  columns: {},
  outcomes: {},
};
const read = (text: string, more: Partial<HistoryQuestion> = {}) =>
  readHistory(inPieces(text), { ...question, ...more });

/** Torn anywhere, as no line ends where a piece does. */
async function* inPieces(text: string) {
  for (let from = 0; from < text.length; from += 50) yield text.slice(from, from + 50);
}

test("amoCRM's own export is understood as it is", async () => {
  const file = [
    "ID;Название сделки;Ответственный;Дата создания сделки;Этап сделки;Дата закрытия;Бюджет;Источник",
    "101;Урок;Анна;01.02.2026 10:30:15;Успешно реализовано;05.02.2026 18:00:00;38 400;Сайт",
    '102;"Урок; вечер";Борис;02.02.2026 09:00:00;Закрыто и не реализовано;03.02.2026 09:00:00;;Авито',
    "103;Урок;Борис;01.03.2026 09:00:00;Урок назначен;;0;",
  ].join("\r\n");
  const { leads, problems, columns } = await read(`\ufeff${file}`);
  expect(problems).toEqual([]);
  expect(columns).toMatchObject({ lead: "ID", manager: "Ответственный", closed: "Дата закрытия" });
  expect(leads).toEqual([
    {
      lead: "101",
      manager: "anna",
      source: "Сайт",
      receivedAt: on("2026-02-01", 630) + 15_000,
      outcome: "won",
      endedAt: on("2026-02-05", 1_080),
      price: 38_400,
    },
    {
      lead: "102",
      manager: "boris",
      source: "Авито",
      receivedAt: on("2026-02-02", 540),
      outcome: "lost",
      endedAt: on("2026-02-03", 540),
      price: null,
    },
    {
      lead: "103",
      manager: "boris",
      source: "",
      receivedAt: on("2026-03-01", 540),
      outcome: "open",
      endedAt: null,
      price: null,
    },
  ]);
});

const head = "lead,manager,received,outcome,closed,price";

test.each([
  ["a lead without a number", ",Анна,2026-02-01,won,2026-02-02,1", "no_lead", ""],
  ["no date", "1,Анна,yesterday,won,2026-02-02,1", "received_unreadable", "yesterday"],
  ["a day that is none", "1,Анна,2026-02-30,won,2026-02-02,1", "received_unreadable", "2026-02-30"],
  ["a day to come", "1,Анна,2026-04-01,won,2026-04-02,1", "received_future", "2026-04-01"],
  [
    "an end before the beginning",
    "1,Анна,2026-02-05,won,2026-02-01,1",
    "closed_early",
    "2026-02-01",
  ],
  ["an end that is none", "1,Анна,2026-02-05,won,soon,1", "closed_unreadable", "soon"],
  [
    "an end with a word nobody knows",
    "1,Анна,2026-02-05,ура,2026-02-06,1",
    "outcome_unknown",
    "ура",
  ],
  ["a price that is none", "1,Анна,2026-02-05,won,2026-02-06,много", "price_unreadable", "много"],
  ["too many cells", "1,Анна,2026-02-05,won,2026-02-06,1,2", "cells", ""],
  ["too few cells", "1,Анна,2026-02-05", "cells", ""],
  ["an endless number", `${"1".repeat(101)},Анна,2026-02-05,won,,`, "lead_long", "1".repeat(101)],
])("%s is named with its line, and the other lines are read", async (_, ...[line, code, value]) => {
  const { leads, problems } = await read(`${head}\n0,Анна,2026-02-01,lost,2026-02-03,\n${line}\n`);
  expect(problems).toEqual([{ line: 3, code, value }]);
  expect(leads.map(({ lead }) => lead)).toEqual(["0"]);
});

test("a lead that is there twice counts once", async () => {
  const { leads, problems } = await read(
    `${head}\n1,Анна,2026-02-01,won,2026-02-02,5\n1,Борис,2026-02-01,lost,2026-02-02,\n`,
  );
  expect(leads).toHaveLength(1);
  expect(problems).toEqual([{ line: 3, code: "lead_twice", value: "1" }]);
});

test("people who are not of the rule are counted, and their leads passed over", async () => {
  const { leads, strangers } = await read(
    `${head}\n1,Вера,2026-02-01,won,2026-02-02,5\n2,Пётр,2026-02-01,lost,2026-02-02,\n3,anna@school.example,2026-02-01,lost,2026-02-02,\n`,
  );
  expect(leads.map(({ manager }) => manager)).toEqual(["anna"]);
  expect(Object.fromEntries(strangers)).toEqual({ Вера: 1, Пётр: 1 });
});

test("somebody may say what columns and words mean", async () => {
  const { leads, problems } = await read("№,Кто,Когда,Чем кончилось\n7,Анна,2026-02-01,Договор\n", {
    columns: { lead: "№", manager: "Кто", received: "Когда", outcome: "Чем кончилось" },
    outcomes: { Договор: "won" },
  });
  expect(problems).toEqual([]);
  expect(leads).toMatchObject([{ lead: "7", outcome: "won", endedAt: on("2026-02-15") }]);
});

test("a file without the columns that are needed says which", async () => {
  expect((await read("a,b\n1,2\n")).problems).toEqual(
    ["lead", "manager", "received", "outcome"].map((value) => ({
      line: null,
      code: "column_missing",
      value,
    })),
  );
});

test.each([
  ["an empty file", "", "empty"],
  ["a quote that never ends", `${head}\n"1,Анна,2026-02-01`, "unclosed_quote"],
  ["a workbook", "PK\u0003\u0004\u0014[Content_Types].xml", "unreadable"],
])("%s is refused as a whole", async (_, text, code) => {
  expect((await read(text)).problems).toMatchObject([{ code }]);
});

test("a closed lead without a day is taken to have lasted as is usual, and that is told", async () => {
  const { leads, undated } = await read(
    `${head}\n1,Анна,2026-01-01,won,,\n2,Анна,2026-03-01,lost,,\n`,
  );
  expect(undated).toBe(2);
  expect(leads.map(({ endedAt }) => endedAt)).toEqual([on("2026-01-15"), question.now]);
});

test("what spreadsheets leave behind is no mistake", async () => {
  const { leads, problems } = await read(
    [
      "sep=;",
      "ID;Название;Ответственный;Дата создания;Статус;Дата закрытия;Бюджет",
      '1;Окно 5" белое;Анна;01.02.2026;Оплачено;не закрыта;1 000,00 ₽;;',
      "2;Окно;Анна;01.02.2026;Новая",
      ";;;;;;",
      "",
    ].join("\r\n"),
  );
  expect(problems).toEqual([]);
  expect(leads).toMatchObject([
    { lead: "1", outcome: "won", endedAt: on("2026-02-15"), price: 1_000 },
    { lead: "2", outcome: "open" },
  ]);
});

test.each([
  ["38 400,50 ₽", 38_400.5],
  ["38400", 38_400],
  ["38.400", 38_400],
  ["1,234.50", 1_234.5],
  ["1.234.567,8", 1_234_567.8],
  ["0.5", 0.5],
  ["-", undefined],
  ["1.2.3", null],
  ["1e5", null],
  ["-5", null],
])("the price %j is %s", (text, price) => {
  expect(priceOf(text)).toBe(price);
});

test("whatever a file holds, it is read or refused", async () => {
  const cell = fc.constantFrom(
    ...[
      "1",
      "Анна",
      "2026-02-01",
      "won",
      '"',
      ",",
      ";",
      "\n",
      "\r",
      "\t",
      "\0",
      "__proto__",
      "constructor",
      "lead",
      "\ufeff",
      "31.12.2025",
      "1e309",
      "-5",
    ],
  );
  const bodies = fc.array(fc.oneof(cell, fc.string({ maxLength: 3 })), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(bodies, async (parts) => {
      const body = parts.join("");
      for (const text of [body, `${head}\n${body}`]) {
        const { leads } = await read(text);
        for (const { lead, endedAt, receivedAt, outcome } of leads) {
          expect(lead).not.toBe("");
          expect(endedAt === null).toBe(outcome === "open");
          expect(Number.isSafeInteger(receivedAt)).toBe(true);
        }
      }
      expect(Object.prototype).not.toHaveProperty("won");
    }),
    ofDecisions.parameters,
  );
});
