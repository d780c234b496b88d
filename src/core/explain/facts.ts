/** Facts and conditions in words. */
import type { Condition, ScalarFact } from "#core/configuration/types.ts";
import type { FactValue } from "#core/decision.ts";
import { type Language, listed, quoted } from "./language.ts";

const names: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  channel: { ru: "канал", en: "channel" },
  source: { ru: "источник", en: "source" },
  source_id: { ru: "номер источника", en: "source id" },
  pipeline: { ru: "воронка", en: "pipeline" },
  stage: { ru: "этап", en: "stage" },
  tags: { ru: "теги", en: "tags" },
  price: { ru: "бюджет", en: "budget" },
  form: { ru: "форма", en: "form" },
  group: { ru: "отдел", en: "group" },
  region: { ru: "регион", en: "region" },
  client_time: { ru: "время клиента", en: "client's time" },
  repeat: { ru: "повторный клиент", en: "repeat client" },
  created_by: { ru: "кем создана", en: "created by" },
  "owner.contact": { ru: "контакт ведёт", en: "contact belongs to" },
  "owner.company": { ru: "компанию ведёт", en: "company belongs to" },
  "owner.last": { ru: "прошлая сделка у менеджера", en: "previous lead was given to" },
  "owner.spoke": { ru: "последний разговор", en: "last spoke with" },
  "owner.same_client": { ru: "другая сделка клиента", en: "the client's other lead" },
};

/** Values that are words of ours. */
const values: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>
> = {
  channel: {
    call: { ru: "звонок", en: "call" },
    written: { ru: "письменное обращение", en: "written request" },
    other: { ru: "другое", en: "other" },
  },
  created_by: {
    person: { ru: "человеком", en: "a person" },
    robot: { ru: "роботом", en: "a robot" },
    form: { ru: "формой", en: "a form" },
  },
};

/** A fact by its name in the configuration: «воронка», «utm_source», «поле 4711». */
export function factName(fact: string, lang: Language): string {
  if (fact.startsWith("field.")) return `${lang === "ru" ? "поле" : "field"} ${fact.slice(6)}`;
  return (Object.hasOwn(names, fact) ? names[fact]?.[lang] : undefined) ?? fact;
}

/** The value of a lead's fact; undefined is a fact that it does not have. */
export function factValue(fact: string, value: FactValue | undefined, lang: Language): string {
  if (value === undefined || value === "") return lang === "ru" ? "не указано" : "not given";
  if (typeof value === "object") {
    return value.length === 0 ? factValue(fact, undefined, lang) : value.join(", ");
  }
  return scalar(fact, value, lang);
}

function scalar(fact: string, value: ScalarFact, lang: Language): string {
  if (typeof value === "boolean") {
    const yes = lang === "ru" ? "да" : "yes";
    const no = lang === "ru" ? "нет" : "no";
    return value ? yes : no;
  }
  const text = String(value);
  const words = Object.hasOwn(values, fact) ? values[fact] : undefined;
  return (words && Object.hasOwn(words, text) ? words[text]?.[lang] : undefined) ?? text;
}

type Test = Exclude<Condition, { op: "all" | "any" | "none" }>;
type Group = Extract<Condition, { op: "all" | "any" | "none" }>;

/** One condition: «воронка: Служба безопасности», «бюджет от 1000», «теги: не VIP». */
export function conditionPhrase(condition: Condition, lang: Language): string {
  return "of" in condition
    ? groupPhrase(condition, lang)
    : factName(condition.fact, lang) + testPhrase(condition, lang);
}

function groupPhrase({ op, of }: Group, lang: Language): string {
  const parts = of.map((condition) => conditionPhrase(condition, lang));
  const [only] = parts;
  const joined =
    parts.length === 1 && only !== undefined
      ? only
      : `(${listed(parts, op === "all" ? "and" : "or", lang)})`;
  if (op !== "none") return joined;
  return lang === "ru" ? `кроме: ${joined}` : `except: ${joined}`;
}

/** What stands after the fact's name, with the space or colon between. */
function testPhrase(test: Test, lang: Language): string {
  const ru = lang === "ru";
  switch (test.op) {
    case "one_of":
      return `: ${valuesPhrase(test, lang)}`;
    case "none_of":
      return `: ${ru ? "не" : "not"} ${valuesPhrase(test, lang)}`;
    case "contains":
      return ` ${ru ? "содержит" : "contains"} ${quoted(test.text, lang)}`;
    case "starts":
      return ` ${ru ? "начинается с" : "starts with"} ${quoted(test.text, lang)}`;
    case "matches":
      return ` ${ru ? "подходит под" : "matches"} ${quoted(test.text, lang)}`;
    case "empty":
      return `: ${emptiness(test.empty, lang)}`;
    case "between":
      return ru ? ` от ${test.low} до ${test.high}` : ` from ${test.low} to ${test.high}`;
    default:
      return ` ${comparisons[test.op][lang]} ${test.bound}`;
  }
}

const comparisons = {
  lt: { ru: "меньше", en: "below" },
  lte: { ru: "до", en: "up to" },
  gt: { ru: "больше", en: "above" },
  gte: { ru: "от", en: "from" },
} as const;

function valuesPhrase(test: Extract<Test, { op: "one_of" | "none_of" }>, lang: Language): string {
  return listed(
    test.values.map((value) => scalar(test.fact, value, lang)),
    "or",
    lang,
  );
}

function emptiness(empty: boolean, lang: Language): string {
  if (lang === "ru") return empty ? "не заполнено" : "заполнено";
  return empty ? "empty" : "filled in";
}
