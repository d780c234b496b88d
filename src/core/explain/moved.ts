/** Why a lead that somebody had, or that waited after that, was decided about again. */
import type { Cause, DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { type Language, quoted } from "./language.ts";
import { lasting } from "./lasting.ts";
import { nameOf } from "./members.ts";

type Words = Readonly<Record<Language, string>>;

/** What stands before the decision itself, with a full stop; empty: it is the lead's first. */
export function movePhrase(program: Program, record: DecisionRecord, lang: Language): string {
  const { cause, move } = record;
  const ru = lang === "ru";
  if (cause === "manual") return `${byHand(program, record, lang)}. `;
  if (move === undefined || move.from === null) return "";
  const name = nameOf(program, move.from);
  switch (cause) {
    case "handover":
      return ru ? `${name}: смена закончилась. ` : `${name}: the shift has ended. `;
    case "duty_off":
      return ru ? `${name} больше не на линии. ` : `${name} is off duty. `;
    case "not_taken": {
      const within = withinPhrase(program, record, lang);
      return ru
        ? `${name}: сделка не взята в работу ${within}. `
        : `${name} did not take the lead ${within}. `;
    }
    default:
      return "";
  }
}

function byHand(program: Program, { move, kind }: DecisionRecord, lang: Language): string {
  const ru = lang === "ru";
  if (move?.restores !== undefined) {
    return ru ? "Передача вручную отменена" : "A move by hand is undone";
  }
  const named = move?.to !== undefined || kind !== "assigned";
  const what = { ru: named ? "Передана вручную" : "Перераспределена вручную", en: "Moved by hand" };
  const { by = "", why = "" } = move ?? {};
  const reason = why === "" ? "" : quoted(why, lang);
  const details = [nameOf(program, by), reason].filter((detail) => detail !== "");
  return details.length === 0 ? what[lang] : `${what[lang]} (${details.join(", ")})`;
}

/** «за 15 минут рабочего времени»; who has no hours has no working time either. */
function withinPhrase(program: Program, { asked, move }: DecisionRecord, lang: Language): string {
  const ru = lang === "ru";
  const withinMs = program.ruleById.get(asked ?? "")?.rule.taken?.withinMs;
  if (withinMs === undefined) return ru ? "вовремя" : "in time";
  const index = program.managerIndex.get(move?.from ?? "");
  const timetable = index === undefined ? null : (program.timetables[index] ?? null);
  const working = timetable !== null && !timetable.free;
  const time = lasting(withinMs, lang);
  if (ru) return `за ${time}${working ? " рабочего времени" : ""}`;
  return `within ${time}${working ? " of working time" : ""}`;
}

const named: Readonly<Partial<Record<Cause, Words>>> = {
  not_taken: {
    ru: "по шаблону сюда переходит то, что не взято вовремя",
    en: "the rule sends here what is not taken in time",
  },
  returned: {
    ru: "новая смена началась, сделка возвращается",
    en: "the next shift has begun, and the lead comes back",
  },
  handover: {
    ru: "сюда уже перешла другая сделка этого клиента",
    en: "has just received another lead of this client",
  },
  duty_off: {
    ru: "сюда уже перешла другая сделка этого клиента",
    en: "has just received another lead of this client",
  },
};

/** Why somebody who is named has it, after «Получает: »; null: he is not, or it is said already. */
export function namedPhrase({ cause, move }: DecisionRecord, lang: Language): string | null {
  return move?.to === undefined ? null : (named[cause]?.[lang] ?? null);
}

/** Whether a person's hand chose the receiver: then nothing is to be said of turns. */
export function isChosenByHand({ cause, move }: DecisionRecord): boolean {
  return cause === "manual" && move?.to !== undefined;
}

const had: Readonly<Partial<Record<Cause, Words>>> = {
  handover: { ru: "Сделка была здесь до конца смены.", en: "Had it until the shift ended." },
  duty_off: { ru: "Сделка была здесь до ухода с линии.", en: "Had it until going off duty." },
  manual: {
    ru: "Сделка была здесь до передачи вручную.",
    en: "Had it until it was moved by hand.",
  },
  returned: { ru: "Сделка была здесь до возвращения.", en: "Had it until it was given back." },
};

/** Of whoever loses the lead; null: he has another part in the decision. */
export function loserSentence(
  program: Program,
  { record, manager }: { readonly record: DecisionRecord; readonly manager: string },
  lang: Language,
): string | null {
  if (record.move?.from !== manager) return null;
  if (record.cause !== "not_taken") return had[record.cause]?.[lang] ?? null;
  const within = withinPhrase(program, record, lang);
  return lang === "ru" ? `Не взята в работу ${within}.` : `Did not take it ${within}.`;
}
