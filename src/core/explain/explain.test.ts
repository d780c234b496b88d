import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { DecisionRecord, MemberVerdict, VerdictCode } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import { compile } from "#core/program.ts";
import { parseInstant } from "#core/time.ts";
import type { AskedRule } from "./asked.ts";
import { askedSentence } from "./asked-sentence.ts";
import { headline } from "./headline.ts";
import type { Language } from "./language.ts";
import { memberSentence } from "./verdict.ts";

const parsed = parseConfiguration(
  parse(`
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers: { u: { name: Урсула }, n: { name: Надежда }, m: { name: Марина } }
rules:
  - { name: Звонки, members: [u, n, m] }
  - { name: Черновик, mode: draft, members: [u] }
  - { name: Тень, mode: shadow, members: [u] }
`),
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const program = compile(parsed.configuration);

const instant = (text: string) => parseInstant(`${text}:00+07:00`) ?? 0;
const now = instant("2026-03-06T20:00");
const morning = instant("2026-03-07T09:00");

function member(manager: string, over: Partial<MemberVerdict> = {}): MemberVerdict {
  return {
    manager,
    verdict: "later",
    weight: 1,
    before: 0,
    credit: UNIT / 5,
    after: UNIT / 5,
    lastAt: null,
    nextAt: null,
    duty: "online",
    ...over,
  };
}

function record(over: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    lead: "1",
    at: now,
    cause: "new",
    kind: "assigned",
    rule: "Звонки",
    configurationVersion: 1,
    facts: { channel: "call" },
    asked: null,
    waitOver: false,
    ledger: "Звонки",
    debit: UNIT,
    manager: "n",
    chosenBy: "overdue",
    tie: ["n"],
    members: [member("u"), member("n", { verdict: "chosen", before: UNIT })],
    passed: [],
    until: null,
    ...over,
  };
}

const chosenAlone = [member("n", { verdict: "chosen", credit: UNIT, after: 0 })];
const equals = { tie: ["u", "n"], chosenBy: "highest" as const };
const asleep = [
  member("u", { verdict: "off_schedule", nextAt: instant("2026-03-09T09:00") }),
  member("n", { verdict: "off_schedule", nextAt: morning }),
];

test.each<[DecisionRecord, string, string]>([
  [
    record(),
    "Получает Надежда: подошла очередь, причиталось 1,2 сделки.",
    "Goes to Надежда: next in turn, 1.2 leads were due.",
  ],
  [
    record({ cause: "released" }),
    "Ожидание окончено. Получает Надежда: подошла очередь, причиталось 1,2 сделки.",
    "The wait is over. Goes to Надежда: next in turn, 1.2 leads were due.",
  ],
  [
    record({ members: [member("n", { verdict: "chosen", before: -UNIT })] }),
    "Получает Надежда: подошла очередь.",
    "Goes to Надежда: next in turn.",
  ],
  [
    record({ chosenBy: "only", members: chosenAlone }),
    "Получает Надежда: больше принять сейчас некому.",
    "Goes to Надежда: nobody else can take it now.",
  ],
  [
    record({ ...equals, members: [member("u", { lastAt: now - 1 }), member("n")] }),
    "Получает Надежда: очередь равная (Урсула и Надежда), дольше всех без новой сделки — Надежда.",
    "Goes to Надежда: Урсула and Надежда are equally entitled, Надежда has waited longest.",
  ],
  [
    record(equals),
    "Получает Надежда: очередь равная (Урсула и Надежда), решил жребий по номеру сделки.",
    "Goes to Надежда: Урсула and Надежда are equally entitled, the lead's number drew the lot.",
  ],
  [
    record({ chosenBy: "on_duty", manager: "m", tie: [], debit: 0 }),
    "Получает Марина: по шаблону дежурит, когда больше принять некому.",
    "Goes to Марина: on duty in this rule when nobody else can take a lead.",
  ],
  [
    record({ kind: "waiting", manager: null, members: asleep, until: morning }),
    "Ждёт: сейчас принять сделку некому. Раньше всех сможет Надежда, завтра в 9:00.",
    "Waits: nobody can take it now. Надежда can first, tomorrow at 9:00.",
  ],
  [
    record({ kind: "waiting", manager: null, members: [member("u", { verdict: "off_duty" })] }),
    "Ждёт: сейчас принять сделку некому. Уйдёт первому, кто выйдет на линию.",
    "Waits: nobody can take it now. It goes to the first who comes on duty.",
  ],
  [
    record({ kind: "unmatched", rule: null, manager: null, members: [] }),
    "Ни один шаблон не взял эту сделку: она осталась нераспределённой.",
    "No rule took this lead: it was not given to anybody.",
  ],
  [
    record({ kind: "left", manager: null, members: asleep }),
    "Осталась у ответственного из CRM: сейчас принять сделку некому.",
    "Left with its owner in the CRM: nobody can take it now.",
  ],
])("headline %#: %s", (decided, ru, en) => {
  expect([headline(program, decided, "ru"), headline(program, decided, "en")]).toEqual([ru, en]);
});

