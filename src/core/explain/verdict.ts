/** Why a member received a lead or did not, in a sentence that stands beside his name. */
import type { ChosenBy, DecisionRecord, MemberVerdict, VerdictCode } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import type { Program } from "#core/program.ts";
import { arrearsSentence } from "./arrears.ts";
import { clientPhrase } from "./client.ts";
import { capitalised, type Language } from "./language.ts";
import { chosenOf, tieBrokenBy } from "./members.ts";
import { moment } from "./moment.ts";
import { loserSentence, namedPhrase } from "./moved.ts";
import { type Owing, owingOf } from "./owing.ts";
import { salesSentence } from "./share.ts";
import { limitSentence, overComfortSentence, usedLeastPhrase, usedMoreSentence } from "./used.ts";

/** What needs no lead to be told. */
interface PlainCase {
  readonly member: MemberVerdict;
  /** When he may receive again, in words; null: no schedule tells. */
  readonly when: string | null;
  readonly lang: Language;
}

interface Case extends PlainCase {
  readonly record: DecisionRecord;
  readonly owing: Owing;
}

/** Verdicts that compare nobody with the one who receives the lead. */
type PlainVerdict = Exclude<VerdictCode, "chosen" | "later">;

/** Without his name; his gender is not known and is not needed. */
export function memberSentence(
  program: Program,
  { record, member }: { readonly record: DecisionRecord; readonly member: MemberVerdict },
  lang: Language,
): string {
  const { timeZone } = program.configuration.account;
  const when =
    member.nextAt === null ? null : moment({ at: member.nextAt, now: record.at, timeZone }, lang);
  if (record.manager === member.manager) {
    const apart = receiverSentence(program, record, lang);
    if (apart !== null) return apart;
  }
  const lost = loserSentence(program, { record, manager: member.manager }, lang);
  if (lost !== null) return lost;
  if (record.owner !== undefined && couldReceive(member.verdict)) {
    return lang === "ru"
      ? "Может принять, но клиент закреплён за другим менеджером."
      : "Could take it, but the client has a manager already.";
  }
  const about = { record, member, when, owing: owingOf(program, record), lang };
  const arrears = arrearsSentence(program, { record, member }, lang);
  const sales = salesSentence({ record, member }, lang);
  const more = [arrears, sales].filter((one) => one !== null);
  return [sentences[member.verdict](about), ...more].join(" ");
}

/**
 * What stands in a member's way at `at` (epoch ms), whatever lead may come; null: nothing but that it
 * may be another's turn.
 */
export function obstacleSentence(
  program: Program,
  { member, at }: { readonly member: MemberVerdict; readonly at: number },
  lang: Language,
): string | null {
  const { verdict, nextAt } = member;
  if (verdict === "chosen" || verdict === "later") return null;
  const { timeZone } = program.configuration.account;
  const when = nextAt === null ? null : moment({ at: nextAt, now: at, timeZone }, lang);
  return plainSentences[verdict]({ member, when, lang });
}

/** Of the one who receives the lead for another reason than his turn; null: it is his turn. */
function receiverSentence(program: Program, record: DecisionRecord, lang: Language): string | null {
  const { chosenBy, owner } = record;
  const plain = chosenBy === null ? undefined : receives[chosenBy];
  const named = namedPhrase(record, lang);
  if (named === null && plain !== undefined) return plain[lang];
  const reason = named ?? (owner === undefined ? null : clientPhrase(program, owner, lang));
  if (reason === null) return null;
  return lang === "ru" ? `Получает: ${reason}.` : `Receives it: ${reason}.`;
}

const receives: Readonly<Partial<Record<ChosenBy, Readonly<Record<Language, string>>>>> = {
  on_duty: {
    ru: "Получает: по шаблону дежурит, когда больше принять некому.",
    en: "Receives it: on duty in this rule when nobody else can take a lead.",
  },
  accepted: { ru: "Получает: согласие пришло первым.", en: "Receives it: accepted first." },
  by_hand: { ru: "Получает: так решили вручную.", en: "Receives it: chosen by hand." },
};

