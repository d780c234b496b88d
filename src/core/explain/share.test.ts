import { expect, test } from "vitest";
import type { Standing } from "#core/conversion/standing.ts";
import { comparisonSentence, movementSentence, standingPhrase } from "./share.ts";

const standing: Standing = {
  manager: "anna",
  counts: { open: 30, won: 18, lost: 83, missed: 0, junk: 4 },
  won: 18,
  received: 131,
  estimate: 0.1459,
  low: 0.0981,
  high: 0.206,
  team: 0.1209,
  share: 0.0832,
  equal: 0.0714,
  comparison: "not_enough",
  leadsToTell: 2_867,
};

test("the numbers beside a share are told in one line", () => {
  expect(standingPhrase(standing, "ru")).toBe(
    "18 из 131, оценка 14,6 % (9,8–20,6), команда 12,1 %, доля сегодня 8,3 %",
  );
  expect(standingPhrase(standing, "en")).toBe(
    "18 of 131, estimate 14.6 % (9.8 to 20.6), team 12.1 %, share today 8.3 %",
  );
});

test("what is not known yet is said so, with the leads that it would take", () => {
  expect(comparisonSentence(standing, "ru")).toBe(
    "Данных пока мало: такую разницу с командой видно примерно на 2900 сделках, здесь их 131.",
  );
  expect(comparisonSentence(standing, "en")).toBe(
    "Not enough data yet: a difference like this from the team takes about 2900 leads to see, and these are 131.",
  );
  expect(comparisonSentence({ ...standing, leadsToTell: null }, "en")).toBe(
    "Not enough data yet: not to be told from the team.",
  );
  expect(comparisonSentence({ ...standing, leadsToTell: 100 }, "ru")).toBe(
    "Данных пока мало: от команды не отличить.",
  );
});

test.each([
  ["above", "Продаёт лучше команды, и это не случайность."],
  ["below", "Продаёт хуже команды, и это не случайность."],
  ["alike", "Продаёт как команда."],
] as const)("a difference that is %s is told as such", (comparison, sentence) => {
  expect(comparisonSentence({ ...standing, comparison, leadsToTell: null }, "ru")).toBe(sentence);
});

test("why a share moved is told with its parts", () => {
  const because = [
    { code: "evidence", by: 0.0141 },
    { code: "load", by: -0.002 },
  ] as const;
  const movement = { manager: "anna", from: 0.0714, to: 0.0832, because };
  expect(movementSentence(movement, "ru")).toBe(
    "Доля выросла с 7,1 до 8,3 %: сделки и продажи +1,4, нагрузка −0,2.",
  );
  expect(movementSentence(movement, "en")).toBe(
    "Share rose from 7.1 to 8.3 %: leads and sales +1.4, load −0.2.",
  );
  expect(movementSentence({ ...movement, from: null, because: [] }, "ru")).toBe(
    "Первая доля 8,3 %.",
  );
  expect(movementSentence({ ...movement, from: 0.0832, because: [] }, "en")).toBe(
    "Share as before, 8.3 %.",
  );
  expect(movementSentence({ ...movement, from: 0.1, because: [] }, "ru")).toBe(
    "Доля упала с 10,0 до 8,3 %.",
  );
});
