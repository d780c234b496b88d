/** Shares by conversion in words: the numbers, how sure they are, and why a share has moved. */

import { intervalOf } from "#core/conversion/interval.ts";
import type { MoveCode, Movement } from "#core/conversion/movement.ts";
import type { Comparison, Standing } from "#core/conversion/standing.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { capitalised, type Language } from "./language.ts";
import { percent, roughly, signed, withInterval } from "./part.ts";

type Figures = Pick<Standing, "won" | "received" | "estimate" | "low" | "high" | "team" | "share">;

/** «18 из 131, оценка 14,6 % (9,8–20,6), команда 12,1 %, доля сегодня 8,3 %» */
export function standingPhrase(figures: Figures, lang: Language): string {
  const { won, received, estimate, low, high, team, share } = figures;
  const inPercent = (part: number) => `${percent(part, lang)} %`;
  const guess = withInterval({ rate: estimate, low, high }, lang);
  return lang === "ru"
    ? `${won} из ${received}, оценка ${guess}, команда ${inPercent(team)}, доля сегодня ${inPercent(share)}`
    : `${won} of ${received}, estimate ${guess}, team ${inPercent(team)}, share today ${inPercent(share)}`;
}

/** The numbers from which a member's weight in a decision was concluded; null: from none. */
export function salesSentence(
  { record, member }: { readonly record: DecisionRecord; readonly member: MemberVerdict },
  lang: Language,
): string | null {
  const { sales, weight } = member;
  if (sales === undefined) return null;
  const { won, received, wins, losses, team } = sales;
  const all = record.members.reduce((sum, one) => sum + one.weight, 0);
  const interval = intervalOf({ wins, losses }, 0.95);
  const estimate = wins / (wins + losses);
  const phrase = standingPhrase(
    { won, received, estimate, ...interval, team, share: weight / all },
    lang,
  );
  return `${capitalised(phrase)}.`;
}

/** What may be said of the difference from the team, and what may not be yet. */
export function comparisonSentence(standing: Standing, lang: Language): string {
  const { comparison, leadsToTell } = standing;
  if (comparison !== "not_enough") return told[comparison][lang];
  if (leadsToTell === null || leadsToTell <= standing.received) return told.not_enough[lang];
  const about = roughly(leadsToTell, lang);
  return lang === "ru"
    ? `Данных пока мало: такую разницу с командой видно примерно на ${about} сделках, здесь их ${standing.received}.`
    : `Not enough data yet: a difference like this from the team takes about ${about} leads to see, and these are ${standing.received}.`;
}

const told: Readonly<Record<Comparison, Readonly<Record<Language, string>>>> = {
  above: {
    ru: "Продаёт лучше команды, и это не случайность.",
    en: "Sells better than the team, and not by chance.",
  },
  below: {
    ru: "Продаёт хуже команды, и это не случайность.",
    en: "Sells less than the team, and not by chance.",
  },
  alike: { ru: "Продаёт как команда.", en: "Sells as the team does." },
  not_enough: {
    ru: "Данных пока мало: от команды не отличить.",
    en: "Not enough data yet: not to be told from the team.",
  },
};

/** «Доля выросла с 7,1 до 8,3 %: сделки и продажи +1,4, нагрузка −0,2.» */
export function movementSentence(movement: Movement, lang: Language): string {
  const { from, to, because } = movement;
  const reasons = because.map(({ code, by }) => `${reason[code][lang]} ${signed(by, lang)}`);
  const told = reasons.length === 0 ? "" : `: ${reasons.join(", ")}`;
  return capitalised(`${change(from, to, lang)}${told}.`);
}

function change(from: number | null, to: number, lang: Language): string {
  const now = percent(to, lang);
  const before = from === null ? null : percent(from, lang);
  if (before === null) return lang === "ru" ? `первая доля ${now} %` : `first share ${now} %`;
  if (before === now) return lang === "ru" ? `доля прежняя, ${now} %` : `share as before, ${now} %`;
  const isUp = to > (from ?? 0);
  if (lang === "ru") return `доля ${isUp ? "выросла" : "упала"} с ${before} до ${now} %`;
  return `share ${isUp ? "rose" : "fell"} from ${before} to ${now} %`;
}

const reason: Readonly<Record<MoveCode, Readonly<Record<Language, string>>>> = {
  team: { ru: "состав команды", en: "who is in the team" },
  evidence: { ru: "сделки и продажи", en: "leads and sales" },
  load: { ru: "нагрузка", en: "load" },
  floor: { ru: "нижняя граница", en: "the floor" },
  ceiling: { ru: "верхняя граница", en: "the ceiling" },
  ramp: { ru: "ввод новичка", en: "being new" },
  method: { ru: "другой алгоритм", en: "another method" },
};
