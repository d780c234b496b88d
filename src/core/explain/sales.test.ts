import { expect, test } from "vitest";
import type { ControlComparison } from "#core/conversion/control-group.ts";
import type { Comparison, Standing } from "#core/conversion/standing.ts";
import { controlSentence, salesHeadline } from "./sales.ts";

const one = (manager: string, comparison: Comparison, more: Partial<Standing> = {}): Standing => ({
  manager,
  counts: { open: 0, won: 20, lost: 80, missed: 0, junk: 0 },
  won: 20,
  received: 100,
  estimate: 0.2,
  low: 0.15,
  high: 0.26,
  team: 0.1834,
  share: 0.25,
  equal: 0.25,
  comparison,
  leadsToTell: null,
  ...more,
});
const named = (manager: string) => manager;

test("the headline tells the team's rate, who differs surely, and how far shares are apart", () => {
  const team = [
    one("Анна", "above", { share: 0.4 }),
    one("Борис", "below", { share: 0.05 }),
    one("Вера", "not_enough"),
    one("Глеб", "alike"),
  ];
  expect(salesHeadline(team, named, "ru")).toBe(
    "Команда продаёт 18,3 % сделок: 80 из 400. Лучше команды продают: Анна; хуже команды: Борис. Доли от 5,0 до 40,0 %.",
  );
  expect(salesHeadline(team, named, "en")).toBe(
    "The team sells 18.3 % of its leads: 80 of 400. Better than the team: Анна; worse than the team: Борис. Shares from 5.0 to 40.0 %.",
  );
});

test("a long list of names is cut", () => {
  const team = ["А", "Б", "В", "Г", "Д"].map((name) => one(name, "below"));
  expect(salesHeadline(team, named, "ru")).toContain("Хуже команды: А, Б, В и ещё 2.");
  expect(salesHeadline(team, named, "en")).toContain("Worse than the team: А, Б, В and 2 more.");
});

test("where nobody differs surely, and before the first sale, that is what is said", () => {
  const alike = [one("Анна", "not_enough"), one("Борис", "alike")];
  expect(salesHeadline(alike, named, "ru")).toBe(
    "Команда продаёт 18,3 % сделок: 40 из 200. Ни о ком пока нельзя сказать, что он продаёт лучше или хуже команды. Доли равны: 25,0 %.",
  );
  expect(salesHeadline(alike, named, "en")).toMatch(
    /Of nobody can be told yet .+ Shares are equal: 25\.0 %\.$/,
  );
  const unsold = [one("Анна", "not_enough", { won: 0, received: 7 })];
  expect(salesHeadline(unsold, named, "ru")).toBe(
    "Сделок: 7, продаж пока нет: делим поровну до первой продажи.",
  );
  expect(salesHeadline(unsold, named, "en")).toBe(
    "7 leads, none is sold yet: shares are equal until the first sale.",
  );
  const idle = [one("Анна", "not_enough", { won: 0, received: 0 })];
  expect(salesHeadline(idle, named, "ru")).toBe(
    "Сделок ещё не было: делим поровну до первой продажи.",
  );
});

const comparison: ControlComparison = {
  since: 0,
  control: { received: 38, won: 4, rate: 4 / 38, low: 0.036, high: 0.231 },
  rest: { received: 640, won: 83, rate: 83 / 640, low: 0.106, high: 0.157 },
  better: null,
  leadsToTell: 2_867,
};

test("the control group is told with its interval, and nothing is concluded from chance", () => {
  expect(controlSentence(comparison, "ru")).toBe(
    "По очереди продано 4 из 38, 10,5 % (3,6–23,1); по долям 83 из 640, 13,0 % (10,6–15,7). Разница пока не отличима от случайной: такую видно примерно на 2900 сделках в каждой группе.",
  );
  expect(controlSentence(comparison, "en")).toBe(
    "In turn 4 of 38, 10.5 % (3.6 to 23.1) were sold; by shares 83 of 640, 13.0 % (10.6 to 15.7). The difference cannot be told from chance yet: one like this takes about 2900 leads in each group to see.",
  );
  expect(controlSentence({ ...comparison, leadsToTell: null }, "ru")).toMatch(/случайной\.$/);
});

test.each([
  [
    "rest",
    "По долям продаётся больше, и это не случайность.",
    "More is sold by shares, and not by chance.",
  ],
  [
    "control",
    "По очереди продаётся больше, и это не случайность: доли здесь не помогают.",
    "More is sold in turn, and not by chance: shares do not help here.",
  ],
] as const)("a difference in favour of %s is told as such", (better, ru, en) => {
  const told = { ...comparison, better, leadsToTell: null };
  expect(controlSentence(told, "ru").endsWith(ru)).toBe(true);
  expect(controlSentence(told, "en").endsWith(en)).toBe(true);
});
