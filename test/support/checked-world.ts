/** A configuration in a few lines, checked. */
import { check } from "#core/check/check.ts";
import type { Finding } from "#core/check/finding.ts";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { Configuration } from "#core/configuration/types.ts";
import type { Language } from "#core/explain/language.ts";
import { parseInstant } from "#core/time.ts";

export interface CheckedWorld {
  readonly timezone?: string;
  readonly calendar?: string | undefined;
  readonly schedules?: object;
  readonly managers?: object;
  readonly rules: readonly object[];
}

/** Rules are called R1, R2 …; those without members have Anna, who is always there. */
export function configurationOf(world: CheckedWorld): Configuration {
  const { timezone = "Europe/Moscow", calendar, rules } = world;
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "Test", timezone, calendar },
    schedules: { always: { free: true }, ...world.schedules },
    managers: { anna: { schedule: "always" }, ...world.managers },
    rules: rules.map((rule, place) => ({ name: `R${place + 1}`, members: ["anna"], ...rule })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.configuration;
}

/** What is found in the year from a Monday in March on, unless told otherwise. */
export function findings(
  world: CheckedWorld,
  { at = "2026-03-02T00:00:00+03:00", language = "en" as Language } = {},
): readonly Finding[] {
  return check(configurationOf(world), { at: instant(at), language });
}

/** The findings' sentences. */
export function messages(world: CheckedWorld, language: Language = "en"): readonly string[] {
  return findings(world, { language }).map(({ message }) => message);
}

/** Epoch ms of an ISO instant. */
export function instant(text: string | null): number {
  const at = parseInstant(text ?? "");
  if (at === null) throw new Error(`${text} is no instant`);
  return at;
}
