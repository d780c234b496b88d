/** What the questions of a check have in common: the live rules, the coming year, and the proof. */
import { decide } from "#core/decide.ts";
import type { DecisionRecord, Facts } from "#core/decision.ts";
import type { Language } from "#core/explain/language.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import type { Span } from "#core/schedule/timetable.ts";
import { type AccountState, emptySnapshot, restore } from "#core/state.ts";
import { formatInstant } from "#core/time.ts";
import type { Finding } from "./finding.ts";
import { type Horizon, horizonFrom } from "./horizon.ts";
import { type LeadFormula, LeadSearch } from "./lead-search.ts";
import { type Recurrence, recurrencesOf } from "./recurrence.ts";
import { recurrencePhrase } from "./recurrence-phrase.ts";
import { type Situation, spansOf, type Timeline, timelineOf } from "./timeline.ts";

/** A rule that takes leads, and its place among these. */
export interface LiveRule {
  readonly compiled: CompiledRule;
  readonly bit: bigint;
  readonly meets: LeadFormula;
  readonly misses: LeadFormula;
  /** The earlier rules that one and the same lead may also meet. */
  readonly rivals: readonly LiveRule[];
}

export interface Survey {
  readonly program: Program;
  readonly horizon: Horizon;
  readonly lang: Language;
  readonly rules: readonly LiveRule[];
  readonly timeline: Timeline;
  readonly search: LeadSearch;
  /** Everybody on duty, nothing owed. */
  readonly state: AccountState;
}

export const channels = ["call", "written", "other"] as const;

/** That a lead came by a channel. */
export const ofChannel = (channel: string) =>
  ({ op: "one_of", fact: "channel", values: [channel] }) as const;

/** @param at epoch ms of the moment of the check */
export function surveyOf(program: Program, at: number, lang: Language): Survey {
  const horizon = horizonFrom(at, program.configuration.account.timeZone);
  const live = program.rules.filter(({ rule }) => rule.mode === "live");
  const conditions = live.flatMap(({ rule }) => rule.conditions);
  const search = new LeadSearch([...conditions, ...channels.map(ofChannel)]);
  const rules: LiveRule[] = [];
  for (const [place, compiled] of live.entries()) {
    const meets = search.formula(compiled.rule.conditions, true);
    const misses = search.formula(compiled.rule.conditions, false);
    const rivals = rules.filter((other) => search.find([meets, other.meets]).kind !== "none");
    rules.push({ compiled, bit: 1n << BigInt(place), meets, misses, rivals });
  }
  return {
    program,
    horizon,
    lang,
    rules,
    timeline: timelineOf(live, horizon.range),
    search,
    state: restore(program, emptySnapshot),
  };
}

/** The rules whose conditions the lead meets. */
export function acceptedBy(rules: readonly LiveRule[], facts: Facts): bigint {
  return rules.reduce(
    (bits, { compiled, bit }) => (compiled.failing(facts) === null ? bits | bit : bits),
    0n,
  );
}

/** Places of the situations that are so. */
export function situationsWhere(
  { situations }: Timeline,
  isSo: (situation: Situation) => boolean,
): ReadonlySet<number> {
  return new Set(situations.flatMap((situation, place) => (isSo(situation) ? [place] : [])));
}

/** What the core decides about the lead at that moment: the proof of a finding. */
export function decided(survey: Survey, facts: Facts, at: number): DecisionRecord {
  const { program, state } = survey;
  return decide(program, state, { lead: EXAMPLE, facts, at, cause: "new" });
}

const EXAMPLE = "example";

/** How the chosen situations come back in the horizon, those that hold a situation of `about` at all. */
export function recurrencesIn(
  { timeline, horizon }: Survey,
  chosen: ReadonlySet<number>,
  about: ReadonlySet<number>,
): readonly Recurrence[] {
  const marks = spansOf(timeline, about);
  let next = 0;
  const spans = spansOf(timeline, chosen).filter(({ from, to }) => {
    while ((marks[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    return (marks[next]?.from ?? Number.POSITIVE_INFINITY) < to;
  });
  return recurrencesOf(spans, horizon);
}

/** A warning about a lead in an interval of the coming weeks. */
export function warning(
  { horizon: { timeZone } }: Survey,
  {
    code,
    rule,
    ...told
  }: {
    readonly code: string;
    readonly rule: string | null;
    readonly span: Span;
    readonly facts: Facts;
    readonly message: string;
  },
): Finding {
  const from = formatInstant(told.span.from, timeZone);
  const to = formatInstant(told.span.to, timeZone);
  const example = { at: from, lead: EXAMPLE, ...channelFirst(told.facts) };
  return { severity: "warning", code, rule, from, to, example, message: told.message };
}

function channelFirst({ channel = "other", ...facts }: Facts): Facts {
  return { channel, ...facts };
}

/** When something recurs, in words. */
export function when({ horizon, lang }: Survey, recurrence: Recurrence): string {
  return recurrencePhrase(recurrence, horizon.timeZone, lang);
}
