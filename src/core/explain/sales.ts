/** What a rule by sales has come to, in a sentence or two: the team, and its control group. */
import type { ControlComparison, GroupRate } from "#core/conversion/control-group.ts";
import type { Standing } from "#core/conversion/standing.ts";
import { leads as inLeads } from "./amount.ts";
import { type Language, listed } from "./language.ts";
import { percent, roughly, withInterval } from "./part.ts";

/** More names than these say less. */
const NAMED = 3;

/**
 * «Команда продаёт 12,1 % сделок: 181 из 1498. Лучше команды продают Анна и Олег. Доли от 3,5 до 10,2 %.»
 *
 * @param nameOf the name of a manager by his key
 */
export function salesHeadline(
  standings: readonly Standing[],
  nameOf: (manager: string) => string,
  lang: Language,
): string {
  const won = standings.reduce((sum, one) => sum + one.won, 0);
  const received = standings.reduce((sum, one) => sum + one.received, 0);
  if (won === 0) return beforeFirstSale(received, lang);
  const named = (comparison: Standing["comparison"]) =>
    standings.filter((one) => one.comparison === comparison).map((one) => nameOf(one.manager));
  return [
    teamSentence({ won, received, team: standings[0]?.team ?? 0 }, lang),
    differenceSentence({ above: named("above"), below: named("below") }, lang),
    sharesSentence(standings, lang),
  ].join(" ");
}

function beforeFirstSale(received: number, lang: Language): string {
  if (lang === "en") {
    const so = received === 0 ? "Nothing was received" : `${inLeads(received, lang)}, none is sold`;
    return `${so} yet: shares are equal until the first sale.`;
  }
  const so = received === 0 ? "Сделок ещё не было" : `Сделок: ${received}, продаж пока нет`;
  return `${so}: делим поровну до первой продажи.`;
}

function teamSentence(
  {
    won,
    received,
    team,
  }: { readonly won: number; readonly received: number; readonly team: number },
  lang: Language,
): string {
  const rate = percent(team, lang);
  return lang === "ru"
    ? `Команда продаёт ${rate} % сделок: ${won} из ${received}.`
    : `The team sells ${rate} % of its leads: ${won} of ${received}.`;
}

function differenceSentence(
  { above, below }: { readonly above: readonly string[]; readonly below: readonly string[] },
  lang: Language,
): string {
  if (above.length + below.length === 0) {
    return lang === "ru"
      ? "Ни о ком пока нельзя сказать, что он продаёт лучше или хуже команды."
      : "Of nobody can be told yet that he sells better or worse than the team.";
  }
  const parts = [
    above.length === 0 ? [] : [better[lang], someOf(above, lang)],
    below.length === 0 ? [] : [worse[lang], someOf(below, lang)],
  ].filter((part) => part.length > 0);
  return `${parts.map((part) => part.join(" ")).join("; ")}.`.replace(/^./, (first) =>
    first.toUpperCase(),
  );
}

const better: Readonly<Record<Language, string>> = {
  ru: "лучше команды продают:",
  en: "better than the team:",
};
const worse: Readonly<Record<Language, string>> = {
  ru: "хуже команды:",
  en: "worse than the team:",
};

function someOf(names: readonly string[], lang: Language): string {
  const more = names.length - NAMED;
  if (more <= 0) return listed(names, "and", lang);
  const rest = lang === "ru" ? `ещё ${more}` : `${more} more`;
  return listed([...names.slice(0, NAMED), rest], "and", lang);
}

function sharesSentence(standings: readonly Standing[], lang: Language): string {
  const shares = standings.map(({ share }) => share);
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map((one) => percent(one, lang));
  if (least === most)
    return lang === "ru" ? `Доли равны: ${least} %.` : `Shares are equal: ${least} %.`;
  return lang === "ru" ? `Доли от ${least} до ${most} %.` : `Shares from ${least} to ${most} %.`;
}

/** «Контрольная группа 4 из 38, 11,8 % (3,9–23,8); остальные 71 из 640, … Разница пока не отличима от случайной.» */
export function controlSentence(comparison: ControlComparison, lang: Language): string {
  const { control, rest, better: isBetter } = comparison;
  const [one, other] = [groupPhrase(control, lang), groupPhrase(rest, lang)];
  const groups =
    lang === "ru"
      ? `По очереди продано ${one}; по долям ${other}.`
      : `In turn ${one} were sold; by shares ${other}.`;
  const told = isBetter === null ? notToldSentence(comparison, lang) : toldOf[isBetter][lang];
  return `${groups} ${told}`;
}

const toldOf: Readonly<Record<"control" | "rest", Readonly<Record<Language, string>>>> = {
  rest: {
    ru: "По долям продаётся больше, и это не случайность.",
    en: "More is sold by shares, and not by chance.",
  },
  control: {
    ru: "По очереди продаётся больше, и это не случайность: доли здесь не помогают.",
    en: "More is sold in turn, and not by chance: shares do not help here.",
  },
};

function notToldSentence({ leadsToTell, control }: ControlComparison, lang: Language): string {
  const plain =
    lang === "ru"
      ? "Разница пока не отличима от случайной"
      : "The difference cannot be told from chance yet";
  if (leadsToTell === null || leadsToTell <= control.received) return `${plain}.`;
  const about = roughly(leadsToTell, lang);
  return lang === "ru"
    ? `${plain}: такую видно примерно на ${about} сделках в каждой группе.`
    : `${plain}: one like this takes about ${about} leads in each group to see.`;
}

function groupPhrase(group: GroupRate, lang: Language): string {
  const { won, received } = group;
  const count = lang === "ru" ? `${won} из ${received}` : `${won} of ${received}`;
  return `${count}, ${withInterval(group, lang)}`;
}
