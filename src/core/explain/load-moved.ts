/** What of somebody's load, or of how load counts, is not what it was. */
import type { AdaptiveEvidence, MemberEvidence } from "#core/conversion/evidence.ts";
import { decimal } from "./amount.ts";
import type { Language } from "./language.ts";

export interface LoadChange {
  readonly manager: string;
  /** By which part of the rule's leads his share moved. */
  readonly by: number;
  readonly before: AdaptiveEvidence;
  readonly after: AdaptiveEvidence;
  /** Nobody has written what is comfortable to him: it follows from the team. */
  readonly isAssumed: boolean;
}

/** A change by less than this part is not worth a word. */
const SLIGHT = 0.02;

/** «сделок теперь больше, чем удобно: 52 в месяц при 40» and the like. */
export function loadPhrase(change: LoadChange, lang: Language): string {
  const { before, after } = change;
  if (before.loadCurve !== after.loadCurve) return curve[`${after.loadCurve}`][lang];
  const isSplit = after.sources !== undefined;
  if ((before.sources !== undefined) !== isSplit) return sources[`${isSplit}`][lang];
  return comfortPhrase(change, lang) ?? leadsPhrase(change, lang);
}

type Told = Readonly<Record<Language, string>>;

const curve: Readonly<Record<"true" | "false", Told>> = {
  true: { ru: "нагрузка теперь учитывается", en: "load counts now" },
  false: { ru: "нагрузка больше не учитывается", en: "load counts no more" },
};

const sources: Readonly<Record<"true" | "false", Told>> = {
  true: { ru: "доли теперь свои по источникам", en: "every source has shares of its own now" },
  false: { ru: "доли снова общие для источников", en: "all sources have the same shares again" },
};

/** His comfortable rate is another: somebody wrote one, or it follows from what others have. */
function comfortPhrase(change: LoadChange, lang: Language): string | null {
  const { manager, before, after, isAssumed } = change;
  const [from, to] = [memberIn(before, manager), memberIn(after, manager)];
  if (from === null || to === null || isSlight(from.comfort, to.comfort)) return null;
  const [was, is] = [rounded(from.comfort, lang), rounded(to.comfort, lang)];
  if (lang === "ru") {
    return `${isAssumed ? "принято удобным" : "удобно теперь"} ${is} в месяц (было ${was})`;
  }
  return `${is} a month are ${isAssumed ? "assumed comfortable" : "comfortable now"} (${was} before)`;
}

function leadsPhrase({ manager, by, before, after }: LoadChange, lang: Language): string {
  const [from, to] = [memberIn(before, manager), memberIn(after, manager)];
  const moved = (to?.elsewhere ?? 0) - (from?.elsewhere ?? 0);
  if (from !== null && to !== null && !isSlight(from.elsewhere, to.elsewhere) && moved * by < 0) {
    const is = rounded(to.elsewhere, lang);
    return lang === "ru"
      ? `вне шаблона теперь ${is} в месяц`
      : `${is} leads a month come otherwise now`;
  }
  if (isSlight(before.arrivals, after.arrivals)) return others[lang];
  const is = rounded(after.arrivals, lang);
  const isMore = after.arrivals > before.arrivals;
  if (lang === "ru") return `сделок ${isMore ? "больше" : "меньше"}: ${is} в месяц на всех`;
  return `${isMore ? "more" : "fewer"} leads come: ${is} a month for all`;
}

const others: Told = { ru: "нагрузка команды", en: "the team's load" };

const memberIn = ({ members }: AdaptiveEvidence, manager: string): MemberEvidence | null =>
  members.find((member) => member.manager === manager) ?? null;

const isSlight = (from: number, to: number): boolean =>
  Math.abs(to - from) <= SLIGHT * Math.max(from, to, 1);

const rounded = (perMonth: number, lang: Language): string => decimal(Math.round(perMonth), lang);
