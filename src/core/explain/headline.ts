/** A decision in one or two sentences, as a head of sales would say it. */
import type { DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { wasDue } from "./amount.ts";
import { type Language, listed } from "./language.ts";
import { chosenOf, nameOf, owed, tieBrokenBy } from "./members.ts";
import { moment } from "./moment.ts";

export function headline(program: Program, record: DecisionRecord, lang: Language): string {
  switch (record.kind) {
    case "assigned":
      return received(program, record, lang);
    case "waiting":
      return waits(program, record, lang);
    case "unmatched":
      return lang === "ru"
        ? "Ни один шаблон не взял эту сделку: она осталась нераспределённой."
        : "No rule took this lead: it was not given to anybody.";
    case "left":
      return lang === "ru"
        ? "Осталась у ответственного из CRM: сейчас принять сделку некому."
        : "Left with its owner in the CRM: nobody can take it now.";
  }
}

function received(program: Program, record: DecisionRecord, lang: Language): string {
  const name = nameOf(program, record.manager ?? "");
  const reason = why(program, record, lang);
  const waited = record.cause === "released";
  if (lang === "ru") return `${waited ? "Ожидание окончено. " : ""}Получает ${name}: ${reason}.`;
  return `${waited ? "The wait is over. " : ""}Goes to ${name}: ${reason}.`;
}

function why(program: Program, record: DecisionRecord, lang: Language): string {
  if (record.chosenBy === "on_duty") {
    return lang === "ru"
      ? "по шаблону дежурит, когда больше принять некому"
      : "on duty in this rule when nobody else can take a lead";
  }
  if (record.chosenBy === "only") {
    return lang === "ru" ? "больше принять сейчас некому" : "nobody else can take it now";
  }
  const broken = tieBrokenBy(record);
  return broken === null ? turn(record, lang) : amongEquals(program, record, { broken, lang });
}

function turn(record: DecisionRecord, lang: Language): string {
  const chosen = chosenOf(record);
  const amount = chosen === null ? 0 : owed(chosen);
  const phrase = lang === "ru" ? "подошла очередь" : "next in turn";
  return amount > 0 ? `${phrase}, ${wasDue(amount, lang)}` : phrase;
}

function amongEquals(
  program: Program,
  record: DecisionRecord,
  { broken, lang }: { readonly broken: "waited" | "lot"; readonly lang: Language },
): string {
  const names = listed(
    record.tie.map((manager) => nameOf(program, manager)),
    "and",
    lang,
  );
  const chosen = nameOf(program, record.manager ?? "");
  if (lang === "ru") {
    const decided =
      broken === "waited"
        ? `дольше всех без новой сделки — ${chosen}`
        : "решил жребий по номеру сделки";
    return `очередь равная (${names}), ${decided}`;
  }
  const decided =
    broken === "waited" ? `${chosen} has waited longest` : "the lead's number drew the lot";
  return `${names} are equally entitled, ${decided}`;
}

function waits(program: Program, record: DecisionRecord, lang: Language): string {
  const first = record.members.find((member) => member.nextAt === record.until);
  if (record.until === null || first === undefined) {
    return lang === "ru"
      ? "Ждёт: сейчас принять сделку некому. Уйдёт первому, кто выйдет на линию."
      : "Waits: nobody can take it now. It goes to the first who comes on duty.";
  }
  const { timeZone } = program.configuration.account;
  const when = moment({ at: record.until, now: record.at, timeZone }, lang);
  const name = nameOf(program, first.manager);
  return lang === "ru"
    ? `Ждёт: сейчас принять сделку некому. Раньше всех сможет ${name}, ${when}.`
    : `Waits: nobody can take it now. ${name} can first, ${when}.`;
}
