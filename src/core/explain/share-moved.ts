/**
 * Why a share is not what it was, one sentence a part: «+0,9 п.п.: 3 продажи, 12 новых сделок».
 * What is told is what differs between the evidence of before and of now, never a guess at a cause.
 */
import { receivedIn } from "#core/conversion/counts.ts";
import type { AdaptiveEvidence, ShareEvidence } from "#core/conversion/evidence.ts";
import type { MoveCode, Movement } from "#core/conversion/movement.ts";
import { russianForm } from "./amount.ts";
import type { Language } from "./language.ts";
import { loadPhrase } from "./load-moved.ts";
import { points } from "./part.ts";

/** Between what a share has moved. */
export interface MovedBetween {
  readonly before: ShareEvidence;
  readonly after: ShareEvidence;
  /** Whose comfortable rate nobody has written: theirs is concluded from the team. */
  readonly assumed?: ReadonlySet<string>;
}

export interface MovedPart {
  /** Parts of the rule's leads, -1 to 1. */
  readonly by: number;
  readonly sentence: string;
}

/** The parts of a movement in words, the greatest first. */
export function movedParts(
  { manager, because }: Movement,
  between: MovedBetween,
  lang: Language,
): readonly MovedPart[] {
  return because.map(({ code, by }) => {
    const reason = reasonOf({ code, by, manager }, between, lang);
    return { by, sentence: `${points(by, lang)}: ${reason}` };
  });
}

interface Part {
  readonly code: MoveCode;
  readonly by: number;
  readonly manager: string;
}

function reasonOf(part: Part, between: MovedBetween, lang: Language): string {
  const { code, by, manager } = part;
  if (code === "evidence") return evidencePhrase(part, between, lang);
  if (code === "load") {
    const { before, after } = between as { before: AdaptiveEvidence; after: AdaptiveEvidence };
    const isAssumed = between.assumed?.has(manager) ?? false;
    return loadPhrase({ manager, by, before, after, isAssumed }, lang);
  }
  return told[code][lang];
}

const told: Readonly<
  Record<Exclude<MoveCode, "evidence" | "load">, Readonly<Record<Language, string>>>
> = {
  team: { ru: "изменился состав команды", en: "the team has changed" },
  floor: { ru: "изменились границы долей", en: "the bounds of shares have changed" },
  ceiling: { ru: "изменились границы долей", en: "the bounds of shares have changed" },
  ramp: { ru: "ввод новичка", en: "somebody new is being brought in" },
  method: { ru: "у шаблона другой алгоритм", en: "the rule has another method" },
};

interface Change {
  readonly won: number;
  readonly received: number;
}

function evidencePhrase(
  { manager, by }: Part,
  { before, after }: MovedBetween,
  lang: Language,
): string {
  const own = changeOf(before, after, (key) => key === manager);
  const others = changeOf(before, after, (key) => key !== manager);
  const first = changePhrase(own, lang);
  // A sale that did not help and a rise without one have their reason with the others.
  const explainsItself = by > 0 ? own.won > 0 : own.won < 0 || (own.won === 0 && own.received > 0);
  if (first !== "" && explainsItself) return first;
  const second = changePhrase(others, lang);
  if (second === "") return first === "" ? older[lang] : first;
  const beside = lang === "ru" ? `у остальных ${second}` : `the others: ${second}`;
  return first === "" ? beside : `${first}; ${beside}`;
}

const older: Readonly<Record<Language, string>> = {
  ru: "сделки стали старше",
  en: "leads have grown older",
};

function changeOf(
  before: ShareEvidence,
  after: ShareEvidence,
  isAsked: (manager: string) => boolean,
): Change {
  const sum = ({ members }: ShareEvidence) =>
    members
      .filter(({ manager }) => isAsked(manager))
      .reduce(
        (total, member) => ({
          won: total.won + member.won,
          received: total.received + receivedIn(member),
        }),
        { won: 0, received: 0 },
      );
  const [from, to] = [sum(before), sum(after)];
  return { won: to.won - from.won, received: to.received - from.received };
}

/** «3 продажи, 12 новых сделок»; empty where nothing has changed. */
function changePhrase({ won, received }: Change, lang: Language): string {
  const parts = [won === 0 ? "" : sales(won, lang), received === 0 ? "" : leads(received, lang)];
  return parts.filter((part) => part !== "").join(", ");
}

function sales(won: number, lang: Language): string {
  const count = Math.abs(won);
  if (lang === "en") return `${count} ${count === 1 ? "sale" : "sales"}${won < 0 ? " fewer" : ""}`;
  if (won > 0) return `${count} ${russianForm(count, ["продажа", "продажи", "продаж"])}`;
  return `на ${count} ${russianForm(count, ["продажу", "продажи", "продаж"])} меньше`;
}

function leads(received: number, lang: Language): string {
  const count = Math.abs(received);
  if (lang === "en") {
    return received > 0
      ? `${count} new ${count === 1 ? "lead" : "leads"}`
      : `${count} ${count === 1 ? "lead" : "leads"} counted no more`;
  }
  const fresh = russianForm(count, ["новая сделка", "новые сделки", "новых сделок"]);
  const gone = russianForm(count, ["сделка", "сделки", "сделок"]);
  return received > 0 ? `${count} ${fresh}` : `${count} ${gone} больше не в счёт`;
}
