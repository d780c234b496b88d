/** Sentences of limits, quotas, loads, value, clients and offers, as the core itself decides them. */
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { type AccountState, apply, emptySnapshot, restore, setDuty } from "#core/state.ts";
import { parseInstant } from "#core/time.ts";
import { headline } from "./headline.ts";
import type { Language } from "./language.ts";
import { memberSentence } from "./verdict.ts";

const now = parseInstant("2026-03-02T10:05:00+07:00") ?? 0;

function programOf(rule: string): Program {
  const parsed = parseConfiguration(
    parse(`
version: 1
account: { name: Косметика, timezone: Asia/Tomsk, same_client: 24h }
managers:
  u: { name: Урсула, capacity: 4, deputy: { who: m, from: 2026-03-03, to: 2026-03-03 } }
  n: { name: Надежда, capacity: 2 }
  m: { name: Марина }
rules: [{ name: Звонки, ${rule} }]
`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

interface Story {
  readonly rule: string;
  /** Leads before it; the last of the story is told about. */
  readonly before?: readonly Facts[];
  readonly facts?: Facts;
  readonly request?: Partial<DecisionRequest>;
  readonly prepare?: (state: AccountState) => void;
}

/** The headline and every member's sentence. */
function told(story: Story, lang: Language): string {
  const program = programOf(story.rule);
  const state = restore(program, emptySnapshot);
  for (const [index, facts] of (story.before ?? []).entries()) {
    const at = now - 60_000 + index;
    apply(state, decide(program, state, { lead: `${index}`, facts, at, cause: "new" }));
  }
  story.prepare?.(state);
  const facts = story.facts ?? { channel: "call" };
  const request = { lead: "x", facts, at: now, cause: "new" as const, ...story.request };
  const record = decide(program, state, request);
  const members = record.members.map((member) => memberSentence(program, { record, member }, lang));
  return [headline(program, record, lang), ...members].join(" | ");
}

const call = { channel: "call" };
const priced = (price: number) => ({ ...call, price });
const offline = (manager: string) => (state: AccountState) =>
  setDuty(state, manager, { duty: "offline", until: null });
const keep = "members: [n, m], keep_owner:";
const offer = "members: [n, m], method: first_to_accept";

const stories: Readonly<Record<string, Story>> = {
  "a member's limit": { rule: "members: [n], limits: { member: { day: 1 } }", before: [call] },
  "a rule's limit": { rule: "members: [n], limits: { rule: { hour: 1 } }", before: [call] },
  "a quota": { rule: "method: quantity, members: { n: 1 }", before: [call] },
  "the lesser part of a quota": {
    rule: "method: quantity, members: { n: 1, m: 5 }",
    before: [call, call, call],
    prepare: offline("n"),
  },
  "quota, both there": { rule: "method: quantity, members: { n: 2, m: 5 }", before: [call, call] },
  load: { rule: "method: least_loaded, members: [n, u]", before: [call, call] },
  "load without capacities": { rule: "method: least_loaded, members: [m]", before: [call] },
  value: {
    rule: "members: [n, m], options: { value: true }",
    before: [priced(90_000), priced(15_000)],
    facts: priced(3_000),
  },
  "no price": { rule: "members: [n, m], options: { value: true }", before: [call], facts: call },
  "a client by contact": {
    rule: `${keep} { of: [contact] }`,
    facts: { ...call, "owner.contact": "m" },
  },
  "a client of another rule, always": {
    rule: `${keep} { of: [last], when: always }`,
    facts: { ...call, "owner.last": "u" },
    prepare: offline("u"),
  },
  "a deputy": {
    rule: `${keep} { of: [spoke], when: always }`,
    facts: { ...call, "owner.spoke": "u" },
    request: { at: now + 24 * 3_600_000 },
  },
  "a recent client": { rule: "members: [n]", facts: { ...call, "owner.same_client": "m" } },
  "waiting for him": {
    rule: `${keep} { of: [company], when: { wait: 2h } }`,
    facts: { ...call, "owner.company": "n" },
    prepare: offline("n"),
  },
  "waiting for his pause to end": {
    rule: `${keep} { of: [company], when: { wait: 2h } }`,
    facts: { ...call, "owner.company": "n" },
    prepare: (state) => setDuty(state, "n", { duty: "paused", until: now + 600_000 }),
  },
  "an offer": { rule: offer },
  "an offer to one": { rule: `${offer}, options: { best: 1, seconds: 300 }`, before: [call] },
  "an offer accepted": {
    rule: offer,
    request: { cause: "released", rule: "Звонки", accepted: ["m"] },
  },
  "an offer in vain": { rule: offer, request: { cause: "released", rule: "Звонки", accepted: [] } },
};

/** The headline, then a sentence for every member. */
const expected: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "a member's limit": {
    ru: "Ждёт: сейчас принять сделку некому. Раньше всех сможет Надежда, завтра в 0:00. | Достигнут предел: 1 из 1 за день. Сможет принять завтра в 0:00.",
    en: "Waits: nobody can take it now. Надежда can first, tomorrow at 0:00. | A limit is reached: 1 of 1 today. Can take leads again tomorrow at 0:00.",
  },
  "a rule's limit": {
    ru: "Ждёт: сейчас принять сделку некому. Раньше всех сможет Надежда, сегодня в 11:00. | Достигнут предел шаблона: 1 из 1 за час. Сможет принять сегодня в 11:00.",
    en: "Waits: nobody can take it now. Надежда can first, today at 11:00. | The rule's limit is reached: 1 of 1 this hour. Can take leads again today at 11:00.",
  },
  "a quota": {
    ru: "Ждёт: сейчас принять сделку некому. Раньше всех сможет Надежда, завтра в 0:00. | Норма выбрана: 1 из 1. Сможет принять завтра в 0:00.",
    en: "Waits: nobody can take it now. Надежда can first, tomorrow at 0:00. | The quota is used up: 1 of 1. Can take leads again tomorrow at 0:00.",
  },
  "the lesser part of a quota": {
    ru: "Получает Марина: больше принять сейчас некому. | Не на линии. | Получает: больше принять сейчас некому.",
    en: "Goes to Марина: nobody else can take it now. | Off duty. | Receives it: nobody else can take it now.",
  },
  "quota, both there": {
    ru: "Получает Марина: выбрана меньшая часть нормы, 1 из 5. | Может принять, но выбрана бо́льшая часть нормы: 1 из 2. | Получает: выбрана меньшая часть нормы, 1 из 5.",
    en: "Goes to Марина: has used least of the quota, 1 of 5. | Could take it, but has used more of the quota: 1 of 2. | Receives it: has used least of the quota, 1 of 5.",
  },
  load: {
    ru: "Получает Урсула: загрузка меньше всех, 1 открытая сделка при норме 4. | Может принять, но загрузка выше: 1 открытая сделка при норме 2. | Получает: загрузка меньше всех, 1 открытая сделка при норме 4.",
    en: "Goes to Урсула: carries least, 1 open lead for a capacity of 4. | Could take it, but carries more: 1 open lead for a capacity of 2. | Receives it: carries least, 1 open lead for a capacity of 4.",
  },
  "load without capacities": {
    ru: "Получает Марина: больше принять сейчас некому. | Получает: больше принять сейчас некому.",
    en: "Goes to Марина: nobody else can take it now. | Receives it: nobody else can take it now.",
  },
  value: {
    ru: "Получает Марина: подошла очередь, причиталось на 39 000. | Может принять, но очередь ещё не подошла: получено на 36 000 больше, чем причиталось. | Получает: подошла очередь, причиталось на 39 000.",
    en: "Goes to Марина: next in turn, 39,000 was due. | Could take it, but it is not the turn yet: 36,000 ahead of what was due. | Receives it: next in turn, 39,000 was due.",
  },
  "no price": {
    ru: "Получает Марина: сделка без бюджета (Надежда и Марина), дольше всех без новой сделки — Марина. | Сделка без бюджета, а последняя здесь была позже, чем у получателя. | Получает: сделка без бюджета идёт тому, кто дольше всех без новой.",
    en: "Goes to Марина: Надежда and Марина may have a lead without a price, Марина has waited longest. | The lead has no price, and the last one came later than the receiver's. | Receives it: a lead without a price goes to whoever has waited longest.",
  },
  "a client by contact": {
    ru: "Получает Марина: клиент закреплён по контакту. | Может принять, но клиент закреплён за другим менеджером. | Получает: клиент закреплён по контакту.",
    en: "Goes to Марина: responsible for the client's contact. | Could take it, but the client has a manager already. | Receives it: responsible for the client's contact.",
  },
  "a client of another rule, always": {
    ru: "Получает Урсула: клиент закреплён по прошлой сделке. | Может принять, но клиент закреплён за другим менеджером. | Может принять, но клиент закреплён за другим менеджером. | Получает: клиент закреплён по прошлой сделке.",
    en: "Goes to Урсула: had the client's previous lead. | Could take it, but the client has a manager already. | Could take it, but the client has a manager already. | Receives it: had the client's previous lead.",
  },
  "a deputy": {
    ru: "Получает Марина: клиент закреплён по последнему разговору за менеджером Урсула, сейчас замещение. | Может принять, но клиент закреплён за другим менеджером. | Получает: клиент закреплён по последнему разговору за менеджером Урсула, сейчас замещение.",
    en: "Goes to Марина: standing in for Урсула, spoke with the client last. | Could take it, but the client has a manager already. | Receives it: standing in for Урсула, spoke with the client last.",
  },
  "a recent client": {
    ru: "Получает Марина: клиент закреплён по недавней сделке. | Может принять, но клиент закреплён за другим менеджером. | Получает: клиент закреплён по недавней сделке.",
    en: "Goes to Марина: has another recent lead of this client. | Could take it, but the client has a manager already. | Receives it: has another recent lead of this client.",
  },
  "waiting for him": {
    ru: "Ждёт менеджера клиента: Надежда. Если не дождётся, сегодня в 12:05 уйдёт в общую очередь. | Не на линии. | Может принять, но клиент закреплён за другим менеджером.",
    en: "Waits for the client's manager, Надежда. If in vain, it goes into everybody's turn today at 12:05. | Off duty. | Could take it, but the client has a manager already.",
  },
  "waiting for his pause to end": {
    ru: "Ждёт менеджера клиента: Надежда сможет принять сегодня в 10:15. | На паузе. Сможет принять сегодня в 10:15. | Может принять, но клиент закреплён за другим менеджером.",
    en: "Waits for the client's manager: Надежда can take it today at 10:15. | Paused. Can take leads again today at 10:15. | Could take it, but the client has a manager already.",
  },
  "an offer": {
    ru: "Предложена (Надежда и Марина): получает первый, кто примет. Предложение кончается сегодня в 10:06. | Предложена: сделку получает тот, кто примет её первым. | Предложена: сделку получает тот, кто примет её первым.",
    en: "Offered to Надежда and Марина: the first who accepts has it. The offer ends today at 10:06. | Offered: the first who accepts it has it. | Offered: the first who accepts it has it.",
  },
  "an offer to one": {
    ru: "Предложена (Надежда): получает первый, кто примет. Предложение кончается сегодня в 10:10. | Предложена: сделку получает тот, кто примет её первым. | Может принять, но сделка предложена тем, кто дольше без новой.",
    en: "Offered to Надежда: the first who accepts has it. The offer ends today at 10:10. | Offered: the first who accepts it has it. | Could take it, but it is offered to those who have waited longer.",
  },
  "an offer accepted": {
    ru: "Получает Марина: согласие пришло первым. | Может принять, но другое согласие пришло раньше. | Получает: согласие пришло первым.",
    en: "Goes to Марина: accepted first. | Could take it, but somebody else accepted first. | Receives it: accepted first.",
  },
  "an offer in vain": {
    ru: "Предложение никто не принял. Получает Надежда: очередь равная (Надежда и Марина), решил жребий по номеру сделки. | Получает: подошла очередь, причиталось 0,5 сделки. | Причитается столько же; решил жребий по номеру сделки.",
    en: "Nobody accepted the offer. Goes to Надежда: Надежда and Марина are equally entitled, the lead's number drew the lot. | Receives it: next in turn, 0.5 of a lead was due. | As much is due; the lead's number drew the lot.",
  },
};

test.each(Object.entries(stories))("%s", (name, story) => {
  expect({ ru: told(story, "ru"), en: told(story, "en") }).toEqual(expected[name]);
});
