/**
 * Hours of a rule's window in which nobody of it is on schedule. Asked of rules that go by the
 * schedule and whose members all have one; somebody without hours is always on. Only hours are
 * told in which a lead does come to the rule: what an earlier rule takes then is no trouble.
 */
import type { DecisionRecord, Facts } from "#core/decision.ts";
import type { Finding } from "./finding.ts";
import {
  acceptedBy,
  decided,
  type LiveRule,
  recurrencesIn,
  type Survey,
  situationsWhere,
  warning,
  when,
} from "./survey.ts";
import type { Situation } from "./timeline.ts";
import { nobodySentence } from "./wording.ts";

export function nobodyScheduled(survey: Survey): readonly Finding[] {
  return survey.rules.filter(goesBySchedules).flatMap((rule) => ofRule(survey, rule));
}

/** Without a schedule, or in a rule that does not ask for it, a member has no timetable. */
function goesBySchedules({ compiled: { members } }: LiveRule): boolean {
  return members.length > 0 && members.every(({ timetable }) => timetable !== null);
}

function ofRule(survey: Survey, rule: LiveRule): readonly Finding[] {
  const { timeline } = survey;
  const findings: Finding[] = [];
  const told = new Set<number>();
  const asked = new Set<bigint>();
  findings.push(...ofLead(leadOf(survey, rule, rule.rivals)));
  for (const [place, situation] of timeline.situations.entries()) {
    if (told.has(place) || !isUnstaffed(rule, situation)) continue;
    const takers = rule.rivals.filter((rival) => takesBefore(rival, situation));
    const key = takers.reduce((bits, { bit }) => bits | bit, 0n);
    if (asked.has(key)) continue;
    asked.add(key);
    findings.push(...ofLead(leadOf(survey, rule, takers)));
  }
  return findings;

  function ofLead(facts: Facts | null): readonly Finding[] {
    if (facts === null) return [];
    const accepting = acceptedBy(survey.rules, facts);
    const rivals = rule.rivals.filter(({ bit }) => (accepting & bit) !== 0n);
    const unstaffed = situationsWhere(
      timeline,
      (situation) =>
        isUnstaffed(rule, situation) && !rivals.some((rival) => takesBefore(rival, situation)),
    );
    const fresh = new Set([...unstaffed].filter((place) => !told.has(place)));
    for (const place of fresh) told.add(place);
    return recurrencesIn(survey, unstaffed, fresh)
      .filter(({ first }) => isLeftToOtherwise(rule, decided(survey, facts, first.from)))
      .map((recurrence) => {
        const { compiled } = rule;
        const message = nobodySentence(survey, compiled.rule, when(survey, recurrence));
        const span = recurrence.first;
        return warning(survey, {
          code: "nobody_scheduled",
          rule: compiled.rule.id,
          span,
          facts,
          message,
        });
      });
  }
}

/** A lead of the rule that none of the others takes; null: none was found. */
function leadOf({ search }: Survey, rule: LiveRule, others: readonly LiveRule[]): Facts | null {
  const found = search.find([rule.meets, ...others.map(({ misses }) => misses)]);
  return found.kind === "found" ? found.facts : null;
}

function isUnstaffed({ bit }: LiveRule, { open, staffed }: Situation): boolean {
  return (open & bit) !== 0n && (staffed & bit) === 0n;
}

/** Whether an earlier rule that a lead meets keeps it: one with `next_rule` only while it is staffed. */
function takesBefore({ compiled, bit }: LiveRule, { open, staffed }: Situation): boolean {
  if ((open & bit) === 0n) return false;
  return compiled.rule.otherwise.kind !== "next_rule" || (staffed & bit) !== 0n;
}

/** The proof: the lead came to the rule, and none of its members had it in his turn. */
function isLeftToOtherwise({ compiled }: LiveRule, record: DecisionRecord): boolean {
  const { id } = compiled.rule;
  if (record.rule !== id) return record.passed.some(({ rule }) => rule === id);
  return record.kind !== "assigned" || record.chosenBy === "on_duty";
}
