/** How a record says what somebody is owed: in leads, or in money where a rule is fair by value. */
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { MONEY } from "#core/methods/value.ts";
import type { Program } from "#core/program.ts";
import { byLeads, leads, money, wasDue } from "./amount.ts";
import type { Language } from "./language.ts";
import { owed } from "./members.ts";

export interface Owing {
  /** What was owed to him when the choice was made; below zero: he was ahead. */
  of(member: MemberVerdict): number;
  /** «причиталось 1,2 сделки»; `amount` is above zero. */
  wasDue(amount: number, lang: Language): string;
  /** «причитается 1,2 сделки» or «получено на 1,2 сделки больше, чем причиталось». */
  balance(amount: number, lang: Language): string;
}

export function owingOf(program: Program, record: DecisionRecord): Owing {
  const byValue = record.rule !== null && program.ruleById.get(record.rule)?.byValue === true;
  return byValue ? inMoney : inLeads;
}

const inLeads: Owing = {
  of: owed,
  wasDue,
  balance: (amount, lang) => {
    const size = leads(amount, lang);
    if (lang === "en") return amount > 0 ? `${size} due` : `${size} ahead of what was due`;
    return amount > 0
      ? `причитается ${size}`
      : `получено ${byLeads(amount)} больше, чем причиталось`;
  },
};

const inMoney: Owing = {
  of: ({ before, credit }) => Math.round((before + credit) / MONEY),
  wasDue: (amount, lang) =>
    lang === "ru" ? `причиталось на ${money(amount, lang)}` : `${money(amount, lang)} was due`,
  balance: (amount, lang) => {
    const size = money(amount, lang);
    if (lang === "en") return amount > 0 ? `${size} due` : `${size} ahead of what was due`;
    return amount > 0 ? `причитается на ${size}` : `получено на ${size} больше, чем причиталось`;
  },
};
