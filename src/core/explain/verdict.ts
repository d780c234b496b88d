/** Why a member received a lead or did not, in a sentence that stands beside his name. */
import type { DecisionRecord, MemberVerdict, VerdictCode } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { leads, wasDue } from "./amount.ts";
import type { Language } from "./language.ts";
import { chosenOf, owed, tieBrokenBy } from "./members.ts";
import { moment } from "./moment.ts";

interface Case {
  readonly record: DecisionRecord;
  readonly member: MemberVerdict;
  /** When he may receive again, in words; null: no schedule tells. */
  readonly when: string | null;
  readonly lang: Language;
}

/** Without his name; his gender is not known and is not needed. */
export function memberSentence(
  program: Program,
  about: { readonly record: DecisionRecord; readonly member: MemberVerdict },
  lang: Language,
): string {
  const { record, member } = about;
  const { timeZone } = program.configuration.account;
  const when =
    member.nextAt === null ? null : moment({ at: member.nextAt, now: record.at, timeZone }, lang);
  if (record.chosenBy === "on_duty" && record.manager === member.manager) {
    return lang === "ru"
      ? "Получает: по шаблону дежурит, когда больше принять некому."
      : "Receives it: on duty in this rule when nobody else can take a lead.";
  }
  return sentences[member.verdict]({ record, member, when, lang });
}

const sentences: Readonly<Record<VerdictCode, (about: Case) => string>> = {
  chosen: chosenSentence,
  later: laterSentence,
  outranked: ({ lang }) =>
    lang === "ru"
      ? "Может принять, но сначала сделки получают те, кто стоит в шаблоне раньше."
      : "Could take it, but those who stand earlier in the rule come first.",
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
  limit: limitSentence,
  missed: ({ lang }) =>
    lang === "ru"
      ? "Эта сделка уже была здесь и не взята в работу вовремя."
      : "This lead has been here already and was not taken in time.",
};

function chosenSentence({ record, member, lang }: Case): string {
  if (record.chosenBy === "only") {
    return lang === "ru"
      ? "Получает: больше принять сейчас некому."
      : "Receives it: nobody else can take it now.";
  }
  const amount = owed(member);
  const due = amount > 0 ? `, ${wasDue(amount, lang)}` : "";
  return lang === "ru" ? `Получает: подошла очередь${due}.` : `Receives it: next in turn${due}.`;
}

function laterSentence({ record, member, lang }: Case): string {
  if (record.tie.includes(member.manager)) return equalSentence(record, lang);
  const amount = owed(member);
  const chosen = chosenOf(record);
  if (chosen !== null && amount > owed(chosen)) {
    return lang === "ru"
      ? `Причитается ${leads(amount, lang)}, но у получателя доля больше и срок наступает раньше.`
      : `${leads(amount, lang)} due, but the receiver's share is larger and comes due sooner.`;
  }
  const balance = balanceSentence(amount, lang);
  return lang === "ru"
    ? `Может принять, но очередь ещё не подошла: ${balance}.`
    : `Could take it, but it is not the turn yet: ${balance}.`;
}

function balanceSentence(amount: number, lang: Language): string {
  if (amount > 0) {
    return lang === "ru" ? `причитается ${leads(amount, lang)}` : `${leads(amount, lang)} due`;
  }
  if (amount < 0) {
    return lang === "ru"
      ? `получено на ${leads(amount, lang)} больше, чем причиталось`
      : `${leads(amount, lang)} ahead of what was due`;
  }
  return lang === "ru"
    ? "получено ровно столько, сколько причиталось"
    : "exactly as much as was due";
}

function equalSentence(record: DecisionRecord, lang: Language): string {
  if (tieBrokenBy(record) === "waited") {
    return lang === "ru"
      ? "Причитается столько же, но последняя сделка была позже, чем у получателя."
      : "As much is due, but the last lead came later than the receiver's.";
  }
  return lang === "ru"
    ? "Причитается столько же; решил жребий по номеру сделки."
    : "As much is due; the lead's number drew the lot.";
}

const periods: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  hour: { ru: "за час", en: "this hour" },
  day: { ru: "за день", en: "today" },
  week: { ru: "за неделю", en: "this week" },
  month: { ru: "за месяц", en: "this month" },
  shift: { ru: "за смену", en: "this shift" },
  open: { ru: "открытых сделок", en: "open leads" },
  tasks: { ru: "открытых задач", en: "open tasks" },
};

function limitSentence({ member, lang }: Case): string {
  const { of = "", used = 0, max = 0 } = member.limit ?? {};
  const period = periods[of]?.[lang] ?? of;
  return lang === "ru"
    ? `Достигнут предел: ${used} из ${max} ${period}.`
    : `A limit is reached: ${used} of ${max} ${period}.`;
}
