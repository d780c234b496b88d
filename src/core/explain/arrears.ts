/** Who was away and catches up: what he missed, and how fast he makes up for it. */
import { sumOf } from "#core/catch-up/arrears.ts";
import { type CatchUp, catchUpOf } from "#core/catch-up/terms.ts";
import type { Rule } from "#core/configuration/types.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import { unitOf } from "#core/methods/value.ts";
import type { Program } from "#core/program.ts";
import { decimal, inLeads, leads, money } from "./amount.ts";
import type { Language } from "./language.ts";
import { span } from "./moment.ts";

/** «Догоняет: +20 %, осталось 0,6 сделки.»; null: he has nothing to make up for. */
export function arrearsSentence(
  program: Program,
  { record, member }: { readonly record: DecisionRecord; readonly member: MemberVerdict },
  lang: Language,
): string | null {
  const his = record.arrears?.find(({ manager }) => manager === member.manager);
  if (his === undefined) return null;
  const change = his.change?.[1] ?? 0;
  const left = amountIn(program, record, lang)(sumOf(his.before) + change);
  if (change < 0) return catchingUp({ credit: member.credit, drawn: -change, left }, lang);
  if (left === null) return null;
  if (change > 0) return lang === "ru" ? `Сможет догнать ${left}.` : `Can catch up ${left}.`;
  if (!couldReceive(member.verdict)) return null;
  return lang === "ru" ? `Осталось догнать ${left}.` : `Still to catch up: ${left}.`;
}

interface Step {
  /** In the units of the ledger: with what he made up for, and that alone. */
  readonly credit: number;
  readonly drawn: number;
  /** In words; null: nothing. */
  readonly left: string | null;
}

function catchingUp({ credit, drawn, left }: Step, lang: Language): string {
  const percent = decimal(Math.round((1000 * drawn) / (credit - drawn)) / 10, lang);
  if (lang === "en") return `Catches up: +${percent}%, ${left ?? "nothing"} left.`;
  return `Догоняет: +${percent} %, ${left === null ? "больше не осталось" : `осталось ${left}`}.`;
}

/** Leads, or money where the rule is fair by value; null: less than can be said. */
function amountIn(program: Program, { rule }: DecisionRecord, lang: Language) {
  const compiled = program.ruleById.get(rule ?? "");
  const byValue = compiled?.byValue ?? false;
  const unit = unitOf({ byValue });
  return (units: number): string | null => {
    const size = byValue ? Math.round(units / unit) : inLeads(units);
    if (size === 0) return null;
    return byValue ? money(size, lang) : leads(size, lang);
  };
}

/** «, кто отсутствовал, догоняет: не больше +20 %, не дольше 7 дней»; empty: nobody does. */
export function catchUpPhrase(rule: Rule, lang: Language): string {
  const terms = catchUpOf(rule);
  return terms === null ? "" : phraseOf(terms, lang);
}

function phraseOf({ rate, expireMs }: CatchUp, lang: Language): string {
  const percent = decimal(rate * 100, lang);
  const within = span(expireMs, lang);
  return lang === "ru"
    ? `; кто отсутствовал, догоняет: не больше +${percent} %, не дольше ${within}`
    : `; whoever was away catches up: at most +${percent}%, for at most ${within}`;
}
