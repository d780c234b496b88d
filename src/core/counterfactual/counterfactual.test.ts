import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { DecisionRecord, StateSnapshot } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import { compile, type Program } from "#core/program.ts";
import { emptySnapshot, restore } from "#core/state.ts";
import { parseInstant } from "#core/time.ts";
import { counterfactual } from "./counterfactual.ts";
import type { Known } from "./remembered.ts";
import { counterfactualSentence } from "./sentence.ts";

function programOf(text: string): Program {
  const parsed = parseConfiguration(parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

/** Anna and Boris by day, Vera by night, Gleb for whoever comes from an advertisement. */
const shop = programOf(`
version: 1
account: { name: Shop, timezone: Europe/Moscow }
schedules:
  day: { weekly: { mon-fri: "09:00-18:00" } }
  late: { weekly: { mon-fri: "12:00-18:00" } }
managers:
  anna: { name: Анна, schedule: day }
  boris: { name: Борис, schedule: late }
  vera: { name: Вера }
  gleb: { name: Глеб, limits: { day: 3 } }
rules:
  - name: Day
    if: { channel: call, price: { lt: 100000 } }
    when: { days: mon-fri, time: "09:00-19:00" }
    members: [anna, boris]
  - name: Night
    if: { channel: call, source: { not: ads } }
    members: [vera]
  - name: Ads
    if: { source: ads, tags: vip }
    members: [gleb, vera]
`);

const hours = `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
managers: { anna: { name: Анна }, vera: { name: Вера }, gleb: { name: Глеб } }
rules:
  - name: Day
    when: { days: mon-fri, time: "09:00-19:00" }
    method: tiers
    members: [anna]
  - name: Night
    members: [vera]
`;
const night = programOf(hours);
const tiers = programOf(hours.replace("[anna]", "{ anna: { tier: 1 }, vera: { tier: 2 } }"));

const crowd = programOf(
  hours
    .replace("[anna]", "{ anna: { tier: 1 }, gleb: { tier: 1 }, vera: { tier: 2 } }")
    .replace(/ +when: .*\n/, ""),
);

const at = (time: string) => parseInstant(`2026-03-02T${time}:00+03:00`) ?? 0;
interface Asked extends Partial<DecisionRequest> {
  readonly state?: Partial<StateSnapshot>;
  readonly program?: Program;
  readonly known?: Known;
}

function decided({ state, program = shop, ...request }: Asked): DecisionRecord {
  return decide(program, restore(program, { ...emptySnapshot, ...state }), {
    lead: "1",
    at: at("10:00"),
    facts: { channel: "call", price: 5_000 },
    cause: "new",
    ...request,
  });
}

/** The sentence for a manager, without the part that is always there. */
function whatIf(manager: string, { known, ...asked }: Asked, lang: "ru" | "en" = "ru"): string {
  const { program = shop } = asked;
  const record = decided(asked);
  const found = counterfactual(program, { record, ...(known && { known }) }, manager);
  const sentence = counterfactualSentence(program, { record, found, manager }, lang);
  return sentence.replace(/^Если бы |^If /, "").replace(/, решение было бы: .*|, the lead .*/, "");
}

const offline = { duty: "offline", until: null } as const;
const owes = (lead: number) => Math.round(lead * UNIT);

test.each<[rule: string, manager: string, asked: Asked, ru: string, en: string]>([
  [
    "who stands in turn lacks what he would have to be owed, in hundredths",
    "boris",
    { at: at("13:00"), state: { ledgers: { Day: { anna: owes(0.3), boris: owes(-0.3) } } } },
    "этому менеджеру причиталось на 0,61 сделки больше",
    "0.61 of a lead more had been due to this manager",
  ],
  [
    "whose shift comes later lacks the hour, if it is his turn then",
    "boris",
    { state: { ledgers: { Day: { anna: owes(-0.3), boris: owes(0.3) } } } },
    "сделка пришла сегодня в 12:00",
    "the lead had come today at 12:00",
  ],
  [
    "whose shift is over lacks its last minute",
    "boris",
    { at: at("18:30"), state: { duty: { anna: offline } } },
    "сделка пришла сегодня в 17:59",
    "the lead had come today at 17:59",
  ],
  [
    "who is off duty lacks the switch",
    "anna",
    { state: { duty: { anna: offline } } },
    "этот менеджер был на линии",
    "this manager had been on duty",
  ],
  [
    "who was off duty and not in turn lacks both",
    "anna",
    {
      at: at("13:00"),
      state: { duty: { anna: offline }, ledgers: { Day: { anna: owes(-1), boris: owes(1) } } },
    },
    "этот менеджер был на линии и этому менеджеру причиталось на 2 сделки больше",
    "this manager had been on duty and 2 leads more had been due to this manager",
  ],
  [
    "whose user is deactivated lacks it",
    "anna",
    { state: { blocked: ["anna"] } },
    "пользователь не был отключён в CRM",
    "the user had not been deactivated in the CRM",
  ],
  [
    "who stands in another rule lacks a fact, the number nearest to the lead's own",
    "vera",
    {},
    "в сделке стояло «бюджет: 100000»",
    "the lead had said “budget: 100000”",
  ],
  [
    "a list has one more element",
    "gleb",
    {
      facts: { channel: "other", source: "ads", tags: ["new"] },
      state: { ledgers: { Ads: { gleb: 1, vera: -1 } } },
    },
    "в сделке стояло «теги: new, vip»",
    "the lead had said “tags: new, vip”",
  ],
  [
    "a lead that no rule took lacks a fact that one asks for",
    "anna",
    { facts: { channel: "written", price: 100 } },
    "в сделке стояло «канал: звонок»",
    "the lead had said “channel: call”",
  ],
  [
    "who stands behind a rule that closes later lacks the hour where no fact helps",
    "vera",
    { program: night, at: at("18:00") },
    "сделка пришла сегодня в 19:00",
    "the lead had come today at 19:00",
  ],
  [
    "who stands in a later tier lacks that the receiver is away",
    "vera",
    { program: tiers },
    "получателя (Анна) не было на линии",
    "Анна had been off duty",
  ],
  [
    "who stands behind a whole tier lacks that all of it is away",
    "vera",
    { program: crowd },
    "на линии не было менеджеров (Глеб и Анна)",
    "Глеб and Анна had been off duty",
  ],
  [
    "no change of one or two facts reaches a manager of no rule",
    "gleb",
    { program: night },
    "Ни одно небольшое изменение не привело бы к решению: получает Глеб.",
    "No small change would have given the lead to Глеб.",
  ],
  [
    "who received the lead lacks nothing",
    "anna",
    {},
    "Эту сделку и получает Анна.",
    "This lead did go to Анна.",
  ],
])("%s", (...[, manager, asked, ru, en]) => {
  expect(whatIf(manager, asked)).toBe(ru);
  expect(whatIf(manager, asked, "en")).toBe(en);
});