const plainSentences: Readonly<Record<PlainVerdict, (about: PlainCase) => string>> = {
  outranked: ({ lang }) =>
    lang === "ru"
      ? "Может принять, но сначала сделки получают те, кто стоит в шаблоне раньше."
      : "Could take it, but those who stand earlier in the rule come first.",
  busier: ({ member, lang }) => usedMoreSentence(member, lang),
  ahead: ({ member, lang }) => usedMoreSentence(member, lang),
  over_comfort: ({ member, lang }) => overComfortSentence(member, lang),
  offered: ({ lang }) =>
    lang === "ru"
      ? "Предложена: сделку получает тот, кто примет её первым."
      : "Offered: the first who accepts it has it.",
  off_schedule: ({ when, lang }) => {
    if (lang === "ru") return when ? `Вне смены. Ближайшая — ${when}.` : "Вне смены.";
    return when ? `Off shift. The next one begins ${when}.` : "Off shift.";
  },
  no_schedule: ({ lang }) =>
    lang === "ru"
      ? "Нет графика, а шаблон раздаёт сделки по графику."
      : "Has no schedule, and the rule goes by schedules.",
  paused: ({ when, lang }) => {
    if (lang === "ru") return when ? `На паузе. Сможет принять ${when}.` : "На паузе.";
    return when ? `Paused. Can take leads again ${when}.` : "Paused.";
  },
  off_duty: ({ lang }) => (lang === "ru" ? "Не на линии." : "Off duty."),
  absent: ({ lang }) =>
    lang === "ru"
      ? "Не видно в CRM, а шаблон раздаёт сделки тем, кто в ней работает."
      : "Not seen in the CRM, and the rule goes by who works in it.",
  blocked: ({ lang }) =>
    lang === "ru" ? "Пользователь отключён в CRM." : "The user is deactivated in the CRM.",
  limit: ({ member, when, lang }) => limitSentence(member, when, lang),
  missed: ({ lang }) =>
    lang === "ru"
      ? "Эта сделка уже была здесь и не взята в работу вовремя."
      : "This lead has been here already and was not taken in time.",
  has_it: ({ lang }) =>
    lang === "ru" ? "Сделка сейчас здесь, передаётся другому." : "Has it now, and hands it on.",
};

const sentences: Readonly<Record<VerdictCode, (about: Case) => string>> = {
  ...plainSentences,
  chosen: chosenSentence,
  later: laterSentence,
};

function chosenSentence({ record, member, owing, lang }: Case): string {
  const ru = lang === "ru";
  const receives = ru ? "Получает:" : "Receives it:";
  if (record.chosenBy === "only") {
    return `${receives} ${ru ? "больше принять сейчас некому" : "nobody else can take it now"}.`;
  }
  if (record.chosenBy === "least") return `${receives} ${usedLeastPhrase(member, lang)}.`;
  if (record.chosenBy === "longest") {
    return ru
      ? "Получает: сделка без бюджета идёт тому, кто дольше всех без новой."
      : "Receives it: a lead without a price goes to whoever has waited longest.";
  }
  const amount = owing.of(member);
  const due = amount > 0 ? `, ${owing.wasDue(amount, lang)}` : "";
  return `${receives} ${ru ? "подошла очередь" : "next in turn"}${due}.`;
}

function laterSentence({ record, member, owing, lang }: Case): string {
  if (record.move?.to !== undefined) return notAsked.named[lang];
  if (record.offer !== undefined) return notAsked.offered[lang];
  if (record.chosenBy === "accepted") return notAsked.accepted[lang];
  if (record.tie.includes(member.manager)) return equalSentence(record, lang);
  const amount = owing.of(member);
  const chosen = chosenOf(record);
  if (amount > 0 && chosen !== null && amount > owing.of(chosen)) {
    const due = owing.balance(amount, lang);
    return lang === "ru"
      ? `${capitalised(due)}, но у получателя доля больше и срок наступает раньше.`
      : `${capitalised(due)}, but the receiver's share is larger and comes due sooner.`;
  }
  const balance = amount === 0 ? evenPhrase[lang] : owing.balance(amount, lang);
  return lang === "ru"
    ? `Может принять, но очередь ещё не подошла: ${balance}.`
    : `Could take it, but it is not the turn yet: ${balance}.`;
}

const notAsked = {
  named: {
    ru: "Может принять, но получатель здесь назван без очереди.",
    en: "Could take it, but the receiver was named, whatever the turns.",
  },
  offered: {
    ru: "Может принять, но сделка предложена тем, кто дольше без новой.",
    en: "Could take it, but it is offered to those who have waited longer.",
  },
  accepted: {
    ru: "Может принять, но другое согласие пришло раньше.",
    en: "Could take it, but somebody else accepted first.",
  },
} as const;

const evenPhrase = {
  ru: "получено ровно столько, сколько причиталось",
  en: "exactly as much as was due",
} as const;

function equalSentence(record: DecisionRecord, lang: Language): string {
  const waited = tieBrokenBy(record) === "waited";
  if (record.chosenBy === "longest") {
    return equalWithoutPrice[waited ? "waited" : "lot"][lang];
  }
  if (waited) {
    return lang === "ru"
      ? "Причитается столько же, но последняя сделка была позже, чем у получателя."
      : "As much is due, but the last lead came later than the receiver's.";
  }
  return lang === "ru"
    ? "Причитается столько же; решил жребий по номеру сделки."
    : "As much is due; the lead's number drew the lot.";
}

const equalWithoutPrice = {
  waited: {
    ru: "Сделка без бюджета, а последняя здесь была позже, чем у получателя.",
    en: "The lead has no price, and the last one came later than the receiver's.",
  },
  lot: {
    ru: "Сделка без бюджета; решил жребий по её номеру.",
    en: "The lead has no price; its number drew the lot.",
  },
} as const;
