import { expect, test } from "vitest";
import { colours, initials, markOf } from "./mark.ts";

const school =
  "Анна Борис Вера Глеб Дарья Егор Жанна Захар Ирина Кирилл Лариса Максим Наталья Олег".split(" ");

test("a manager's mark depends on his key alone", () => {
  expect(markOf("Надежда")).toEqual(markOf("Надежда"));
});

test("fourteen colleagues have fourteen marks", () => {
  const marks = school.map((name) => JSON.stringify(markOf(name)));
  expect(new Set(marks).size).toBe(school.length);
});

test("three colleagues have three colours", () => {
  const used = ["Урсула", "Надежда", "Марина"].map((name) => markOf(name).colour);
  expect(new Set(used).size).toBe(3);
});

test("every colour is one of the palette", () => {
  for (let key = 0; key < 500; key += 1) {
    expect(markOf(`manager-${key}`).colour).toBeLessThan(colours);
  }
});

test.each([
  ["Надежда", "На"],
  ["надежда петрова", "НП"],
  ["Anna-Maria Schmidt", "AM"],
  ["  Ян  ", "Ян"],
  ["Ё", "Ё"],
  ["", "?"],
])("the initials of «%s» are «%s»", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
