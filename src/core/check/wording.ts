/** The findings' sentences. */
import type { Otherwise, Rule } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";
import { factName, factValue } from "#core/explain/facts.ts";
import { type Language, listed, quoted } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";

const leads: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  call: { ru: "звонки", en: "calls" },
  written: { ru: "письменные обращения", en: "written requests" },
  other: { ru: "прочие сделки", en: "other leads" },
};

/** @param facts of the example; an empty channel where no rule asks for it */
export function uncoveredSentence(
  { channel, ...facts }: Facts,
  when: string,
  lang: Language,
): string {
  const all = lang === "ru" ? "сделки" : "leads";
  const which = leads[String(channel)]?.[lang] ?? all;
  const details = Object.entries(facts)
    .map(([fact, value]) => `${factName(fact, lang)}: ${factValue(fact, value, lang)}`)
    .join(", ");
  const what = which + (details && ` (${details})`);
  return lang === "ru"
    ? `Ни один шаблон не берёт ${what} ${when}.`
    : `No rule takes ${what} ${when}.`;
}

export function nobodySentence(
  { program, lang }: { readonly program: Program; readonly lang: Language },
  { name, otherwise }: Rule,
  when: string,
): string {
  const then = otherwisePhrase(program, otherwise, lang);
  return lang === "ru"
    ? `В шаблоне ${quoted(name, lang)} никого нет по графику ${when}: ${then}.`
    : `In the rule ${quoted(name, lang)} nobody is on schedule ${when}: ${then}.`;
}

function otherwisePhrase(program: Program, otherwise: Otherwise, lang: Language): string {
  const ru = lang === "ru";
  switch (otherwise.kind) {
    case "wait":
      return ru ? "сделки ждут смены" : "leads wait for a shift";
    case "next_rule":
      return ru ? "сделки разбирают следующие шаблоны" : "the following rules are asked";
    case "leave":
      return ru
        ? "сделки остаются у ответственных из CRM"
        : "leads stay with their owners in the CRM";
    case "on_duty": {
      const name = nameOf(program, otherwise.who);
      return ru ? `сделки получает ${name}` : `leads go to ${name}`;
    }
  }
}

/** @param shadows the earlier rules, at least one */
export function unreachableSentence(rule: Rule, shadows: readonly Rule[], lang: Language): string {
  const name = quoted(rule.name, lang);
  const takers = listed(
    shadows.map((shadow) => quoted(shadow.name, lang)),
    "and",
    lang,
  );
  if (lang === "en") {
    const take = shadows.length === 1 ? "takes" : "take";
    return `The rule ${name} never takes a lead: ${takers} ${take} all of them first.`;
  }
  const take = shadows.length === 1 ? "забирает" : "забирают";
  return `Шаблон ${name} никогда не сработает: все его сделки раньше ${take} ${takers}.`;
}
