/** «Если бы сделка пришла сегодня в 19:00, решение было бы: получает Марина.» */
import type { Count, DecisionRecord } from "#core/decision.ts";
import { decimal, inLeads, leads, money, russianForm } from "#core/explain/amount.ts";
import { factName, factValue } from "#core/explain/facts.ts";
import { type Language, listed, quoted } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { moment } from "#core/explain/moment.ts";
import { MONEY } from "#core/methods/value.ts";
import type { Program } from "#core/program.ts";
import type { Change } from "./change.ts";
import { type Counterfactual, isOutOfQuestion } from "./counterfactual.ts";

interface Told {
  readonly program: Program;
  readonly record: DecisionRecord;
  readonly lang: Language;
}

/**
 * What would have given the lead to `manager`, in a sentence that names him; his gender is not known
 * and is not needed.
 *
 * @param found null: nothing that small
 */
export function counterfactualSentence(
  program: Program,
  about: {
    readonly record: DecisionRecord;
    readonly manager: string;
    readonly found: Counterfactual | null;
  },
  lang: Language,
): string {
  const { record, manager, found } = about;
  const name = nameOf(program, manager);
  if (record.manager === manager) {
    return lang === "ru" ? `Эту сделку и получает ${name}.` : `This lead did go to ${name}.`;
  }
  if (found === null && isOutOfQuestion(record, manager)) return outOfQuestion(record, name, lang);
  if (found === null) {
    return lang === "ru"
      ? `Ни одно небольшое изменение не привело бы к решению: получает ${name}.`
      : `No small change would have given the lead to ${name}.`;
  }
  const clauses = found.changes.map((change) => clause(change, { program, record, lang }));
  const condition = listed(clauses, "and", lang);
  return lang === "ru"
    ? `Если бы ${condition}, решение было бы: получает ${name}.`
    : `If ${condition}, the lead would have gone to ${name}.`;
}

function outOfQuestion({ move }: DecisionRecord, name: string, lang: Language): string {
  if (move?.to !== undefined) {
    return lang === "ru"
      ? `Получатель здесь назван, а не выбран: менеджера ${name} не спрашивали бы и при другой очереди.`
      : `The receiver was named and not chosen: whatever the turns, ${name} would not have been asked.`;
  }
  return lang === "ru"
    ? `У менеджера ${name} эта сделка уже была, поэтому снова не предлагалась.`
    : `${name} has had this lead already, so it was not given there again.`;
}

/** What stands after «если бы». */
function clause(change: Change, told: Told): string {
  const { program, lang } = told;
  switch (change.kind) {
    case "balance":
      return owedMore(change, told);
    case "waited":
    case "moment":
      return atMoment(change, told);
    case "count":
      return counted(change.count, change.used, lang);
    case "fact": {
      const name = factName(change.fact, lang);
      const said = quoted(`${name}: ${factValue(change.fact, change.value, lang)}`, lang);
      return lang === "ru" ? `в сделке стояло ${said}` : `the lead had said ${said}`;
    }
    case "away": {
      const names = change.who.map((who) => nameOf(program, who));
      const all = listed(names, "and", lang);
      if (lang === "en") return `${all} had been off duty`;
      return names.length === 1
        ? `получателя (${all}) не было на линии`
        : `на линии не было менеджеров (${all})`;
    }
    default:
      return plain[change.kind][lang];
  }
}

const plain = {
  online: { ru: "этот менеджер был на линии", en: "this manager had been on duty" },
  present: { ru: "этого менеджера было видно в CRM", en: "this manager had been seen in the CRM" },
  active: {
    ru: "пользователь не был отключён в CRM",
    en: "the user had not been deactivated in the CRM",
  },
  accepted: {
    ru: "первым согласие дал этот менеджер",
    en: "this manager had been the one to accept",
  },
  owner: {
    ru: "клиент был закреплён за этим менеджером",
    en: "the client had been this manager's own",
  },
} as const;

function owedMore(
  { units, ledger }: Extract<Change, { readonly kind: "balance" }>,
  { program, lang }: Told,
): string {
  const isMoney = program.rules.some(({ rule, byValue }) => byValue && rule.ledger === ledger);
  if (isMoney) {
    const sum = money(units / MONEY, lang);
    return lang === "ru"
      ? `этому менеджеру причиталось на ${sum} больше`
      : `${sum} more had been due to this manager`;
  }
  const amount = inLeads(units);
  if (lang === "en") return `${leads(amount, lang)} more had been due to this manager`;
  const noun = russianForm(amount, ["сделку", "сделки", "сделок"]);
  return `этому менеджеру причиталось на ${decimal(amount, lang)} ${noun} больше`;
}

function atMoment(
  { kind, at }: Extract<Change, { readonly kind: "moment" | "waited" }>,
  { program, record, lang }: Told,
): string {
  const { timeZone } = program.configuration.account;
  const when = moment({ at, now: record.at, timeZone }, lang);
  if (kind === "waited") {
    return lang === "ru"
      ? `прошлая сделка пришла этому менеджеру ${when}`
      : `this manager's last lead had come ${when}`;
  }
  if (record.cause === "new") {
    return lang === "ru" ? `сделка пришла ${when}` : `the lead had come ${when}`;
  }
  return lang === "ru" ? `сделку раздавали ${when}` : `the lead had been given out ${when}`;
}

const received: Readonly<Record<Count["of"], Readonly<Record<Language, string>>>> = {
  hour: { ru: "сделок за час было", en: "leads received in the hour" },
  day: { ru: "сделок за день было", en: "leads received in the day" },
  week: { ru: "сделок за неделю было", en: "leads received in the week" },
  month: { ru: "сделок за месяц было", en: "leads received in the month" },
  shift: { ru: "сделок за смену было", en: "leads received in the shift" },
  open: { ru: "открытых сделок было", en: "open leads" },
  tasks: { ru: "открытых задач было", en: "open tasks" },
  quota: { ru: "по норме было получено", en: "leads received of the quota" },
  load: { ru: "открытых сделок было", en: "open leads" },
  comfort: { ru: "сделок за 30 дней было", en: "leads received in 30 days" },
};

/** «сделок за день было 4, а не 5» */
function counted({ of, scope, used }: Count, supposed: number, lang: Language): string {
  const what = received[of][lang];
  if (lang === "ru") {
    return `${scope === "rule" ? "по шаблону " : ""}${what} ${supposed}, а не ${used}`;
  }
  const whose = scope === "rule" ? "the rule's " : "";
  return `${whose}${what} had been ${supposed} and not ${used}`;
}
