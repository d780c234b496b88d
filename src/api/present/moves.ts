/** Leads that are moved together, as the screens tell of it. */
import type { MovePreview, MoveRun } from "#api/contract/moves.ts";
import { russianForm } from "#core/explain/amount.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { limitPhrase } from "#core/explain/used.ts";
import type { Program } from "#core/program.ts";
import { undoableUntil } from "#flow/moves.ts";
import type { MovePreview as Foreseen, MoveWarning } from "#flow/moves-preview.ts";
import type { StoredMove } from "#store/moves.ts";
import { author } from "./availability.ts";

export function moveRun(stored: StoredMove, now: number): MoveRun {
  const { id, at, by, why, total, done, moved, undone, state } = stored;
  return {
    id,
    at,
    by: author(by),
    why,
    total,
    done,
    moved,
    stays: done - moved,
    undone,
    state,
    undoUntil: undoableUntil(stored, now),
  };
}

export function movePreview(foreseen: Foreseen, program: Program, lang: Language): MovePreview {
  const { total, stays, byManager, refused, warnings } = foreseen;
  return {
    total,
    stays,
    byManager: byManager.map((one) => ({ ...one, name: nameOf(program, one.manager) })),
    refused: refused.map(({ lead, because }) => ({ lead, sentence: reasons[because][lang] })),
    warnings: warnings.map((warning) => warningSentence(warning, program, lang)),
  };
}

const reasons: Readonly<
  Record<Foreseen["refused"][number]["because"], Readonly<Record<Language, string>>>
> = {
  unknown: {
    ru: "Такой сделки в аккаунте нет.",
    en: "The account has no such lead.",
  },
  closed: { ru: "Сделка закрыта.", en: "The lead is closed." },
  undecided: {
    ru: "Сделка только что пришла и ещё распределяется.",
    en: "The lead has just come and is still being given to somebody.",
  },
  has_it: { ru: "Сделка уже у этого менеджера.", en: "The manager has the lead already." },
  blocked: {
    ru: "Пользователь этого менеджера отключён в CRM.",
    en: "The manager's user is deactivated in the CRM.",
  },
  nobody: { ru: "Сейчас её некому принять.", en: "Nobody can take it now." },
};

function warningSentence(warning: MoveWarning, program: Program, lang: Language): string {
  const name = nameOf(program, warning.manager);
  const ru = lang === "ru";
  if (warning.kind === "away") return awaySentence(name, warning.because, lang);
  const { leads, count } = warning;
  const limit = limitPhrase(count, lang);
  if (ru) {
    const form = russianForm(leads, ["сделка", "сделки", "сделок"]);
    return `${name}: сверх предела ${leads} ${form} (предел — ${limit}).`;
  }
  return `${name}: ${leads} ${leads === 1 ? "lead" : "leads"} beyond the limit of ${limit}.`;
}

type Away = (MoveWarning & { readonly kind: "away" })["because"];

function awaySentence(name: string, because: Away, lang: Language): string {
  const where = {
    paused: { ru: "на паузе", en: "paused" },
    off_duty: { ru: "не на линии", en: "off duty" },
    off_schedule: { ru: "вне смены", en: "off shift" },
  };
  const key = because === "paused" || because === "off_duty" ? because : "off_schedule";
  return lang === "ru" ? `${name}: сейчас ${where[key].ru}.` : `${name} is ${where[key].en} now.`;
}
