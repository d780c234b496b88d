import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { compile, type Program } from "#core/program.ts";
import { methodName, otherwiseSentence, ruleSentence } from "./rule.ts";

/** A program of one rule, `R`. */
function programOf(rule: string): Program {
  const parsed = parseConfiguration(
    parse(`
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers: { u: { name: Урсула }, n: { name: Надежда, group: Ночь }, m: { name: Марина, group: Ночь } }
rules:
  - name: R
${rule.replaceAll(/^/gm, "    ")}
`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

test.each([
  [
    'if: { channel: call }\nwhen: { days: mon-fri, time: "16:00-09:00" }\nmembers: [u, m]',
    "Звонки с понедельника по пятницу с 16:00 до 9:00 следующего дня: Урсула и Марина, по очереди.",
    "Calls from Monday to Friday from 16:00 to 9:00 of the next day: Урсула and Марина, in turn.",
  ],
  [
    'if: { channel: written, pipeline: Служба безопасности }\nwhen: { days: sat, time: "09:00-17:00" }\nmethod: priority\nmembers: { m: 1, n: 2 }',
    "Письменные обращения (воронка: Служба безопасности) по субботам с 9:00 до 17:00: Марина и Надежда, в порядке приоритета 1 : 2.",
    "Written requests (pipeline: Служба безопасности) on Saturdays from 9:00 to 17:00: Марина and Надежда, by priority 1 : 2.",
  ],
  [
    "members: [u, n]\noptions: { catch_up: 20 }",
    "Все сделки в любое время: Урсула и Надежда, по очереди; кто отсутствовал, догоняет: не больше +20 %, не дольше 7 дней.",
    "All leads at any time: Урсула and Надежда, in turn; whoever was away catches up: at most +20%, for at most 7 days.",
  ],
  [
    "method: percent\nmembers: { u: 50, n: 50 }\noptions: { catch_up: { rate: 12.5, expire: 36h } }",
    "Все сделки в любое время: Урсула 50 %, Надежда 50 %; кто отсутствовал, догоняет: не больше +12,5 %, не дольше 36 часов.",
    "All leads at any time: Урсула 50%, Надежда 50%; whoever was away catches up: at most +12.5%, for at most 36 hours.",
  ],
  [
    "method: percent\nmembers: { u: 33.5, n: 66.5 }",
    "Все сделки в любое время: Урсула 33,5 %, Надежда 66,5 %.",
    "All leads at any time: Урсула 33.5%, Надежда 66.5%.",
  ],
  [
    'if: { channel: [call, written], price: { gte: 1000 }, tags: { not: спам } }\nwhen: { days: "mon,wed,fri-sun", time: "00:00-24:00" }\nmembers: [u]',
    "Звонки и письменные обращения (бюджет от 1000, теги: не спам) с пятницы по понедельник и по средам круглосуточно: Урсула.",
    "Calls and written requests (budget from 1000, tags: not спам) from Friday to Monday and on Wednesdays around the clock: Урсула.",
  ],
  [
    'when: { days: mon-sun, time: "09:00-18:00", timezone: Europe/Moscow }\nmethod: strict_order\nmembers: [u, n, m]',
    "Все сделки ежедневно с 9:00 до 18:00 по времени Europe/Moscow: Урсула, затем Надежда, затем Марина.",
    "All leads every day from 9:00 to 18:00 Europe/Moscow time: Урсула, then Надежда, then Марина.",
  ],
  [
    "method: tiers\nmembers: { m: 2, u: 1, n: 1 }",
    "Все сделки в любое время: сначала Урсула и Надежда, затем Марина.",
    "All leads at any time: first Урсула and Надежда, then Марина.",
  ],
  [
    "method: quantity\nmembers: { u: 5, n: 21 }",
    "Все сделки в любое время: Урсула до 5 и Надежда до 21 сделки в день.",
    "All leads at any time: Урсула up to 5 and Надежда up to 21 leads a day.",
  ],
  [
    "method: quantity\nmembers: { u: 1 }\noptions: { period: shift }",
    "Все сделки в любое время: Урсула до 1 сделки за смену.",
    "All leads at any time: Урсула up to 1 lead a shift.",
  ],
  [
    'when: { days: workdays, time: "16:00-09:00", until: next_workday }\nmembers: ["group:Ночь"]',
    "Все сделки по рабочим дням с 16:00 до 9:00 следующего рабочего дня: отдел Ночь, по очереди.",
    "All leads on working days from 16:00 to 9:00 of the next working day: group Ночь, in turn.",
  ],
])("the rule\n%s", (rule, ru, en) => {
  const program = programOf(rule.includes("method:") ? rule : `method: in_turn\n${rule}`);
  expect([ruleSentence(program, "R", "ru"), ruleSentence(program, "R", "en")]).toEqual([ru, en]);
});

test.each([
  [
    "{ source: { contains: avito }, form: { empty: true } }",
    "источник содержит «avito», форма: не заполнено",
    "source contains “avito”, form: empty",
  ],
  [
    "{ any: [{ region: Томск }, { price: { between: [1, 5] } }] }",
    "(регион: Томск или бюджет от 1 до 5)",
    "(region: Томск or budget from 1 to 5)",
  ],
  [
    "{ none: [{ field.42: x }], repeat: true }",
    "кроме: поле 42: x, повторный клиент: да",
    "except: field 42: x, repeat client: yes",
  ],
  [
    "{ utm_source: { starts: ya }, stage: { matches: '^new' }, client_time: { lt: '21:00' } }",
    "utm_source начинается с «ya», этап подходит под «^new», время клиента меньше 21:00",
    "utm_source starts with “ya”, stage matches “^new”, client's time below 21:00",
  ],
])("the conditions %s", (conditions, ru, en) => {
  const program = programOf(`method: in_turn\nif: ${conditions}\nmembers: [u]`);
  const inBrackets = (sentence: string) => /\((.*)\) \S+ \S+ \S+: Урсула/.exec(sentence)?.[1];
  expect(inBrackets(ruleSentence(program, "R", "ru"))).toBe(ru);
  expect(inBrackets(ruleSentence(program, "R", "en"))).toBe(en);
});

test.each([
  [
    "wait",
    "Если принять сделку некому, она ждёт смены.",
    "If nobody can take the lead, it waits for a shift.",
  ],
  [
    "{ wait: { order: newest } }",
    "Если принять сделку некому, она ждёт смены, новые раздаются первыми.",
    "If nobody can take the lead, it waits for a shift, the newest is given first.",
  ],
  [
    "{ wait: { at_most: 12h, then: { on_duty: m } } }",
    "Если принять сделку некому, она ждёт смены не дольше 12 часов, потом её получает Марина.",
    "If nobody can take the lead, it waits for a shift for at most 12 hours, then it goes to Марина.",
  ],
  [
    "next_rule",
    "Если принять сделку некому, её разбирают следующие шаблоны.",
    "If nobody can take the lead, the following rules are asked.",
  ],
  [
    "leave",
    "Если принять сделку некому, она остаётся у ответственного из CRM.",
    "If nobody can take the lead, it stays with its owner in the CRM.",
  ],
  [
    "{ on_duty: n }",
    "Если принять сделку некому, её получает Надежда.",
    "If nobody can take the lead, it goes to Надежда.",
  ],
])("otherwise %s", (otherwise, ru, en) => {
  const program = programOf(`method: in_turn\nmembers: [u]\notherwise: ${otherwise}`);
  const said = [otherwiseSentence(program, "R", "ru"), otherwiseSentence(program, "R", "en")];
  expect(said).toEqual([ru, en]);
});

test("methods have the names of the customer's page", () => {
  expect(methodName("percent", "ru")).toBe("в процентном соотношении");
  expect(methodName("in_turn", "en")).toBe("in turn");
});
