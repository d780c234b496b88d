/** Who is at work, as the screens say it. */
import type { AvailabilityChange } from "#api/contract/availability.ts";
import type { ManagerDuty } from "#api/contract/my-page.ts";
import type { DutyState } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";
import type { By, StoredChange } from "#store/availability.ts";

const systemReasons: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  pause_over: { ru: "пауза закончилась", en: "the pause is over" },
  seen: { ru: "снова за работой", en: "seen working again" },
  not_seen: { ru: "несколько минут не видно за работой", en: "not seen working for some minutes" },
  crm_user: {
    ru: "пользователь CRM отключён или снова включён",
    en: "the CRM user was deactivated or activated",
  },
  missed: {
    ru: "несколько сделок подряд не взято в работу",
    en: "several leads in a row were not taken",
  },
};

/** His switch at `now`, and what is known of whoever moved it last. */
export function managerDuty(
  switched: DutyState,
  last: StoredChange | undefined,
  { now, lang }: { readonly now: number; readonly lang: Language },
): ManagerDuty {
  const state = dutyAt(switched, now);
  const until = state === "paused" ? switched.until : null;
  if (last?.to === state) return { state, until, by: author(last.by), why: reason(last, lang) };
  // A pause that has just ended, and whose end no clock has noted yet.
  const isOver = last?.to === "paused" && state === "online";
  const why = isOver ? (systemReasons["pause_over"]?.[lang] ?? null) : null;
  return { state, until, by: isOver ? "system" : null, why };
}

export function changeView(
  program: Program | null,
  change: StoredChange,
  lang: Language,
): AvailabilityChange {
  const { at, manager, what, from, to, until, by } = change;
  const name = program === null ? manager : nameOf(program, manager);
  return { at, manager, name, what, from, to, until, by: author(by), why: reason(change, lang) };
}

const authors: Readonly<Record<By["kind"], string | null>> = {
  self: "himself",
  widget: "himself",
  telegram: "himself",
  api: "api",
  system: "system",
  head: null,
};

/** A login, or a word for who is none: the manager himself, the service, a program. */
export function author({ kind, name }: By): string {
  return authors[kind] ?? name;
}

function reason({ why, by }: StoredChange, lang: Language): string | null {
  if (why === null) return null;
  const known = by.kind === "system" || why === "seen" ? systemReasons[why] : undefined;
  return known?.[lang] ?? why;
}
