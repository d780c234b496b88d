/** What the bot says, in both languages. Nobody's gender is known, and none is needed. */
import { russianForm } from "#core/explain/amount.ts";
import { type Language, listed, quoted } from "#core/explain/language.ts";
import type { Acceptance } from "./offers-answers.ts";

/** A manager as «who has what» shows him. */
export interface WhoLine {
  readonly name: string;
  /** `on`: a lead may come to him now. */
  readonly state: "on" | "paused" | "off_duty" | "off_shift";
  /** When that ends, in words; null: nothing tells. */
  readonly until: string | null;
  readonly open: number;
}

/** Where he stands in a rule: how many are before him, or why no lead can come to him now. */
export interface QueueLine {
  readonly rule: string;
  readonly before: number | null;
  readonly obstacle: string | null;
}

export interface BotWords {
  readonly help: string;
  linked(name: string): string;
  readonly noManager: string;
  readonly noAccount: string;
  readonly notYours: string;
  readonly language: string;
  readonly languageSaved: string;
  duty(state: "online" | "paused" | "offline", until: string | null): string;
  who(lines: readonly WhoLine[]): string;
  queue(lines: readonly QueueLine[]): string;
  readonly noQueue: string;
  accepted(outcome: Acceptance["outcome"], lead: string, winner: string | null): string;
  declined(isOver: boolean, lead: string): string;
  taken(lead: string): string;
  notTaken(lead: string): string;
}

const russian: BotWords = {
  help: [
    "Что я умею:",
    "/duty — выйти на линию, на паузу или уйти с линии",
    "/who — у кого что: кто на смене и сколько открытых сделок",
    "/queue — сколько человек перед вами в каждой очереди",
    "/lang — язык сообщений",
  ].join("\n"),
  linked: (name) =>
    `${name}, этот чат теперь ваш: сюда придут ваши сделки и предложения. Список команд: /help`,
  noManager: "Вы не менеджер ни в одном аккаунте, поэтому сделки к вам не приходят.",
  noAccount: "Вам не открыт ни один аккаунт с шаблонами.",
  notYours: "Это сообщение не для вас.",
  language: "На каком языке писать?",
  languageSaved: "Буду писать по-русски.",
  duty: (state, until) => `${dutyRu[state]}${until === null ? "" : ` до ${until}`}.`,
  who: (lines) => whoText(lines, "ru"),
  queue: (lines) =>
    lines
      .map(({ rule, before, obstacle }) => `${quoted(rule, "ru")}: ${placeRu(before, obstacle)}`)
      .join("\n"),
  noQueue: "Вы не участвуете ни в одном действующем шаблоне.",
  accepted: (outcome, lead, winner) =>
    ({
      yours: `Сделка ${lead} ваша.`,
      given: winner === null ? `Сделку ${lead} уже отдали.` : `Сделку ${lead} уже ведёт ${winner}.`,
      over: `Предложение кончилось: принять сделку ${lead} больше нельзя.`,
      not_offered: `Сделка ${lead} вам не предложена.`,
    })[outcome],
  declined: (isOver, lead) =>
    isOver ? `Предложение кончилось: ${lead}.` : `Сделку ${lead} вам больше не предложат.`,
  taken: (lead) => `Сделка ${lead} в работе.`,
  notTaken: (lead) =>
    `Не засчитано: сделка ${lead} не ваша, закрыта, или шаблон ждёт ответа клиенту.`,
};

const dutyRu = {
  online: "Вы на линии",
  paused: "Вы на паузе",
  offline: "Вы не на линии",
} as const;

function placeRu(before: number | null, obstacle: string | null): string {
  if (before === null) return obstacle ?? "сейчас сделки не приходят.";
  const place =
    before === 0
      ? "следующая сделка ваша"
      : `перед вами ${before} ${russianForm(before, ["человек", "человека", "человек"])}`;
  return obstacle === null ? `${place}.` : `${place}. ${obstacle}`;
}

const english: BotWords = {
  help: [
    "What I can do:",
    "/duty — go on duty, pause, or go off duty",
    "/who — who has what: who is on shift, and how many open leads each has",
    "/queue — how many are before you in each queue",
    "/lang — the language of messages",
  ].join("\n"),
  linked: (name) =>
    `${name}, this chat is yours now: your leads and offers come here. For the commands: /help`,
  noManager: "You are no manager of any account, so no leads come to you.",
  noAccount: "No account with rules is open to you.",
  notYours: "This message is not for you.",
  language: "Which language shall I write in?",
  languageSaved: "I shall write in English.",
  duty: (state, until) => `${dutyEn[state]}${until === null ? "" : ` until ${until}`}.`,
  who: (lines) => whoText(lines, "en"),
  queue: (lines) =>
    lines
      .map(({ rule, before, obstacle }) => `${quoted(rule, "en")}: ${placeEn(before, obstacle)}`)
      .join("\n"),
  noQueue: "You share in no rule that is in force.",
  accepted: (outcome, lead, winner) =>
    ({
      yours: `Lead ${lead} is yours.`,
      given: winner === null ? `Lead ${lead} was given away.` : `${winner} has lead ${lead}.`,
      over: `The offer is over: lead ${lead} cannot be accepted any more.`,
      not_offered: `Lead ${lead} is not offered to you.`,
    })[outcome],
  declined: (isOver, lead) =>
    isOver ? `The offer is over: ${lead}.` : `Lead ${lead} will not be offered to you again.`,
  taken: (lead) => `Work on lead ${lead} has begun.`,
  notTaken: (lead) =>
    `Not counted: lead ${lead} is not yours, is closed, or its rule asks for an answer to the client.`,
};

const dutyEn = {
  online: "You are on duty",
  paused: "You are paused",
  offline: "You are off duty",
} as const;

function placeEn(before: number | null, obstacle: string | null): string {
  if (before === null) return obstacle ?? "no leads come now.";
  const place = before === 0 ? "the next lead is yours" : `${before} before you`;
  return obstacle === null ? `${place}.` : `${place}. ${obstacle}`;
}

export const botWords: Readonly<Record<Language, BotWords>> = { ru: russian, en: english };

const stateWords = {
  ru: { on: "на линии", paused: "пауза", off_duty: "не на линии", off_shift: "" },
  en: { on: "on duty", paused: "paused", off_duty: "off duty", off_shift: "" },
} as const;

/** Those on shift a line each; all others in one. */
function whoText(lines: readonly WhoLine[], lang: Language): string {
  const here = lines.filter(({ state }) => state !== "off_shift");
  const away = lines.filter(({ state }) => state === "off_shift");
  const until = lang === "ru" ? "до" : "until";
  const told = here.map((line) => {
    const end = line.until === null ? "" : ` ${until} ${line.until}`;
    return `${line.name}: ${stateWords[lang][line.state]}${end}, ${openWords(line.open, lang)}`;
  });
  const head = lang === "ru" ? "Сейчас на смене:" : "On shift now:";
  const nobody = lang === "ru" ? "На смене сейчас никого." : "Nobody is on shift now.";
  const rest = away.map(({ name, open }) => `${name} (${open})`);
  const off = lang === "ru" ? "Не на смене" : "Off shift";
  return [
    ...(told.length === 0 ? [nobody] : [head, ...told]),
    ...(rest.length === 0 ? [] : [`${off}: ${listed(rest, "and", lang)}`]),
  ].join("\n");
}

function openWords(open: number, lang: Language): string {
  if (lang === "en") return `${open} open ${open === 1 ? "lead" : "leads"}`;
  const forms = ["открытая сделка", "открытые сделки", "открытых сделок"] as const;
  return `${open} ${russianForm(open, forms)}`;
}
