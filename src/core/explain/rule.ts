/** A rule as a sentence: which leads, when, to whom and how, and what if nobody can. */
import { GROUP_PREFIX } from "#core/configuration/names.ts";
import type { Condition, Member, Method, Otherwise, Rule } from "#core/configuration/types.ts";
import type { Program } from "#core/program.ts";
import { decimal, russianForm } from "./amount.ts";
import { catchUpPhrase } from "./arrears.ts";
import { conditionPhrase } from "./facts.ts";
import { capitalised, type Language, listed } from "./language.ts";
import { nameOf } from "./members.ts";
import { span } from "./moment.ts";
import { windowPhrase } from "./window.ts";

const methods: Readonly<Record<Method, Readonly<Record<Language, string>>>> = {
  in_turn: { ru: "по очереди", en: "in turn" },
  priority: { ru: "в порядке приоритета", en: "by priority" },
  percent: { ru: "в процентном соотношении", en: "by percent" },
  quantity: { ru: "по количеству", en: "by quantity" },
  least_loaded: { ru: "по загрузке", en: "least loaded" },
  conversion: { ru: "по конверсии", en: "by conversion" },
  adaptive: { ru: "по конверсии с обучением", en: "adaptive" },
  strict_order: { ru: "строго по порядку", en: "in strict order" },
  tiers: { ru: "по квалификации", en: "by tiers" },
  first_to_accept: { ru: "кто первый", en: "first to accept" },
};

export function methodName(method: Method, lang: Language): string {
  return methods[method][lang];
}

/** «Звонки с понедельника по пятницу с 16:00 до 9:00 следующего дня: Урсула и Марина, по очереди.» */
export function ruleSentence(program: Program, ruleId: string, lang: Language): string {
  const rule = program.ruleById.get(ruleId)?.rule;
  if (rule === undefined) return ruleId;
  const { timeZone } = program.configuration.account;
  const windows = rule.windows.map((window) => windowPhrase(window, timeZone, lang));
  const anyTime = lang === "ru" ? "в любое время" : "at any time";
  const when = windows.length === 0 ? anyTime : listed(windows, "and", lang);
  return `${whichLeads(rule.conditions, lang)} ${when}: ${whoAndHow(program, rule, lang)}${catchUpPhrase(rule, lang)}.`;
}

const channelLeads: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  call: { ru: "звонки", en: "calls" },
  written: { ru: "письменные обращения", en: "written requests" },
  other: { ru: "прочие сделки", en: "other leads" },
};

function whichLeads(conditions: readonly Condition[], lang: Language): string {
  const channel = conditions.find((one) => one.op === "one_of" && one.fact === "channel");
  const kinds = channel?.op === "one_of" ? channel.values.map((value) => String(value)) : [];
  const all = lang === "ru" ? "все сделки" : "all leads";
  const what = listed(
    kinds.map((kind) => channelLeads[kind]?.[lang] ?? kind),
    "and",
    lang,
  );
  const others = conditions.filter((one) => one !== channel);
  const details = others.map((condition) => conditionPhrase(condition, lang)).join(", ");
  return capitalised(what || all) + (details && ` (${details})`);
}

function whoAndHow(program: Program, rule: Rule, lang: Language): string {
  const name = (member: Member) => memberName(program, member, lang);
  const names = rule.members.map(name);
  const [only] = names;
  const alone = names.length === 1 && !isGroup(rule.members[0]);
  if (alone && only !== undefined && rule.method !== "quantity") return only;
  switch (rule.method) {
    case "priority": {
      const weights = rule.members.map((member) => member.weight).join(" : ");
      return `${listed(names, "and", lang)}, ${methodName(rule.method, lang)} ${weights}`;
    }
    case "percent":
      return rule.members
        .map((member) => `${name(member)} ${percent(member.percent ?? 0, lang)}`)
        .join(", ");
    case "quantity":
      return quotasPhrase(rule, name, lang);
    case "strict_order":
      return names.join(lang === "ru" ? ", затем " : ", then ");
    case "tiers":
      return tiersPhrase(rule, name, lang);
    default:
      return `${listed(names, "and", lang)}, ${methodName(rule.method, lang)}`;
  }
}

