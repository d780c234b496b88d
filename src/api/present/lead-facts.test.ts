import { expect, test } from "vitest";
import { leadFacts } from "./lead-facts.ts";

const named = (facts: Parameters<typeof leadFacts>[0], lang: "ru" | "en" = "ru") =>
  leadFacts(facts, lang).map(({ name, value }) => `${name}: ${value}`);

test("a field is told once, by its best name", () => {
  expect(
    named({
      utm_source: "vk",
      "field.UTM_SOURCE": "vk",
      "field.1400010": "vk",
      "field.CITY": "Томск",
      "field.7": "Томск",
      region: "Сибирь",
      "field.8": "Сибирь",
    }),
  ).toEqual(["utm_source: vk", "поле CITY: Томск", "регион: Сибирь"]);
});

test("a field without a code is told by its number, also where another has its value", () => {
  expect(named({ "field.5": "да", "field.6": "нет", "field.CODE": "нет" })).toEqual([
    "поле 5: да",
    "поле CODE: нет",
  ]);
  expect(named({ "field.5": "да", "field.6": "да", "field.CODE": "да" })).toEqual([
    "поле 5: да",
    "поле 6: да",
    "поле CODE: да",
  ]);
});

test("who made the lead is said in words, and numbers behind names are left out", () => {
  const facts = { created_by: "person", created_by_id: "7", pipeline: ["Продажи", "1"], tags: [] };
  expect(named(facts)).toEqual(["кем создана: человеком", "воронка: Продажи"]);
  expect(named({ created_by: "robot" }, "en")).toEqual(["created by: a robot"]);
  expect(named({ created_by: "form" }, "en")).toEqual(["created by: a form"]);
});
