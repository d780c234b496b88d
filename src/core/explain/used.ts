/** Limits, quotas and loads in words. */
import type { Count, MemberVerdict } from "#core/decision.ts";
import { decimal, russianForm } from "./amount.ts";
import type { Language } from "./language.ts";

const periods: Readonly<Record<Count["of"], Readonly<Record<Language, string>>>> = {
  hour: { ru: "за час", en: "this hour" },
  day: { ru: "за день", en: "today" },
  week: { ru: "за неделю", en: "this week" },
  month: { ru: "за месяц", en: "this month" },
  shift: { ru: "за смену", en: "this shift" },
  open: { ru: "открытых сделок", en: "open leads" },
  tasks: { ru: "открытых задач", en: "open tasks" },
  quota: { ru: "по норме", en: "of the quota" },
  load: { ru: "открытых сделок", en: "open leads" },
  comfort: { ru: "за 30 дней", en: "in 30 days" },
};

const whose: Readonly<Record<Count["scope"], Readonly<Record<Language, string>>>> = {
  member: { ru: "Достигнут предел", en: "A limit is reached" },
  manager: { ru: "Достигнут предел", en: "A limit is reached" },
  rule: { ru: "Достигнут предел шаблона", en: "The rule's limit is reached" },
};

/** «Достигнут предел: 10 из 10 за день. Сможет принять завтра в 9:00.» */
export function limitSentence(
  { limit }: Pick<MemberVerdict, "limit">,
  when: string | null,
  lang: Language,
): string {
  if (limit === undefined) return whose.member[lang];
  const { of, scope, used, max } = limit;
  const ru = lang === "ru";
  const what = of === "quota" ? quotaReached[lang] : whose[scope][lang];
  const amount = ru ? `${used} из ${max}` : `${used} of ${max}`;
  const period = of === "quota" ? "" : ` ${periods[of][lang]}`;
  const again = ru ? ` Сможет принять ${when}.` : ` Can take leads again ${when}.`;
  return `${what}: ${amount}${period}.${when === null ? "" : again}`;
}

/** «10 за день», «5 открытых сделок»: what a limit allows. */
export function limitPhrase({ of, max }: Pick<Count, "of" | "max">, lang: Language): string {
  return `${max} ${periods[of][lang]}`;
}

const quotaReached = { ru: "Норма выбрана", en: "The quota is used up" } as const;

/** Why he is not in turn though he may have the lead: he carries more, or has had more. */
export function usedMoreSentence(member: MemberVerdict, lang: Language): string {
  const count = usedOf(member);
  const ru = lang === "ru";
  const may = ru ? "Может принять, но" : "Could take it, but";
  if (count === null) return ru ? `${may} загрузка выше.` : `${may} carries more.`;
  if (count.of === "quota") {
    return ru
      ? `${may} выбрана бо́льшая часть нормы: ${amountOf(count, lang)}.`
      : `${may} has used more of the quota: ${amountOf(count, lang)}.`;
  }
  return ru
    ? `${may} загрузка выше: ${amountOf(count, lang)}.`
    : `${may} carries more: ${amountOf(count, lang)}.`;
}

/** «загрузка меньше всех, 3 открытые сделки при норме 20», of the one who receives. */
export function usedLeastPhrase(member: MemberVerdict | null, lang: Language): string {
  const count = member === null ? null : usedOf(member);
  const ru = lang === "ru";
  const isComfortable = member?.counts?.some(({ of }) => of === "comfort") ?? false;
  if (count === null && isComfortable) return comfortable[lang];
  if (count === null) return ru ? "загрузка меньше всех" : "carries least";
  const reason = {
    quota: { ru: "выбрана меньшая часть нормы", en: "has used least of the quota" },
    load: { ru: "загрузка меньше всех", en: "carries least" },
  }[count.of === "quota" ? "quota" : "load"][lang];
  return `${reason}, ${amountOf(count, lang)}`;
}

/** «Может принять, но за 30 дней получено 61, а комфортно 60.» */
export function overComfortSentence(member: MemberVerdict, lang: Language): string {
  const count = member.counts?.find(({ of }) => of === "comfort");
  if (count === undefined) return overComfort[lang];
  const max = decimal(count.max, lang);
  return lang === "ru"
    ? `Может принять, но за 30 дней получено ${count.used}, а комфортно ${max}.`
    : `Could take it, but has received ${count.used} in 30 days where ${max} are comfortable.`;
}

const overComfort = {
  ru: "Может принять, но сделок уже больше, чем комфортно.",
  en: "Could take it, but has more leads than is comfortable.",
} as const;

const comfortable = {
  ru: "остальные получили больше, чем комфортно",
  en: "the others have received more than is comfortable",
} as const;

const usedOf = ({ counts = [] }: MemberVerdict): Count | null =>
  counts.find(({ of }) => of === "load" || of === "quota") ?? null;

function amountOf({ of, used, max }: Count, lang: Language): string {
  const ru = lang === "ru";
  if (of === "quota") return ru ? `${used} из ${max}` : `${used} of ${max}`;
  const open = ru
    ? `${used} ${russianForm(used, ["открытая сделка", "открытые сделки", "открытых сделок"])}`
    : `${used} open ${used === 1 ? "lead" : "leads"}`;
  // Where nobody has a capacity everybody's is one: there is nothing to compare with.
  if (max === 1) return open;
  const capacity = decimal(max, lang);
  return ru ? `${open} при норме ${capacity}` : `${open} for a capacity of ${capacity}`;
}
