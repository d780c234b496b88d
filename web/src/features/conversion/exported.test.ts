import { expect, test } from "vitest";
import { csvOf, dayRows } from "./exported.ts";

test("Russian spreadsheets are given semicolons and decimal commas, English ones commas and points", () => {
  const rows = [
    ["Имя", "Доля, %"],
    ["Анна; «А»", 8.25],
    ['Борис "Б"', null],
  ];
  expect(csvOf(rows, "ru")).toBe('\uFEFFИмя;Доля, %\r\n"Анна; «А»";8,25\r\n"Борис ""Б""";\r\n');
  expect(csvOf(rows, "en")).toBe('\uFEFFИмя,"Доля, %"\r\nАнна; «А»,8.25\r\n"Борис ""Б""",\r\n');
});

test.each(["=1+1", "+7 900", "-2", "@SUM(A1)"])(
  "%s is text, whatever a spreadsheet makes of it",
  (text) => {
    expect(csvOf([[text]], "en")).toBe(`\uFEFF'${text}\r\n`);
  },
);

test("a negative number stays a number", () => {
  expect(csvOf([[-0.5]], "ru")).toBe("\uFEFF-0,5\r\n");
});

test("shares over time are one row a day and one column a manager", () => {
  const days = {
    timeZone: "UTC",
    days: ["2026-03-01", "2026-03-02"],
    members: [
      { manager: "a", name: "Анна", shares: [0.5, 0.08333] },
      { manager: "b", name: "Борис", shares: [null, 0.91667] },
    ],
  };
  expect(dayRows(days, "День")).toEqual([
    ["День", "Анна", "Борис"],
    ["2026-03-01", 50, null],
    ["2026-03-02", 8.33, 91.67],
  ]);
});