const verdicts: Readonly<Record<VerdictCode, readonly [Partial<MemberVerdict>, string, string]>> = {
  chosen: [
    { before: UNIT },
    "Получает: подошла очередь, причиталось 1,2 сделки.",
    "Receives it: next in turn, 1.2 leads were due.",
  ],
  later: [
    {},
    "Может принять, но очередь ещё не подошла: причитается 0,2 сделки.",
    "Could take it, but it is not the turn yet: 0.2 of a lead due.",
  ],
  outranked: [
    {},
    "Может принять, но сначала сделки получают те, кто стоит в шаблоне раньше.",
    "Could take it, but those who stand earlier in the rule come first.",
  ],
  busier: [
    { counts: [{ of: "load", scope: "manager", used: 7, max: 20, nextAt: null }] },
    "Может принять, но загрузка выше: 7 открытых сделок при норме 20.",
    "Could take it, but carries more: 7 open leads for a capacity of 20.",
  ],
  ahead: [
    { counts: [{ of: "quota", scope: "member", used: 3, max: 5, nextAt: null }] },
    "Может принять, но выбрана бо́льшая часть нормы: 3 из 5.",
    "Could take it, but has used more of the quota: 3 of 5.",
  ],
  over_comfort: [
    { counts: [{ of: "comfort", scope: "manager", used: 61, max: 60, nextAt: null }] },
    "Может принять, но за 30 дней получено 61, а комфортно 60.",
    "Could take it, but has received 61 in 30 days where 60 are comfortable.",
  ],
  offered: [
    {},
    "Предложена: сделку получает тот, кто примет её первым.",
    "Offered: the first who accepts it has it.",
  ],
  off_schedule: [
    { nextAt: morning },
    "Вне смены. Ближайшая — завтра в 9:00.",
    "Off shift. The next one begins tomorrow at 9:00.",
  ],
  no_schedule: [
    {},
    "Нет графика, а шаблон раздаёт сделки по графику.",
    "Has no schedule, and the rule goes by schedules.",
  ],
  paused: [
    { nextAt: now + 1_800_000 },
    "На паузе. Сможет принять сегодня в 20:30.",
    "Paused. Can take leads again today at 20:30.",
  ],
  off_duty: [{}, "Не на линии.", "Off duty."],
  absent: [
    {},
    "Не видно в CRM, а шаблон раздаёт сделки тем, кто в ней работает.",
    "Not seen in the CRM, and the rule goes by who works in it.",
  ],
  blocked: [{}, "Пользователь отключён в CRM.", "The user is deactivated in the CRM."],
  limit: [
    { limit: { of: "day", scope: "member", used: 10, max: 10, nextAt: null } },
    "Достигнут предел: 10 из 10 за день.",
    "A limit is reached: 10 of 10 today.",
  ],
  missed: [
    {},
    "Эта сделка уже была здесь и не взята в работу вовремя.",
    "This lead has been here already and was not taken in time.",
  ],
  has_it: [{}, "Сделка сейчас здесь, передаётся другому.", "Has it now, and hands it on."],
};

