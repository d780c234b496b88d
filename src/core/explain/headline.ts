/** A decision in one or two sentences, as a head of sales would say it. */
import type { DecisionRecord, Offer } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import type { Program } from "#core/program.ts";
import { clientPhrase, waitsForOwner } from "./client.ts";
import { type Language, listed } from "./language.ts";
import { chosenOf, nameOf, tieBrokenBy } from "./members.ts";
import { moment } from "./moment.ts";
import { isChosenByHand, movePhrase, namedPhrase } from "./moved.ts";
import { owingOf } from "./owing.ts";
import { usedLeastPhrase } from "./used.ts";

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
  const before = movePhrase(program, record, lang) + whatEnded(record, lang);
  if (isChosenByHand(record)) {
    return lang === "ru" ? `${before}Получает ${name}.` : `${before}Goes to ${name}.`;
  }
  const reason = why(program, record, lang);
  if (lang === "ru") return `${before}Получает ${name}: ${reason}.`;
  return `${before}Goes to ${name}: ${reason}.`;
}

function whatEnded({ cause, accepted }: DecisionRecord, lang: Language): string {
  const ru = lang === "ru";
  if (accepted?.length === 0) {
    return ru ? "Предложение никто не принял. " : "Nobody accepted the offer. ";
  }
  if (cause !== "released" || accepted !== undefined) return "";
  return ru ? "Ожидание окончено. " : "The wait is over. ";
}

const plainReasons = {
  on_duty: {
    ru: "по шаблону дежурит, когда больше принять некому",
    en: "on duty in this rule when nobody else can take a lead",
  },
  only: { ru: "больше принять сейчас некому", en: "nobody else can take it now" },
  accepted: { ru: "согласие пришло первым", en: "accepted first" },
} as const;

function why(program: Program, record: DecisionRecord, lang: Language): string {
  const reason = whyHe(program, record, lang);
  if (record.control !== true || !isByControlGroup(program, record)) return reason;
  return lang === "ru"
    ? `сделка контрольной группы, они идут поровну; ${reason}`
    : `a lead of the control group, which goes by equal turns; ${reason}`;
}

function isByControlGroup(program: Program, { rule }: DecisionRecord): boolean {
  return rule !== null && program.ruleById.get(rule)?.hasControlGroup === true;
}

function whyHe(program: Program, record: DecisionRecord, lang: Language): string {
  const { chosenBy, owner } = record;
  const named = namedPhrase(record, lang);
  if (named !== null) return named;
  if (owner !== undefined) return clientPhrase(program, owner, lang);
  if (chosenBy === "on_duty" || chosenBy === "only" || chosenBy === "accepted") {
    return plainReasons[chosenBy][lang];
  }
  if (chosenBy === "least") return usedLeastPhrase(chosenOf(record), lang);
  const broken = tieBrokenBy(record);
  return broken === null
    ? turn(program, record, lang)
    : amongEquals(program, record, { broken, lang });
}

function turn(program: Program, record: DecisionRecord, lang: Language): string {
  const chosen = chosenOf(record);
  const owing = owingOf(program, record);
  const amount = chosen === null ? 0 : owing.of(chosen);
  const phrase = lang === "ru" ? "подошла очередь" : "next in turn";
  return amount > 0 ? `${phrase}, ${owing.wasDue(amount, lang)}` : phrase;
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
    const equal = record.chosenBy === "longest" ? "сделка без бюджета" : "очередь равная";
    return `${equal} (${names}), ${decided}`;
  }
  const decided =
    broken === "waited" ? `${chosen} has waited longest` : "the lead's number drew the lot";
  const equal =
    record.chosenBy === "longest" ? "may have a lead without a price" : "are equally entitled";
  return `${names} ${equal}, ${decided}`;
}

function waits(program: Program, record: DecisionRecord, lang: Language): string {
  return movePhrase(program, record, lang) + waiting(program, record, lang);
}

function waiting(program: Program, record: DecisionRecord, lang: Language): string {
  const { owner, offer } = record;
  if (owner !== undefined) return waitsForOwner(program, { record, owner }, lang);
  if (offer !== undefined) return offered(program, { record, offer }, lang);
  if (record.members.some(({ verdict }) => couldReceive(verdict))) {
    return lang === "ru" ? "Возвращается в общую очередь." : "It goes back into everybody's turn.";
  }
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

function offered(
  program: Program,
  { record, offer }: { readonly record: DecisionRecord; readonly offer: Offer },
  lang: Language,
): string {
  const { timeZone } = program.configuration.account;
  const names = listed(
    offer.to.map((manager) => nameOf(program, manager)),
    "and",
    lang,
  );
  const when = moment({ at: offer.until, now: record.at, timeZone }, lang);
  return lang === "ru"
    ? `Предложена (${names}): получает первый, кто примет. Предложение кончается ${when}.`
    : `Offered to ${names}: the first who accepts has it. The offer ends ${when}.`;
}