const perPeriod: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  shift: { ru: "за смену", en: "a shift" },
  day: { ru: "в день", en: "a day" },
  week: { ru: "в неделю", en: "a week" },
  month: { ru: "в месяц", en: "a month" },
};

/** «Анна до 5 и Борис до 3 сделок в день» */
function quotasPhrase(rule: Rule, name: (member: Member) => string, lang: Language): string {
  const period = perPeriod[String(rule.options["period"] ?? "day")]?.[lang] ?? "";
  const quotas = rule.members.map(
    (member) => `${name(member)} ${lang === "ru" ? "до" : "up to"} ${member.quota ?? 0}`,
  );
  const all = listed(quotas, "and", lang);
  const last = rule.members.at(-1)?.quota ?? 0;
  if (lang === "en") return `${all} ${last === 1 ? "lead" : "leads"} ${period}`;
  return `${all} ${russianForm(last, ["сделки", "сделок", "сделок"])} ${period}`;
}

function tiersPhrase(rule: Rule, name: (member: Member) => string, lang: Language): string {
  const tierOf = (member: Member) => member.tier ?? Number.MAX_SAFE_INTEGER;
  const tiers = Map.groupBy(
    rule.members.toSorted((one, other) => tierOf(one) - tierOf(other)),
    tierOf,
  );
  const steps = [...tiers.values()].map((members) => listed(members.map(name), "and", lang));
  return `${lang === "ru" ? "сначала" : "first"} ${steps.join(lang === "ru" ? ", затем " : ", then ")}`;
}

function percent(share: number, lang: Language): string {
  return `${decimal(share, lang)}${lang === "ru" ? " " : ""}%`;
}

function isGroup(member: Member | undefined): boolean {
  return member?.who.startsWith(GROUP_PREFIX) ?? false;
}

function memberName(program: Program, member: Member, lang: Language): string {
  if (!isGroup(member)) return nameOf(program, member.who);
  return `${lang === "ru" ? "отдел" : "group"} ${member.who.slice(GROUP_PREFIX.length)}`;
}

/** What happens when nobody can take a lead of the rule. */
export function otherwiseSentence(program: Program, ruleId: string, lang: Language): string {
  const otherwise = program.ruleById.get(ruleId)?.rule.otherwise;
  if (otherwise === undefined) return "";
  const lead = lang === "ru" ? "Если принять сделку некому, " : "If nobody can take the lead, ";
  return `${lead}${otherwisePhrase(program, otherwise, lang)}.`;
}

function otherwisePhrase(program: Program, otherwise: Otherwise, lang: Language): string {
  const ru = lang === "ru";
  switch (otherwise.kind) {
    case "next_rule":
      return ru ? "её разбирают следующие шаблоны" : "the following rules are asked";
    case "leave":
      return ru ? "она остаётся у ответственного из CRM" : "it stays with its owner in the CRM";
    case "on_duty": {
      const name = nameOf(program, otherwise.who);
      return ru ? `её получает ${name}` : `it goes to ${name}`;
    }
    case "wait":
      return waitPhrase(program, otherwise, lang);
  }
}

function waitPhrase(
  program: Program,
  wait: Extract<Otherwise, { kind: "wait" }>,
  lang: Language,
): string {
  const ru = lang === "ru";
  const newest = ru ? ", новые раздаются первыми" : ", the newest is given first";
  const order = wait.order === "newest" ? newest : "";
  if (wait.atMostMs === null) return (ru ? "она ждёт смены" : "it waits for a shift") + order;
  const limit = span(wait.atMostMs, lang);
  const then = otherwisePhrase(program, wait.afterwards, lang);
  return ru
    ? `она ждёт смены не дольше ${limit}${order}, потом ${then}`
    : `it waits for a shift for at most ${limit}${order}, then ${then}`;
}