test.each(Object.entries(verdicts))("verdict %s", (code, [over, ru, en]) => {
  const about = {
    record: record(),
    member: member("u", { verdict: code as VerdictCode, ...over }),
  };
  expect([memberSentence(program, about, "ru"), memberSentence(program, about, "en")]).toEqual([
    ru,
    en,
  ]);
});

test.each<[{ of: Partial<MemberVerdict>; in?: Partial<DecisionRecord> }, string, string]>([
  [
    { of: { before: -UNIT } },
    "Может принять, но очередь ещё не подошла: получено на 0,8 сделки больше, чем причиталось.",
    "Could take it, but it is not the turn yet: 0.8 of a lead ahead of what was due.",
  ],
  [
    { of: { before: -UNIT / 5 } },
    "Может принять, но очередь ещё не подошла: получено ровно столько, сколько причиталось.",
    "Could take it, but it is not the turn yet: exactly as much as was due.",
  ],
  [
    { of: { before: 2 * UNIT }, in: { chosenBy: "deadline" } },
    "Причитается 2,2 сделки, но у получателя доля больше и срок наступает раньше.",
    "2.2 leads due, but the receiver's share is larger and comes due sooner.",
  ],
  [
    { of: {}, in: equals },
    "Причитается столько же; решил жребий по номеру сделки.",
    "As much is due; the lead's number drew the lot.",
  ],
  [{ of: { verdict: "off_schedule" } }, "Вне смены.", "Off shift."],
  [{ of: { verdict: "paused" } }, "На паузе.", "Paused."],
])("an eligible or absent member %#: %s", (given, ru, en) => {
  const about = { record: record(given.in), member: member("u", given.of) };
  expect([memberSentence(program, about, "ru"), memberSentence(program, about, "en")]).toEqual([
    ru,
    en,
  ]);
});

test("who has waited less than an equal is told so", () => {
  const members = [member("u", { lastAt: now }), member("n", { verdict: "chosen" })];
  const about = { record: record({ ...equals, members }), member: member("u", { lastAt: now }) };
  expect(memberSentence(program, about, "ru")).toBe(
    "Причитается столько же, но последняя сделка была позже, чем у получателя.",
  );
});

test("a rule that took a lead or passed it by says why", () => {
  const say = (asked: AskedRule, lang: Language, of = record()) =>
    askedSentence(program, { record: of, asked }, lang);
  expect(say({ rule: "Черновик", because: "off" }, "ru")).toBe("Шаблон пока черновик.");
  expect(say({ rule: "Тень", because: "off" }, "en")).toBe(
    "The rule runs in shadow and gives no leads.",
  );
  expect(say({ rule: "Звонки", because: "off" }, "ru")).toBe("Шаблон выключен.");
  expect(say({ rule: "Звонки", because: "window" }, "ru")).toBe("В это время не действует.");
  expect(say({ rule: "Звонки", because: "condition", fact: "pipeline" }, "ru")).toBe(
    "Не выполнено условие «воронка»: у сделки — не указано.",
  );
  expect(say({ rule: "Звонки", because: "condition", fact: "channel" }, "en")).toBe(
    "Its condition on the channel fails: the lead's is call.",
  );
  expect(say({ rule: "Звонки", because: "next_rule" }, "ru")).toBe(
    "Подошёл, но принять было некому: сделка передана следующим шаблонам.",
  );
  const took = { rule: "Звонки", because: "took" } as const;
  expect(say(took, "ru")).toBe("Подошёл: время и условия совпали.");
  expect(say(took, "en", record({ asked: "Звонки" }))).toBe(
    "The lead was waiting in this rule, so it was asked first and at any hour.",
  );
});
