/**
 * What a configuration that can be read is likely not to mean: leads that no rule takes, hours in
 * which a rule has nobody, rules that are never reached.
 *
 * Exact over the coming year (see horizon.ts), and every finding carries a lead for which the core
 * itself decides as claimed. Duty switches, presence and blocked users are no part of it: everybody
 * counts as on duty.
 */
import type { Configuration } from "#core/configuration/types.ts";
import type { Language } from "#core/explain/language.ts";
import { compile } from "#core/program.ts";
import type { Finding } from "./finding.ts";
import { nobodyScheduled } from "./nobody-scheduled.ts";
import { surveyOf } from "./survey.ts";
import { uncoveredTime } from "./uncovered-time.ts";
import { unreachableRules } from "./unreachable-rule.ts";

export interface CheckOptions {
  /** Epoch ms from which the coming year is counted. */
  readonly at: number;
  readonly language: Language;
}

/**
 * The warnings, in the order of their codes and then of the rules.
 *
 * @param configuration also one with problems of meaning: it is judged by what could be read of it
 */
export function check(
  configuration: Configuration,
  { at, language }: CheckOptions,
): readonly Finding[] {
  const survey = surveyOf(compile(configuration), at, language);
  return [...uncoveredTime(survey), ...nobodyScheduled(survey), ...unreachableRules(survey)];
}
