/** Why a rule took a lead or passed it by. */
import type { RuleMode } from "#core/configuration/types.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import type { AskedRule } from "./asked.ts";
import { factName, factValue } from "./facts.ts";
import { type Language, quoted } from "./language.ts";

function tookSentence({ asked, rule, move }: DecisionRecord, lang: Language): string {
  const isFirst = asked !== null && asked === rule;
  if (isFirst && move !== undefined && move.from !== null) {
    return lang === "ru"
      ? "Сделку дал этот шаблон, поэтому он спрошен первым и в любое время."
      : "This rule had given the lead, so it was asked first and at any hour.";
  }
  if (isFirst) {
    return lang === "ru"
      ? "Сделка ждала в этом шаблоне, поэтому он спрошен первым и в любое время."
      : "The lead was waiting in this rule, so it was asked first and at any hour.";
  }
  return lang === "ru"
    ? "Подошёл: время и условия совпали."
    : "It matches: the hour and the conditions hold.";
}

const modes: Readonly<Record<Exclude<RuleMode, "live">, Readonly<Record<Language, string>>>> = {
  off: { ru: "Шаблон выключен.", en: "The rule is switched off." },
  draft: { ru: "Шаблон пока черновик.", en: "The rule is still a draft." },
  shadow: {
    ru: "Шаблон работает вхолостую и сделок не раздаёт.",
    en: "The rule runs in shadow and gives no leads.",
  },
};

/** What the rule answered to the lead of the record; it stands beside the rule's name. */
export function askedSentence(
  program: Program,
  { record, asked }: { readonly record: DecisionRecord; readonly asked: AskedRule },
  lang: Language,
): string {
  switch (asked.because) {
    case "took":
      return tookSentence(record, lang);
    case "off": {
      const mode = program.ruleById.get(asked.rule)?.rule.mode ?? "off";
      return modes[mode === "live" ? "off" : mode][lang];
    }
    case "window":
      return lang === "ru" ? "В это время не действует." : "Not in force at this hour.";
    case "condition":
      return conditionSentence(record, asked.fact, lang);
    case "next_rule":
      return lang === "ru"
        ? "Подошёл, но принять было некому: сделка передана следующим шаблонам."
        : "It matches, but nobody could take the lead: the following rules were asked.";
  }
}

function conditionSentence(record: DecisionRecord, fact: string, lang: Language): string {
  const name = factName(fact, lang);
  const known = Object.hasOwn(record.facts, fact) ? record.facts[fact] : undefined;
  const value = factValue(fact, known, lang);
  return lang === "ru"
    ? `Не выполнено условие ${quoted(name, lang)}: у сделки — ${value}.`
    : `Its condition on the ${name} fails: the lead's is ${value}.`;
}
