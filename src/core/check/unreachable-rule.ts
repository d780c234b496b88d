/**
 * Rules that never take a lead, since whatever meets them is taken by earlier ones.
 *
 * Proved for every situation of the coming year in which the rule is open: no lead meets its
 * conditions and none of the earlier open rules'. A rule that passes leads on (`next_rule`, at once
 * or after a wait) is in nobody's way. Not found: what follows only from tests of text beyond their
 * prefixes and parts, and rules whose own conditions contradict each other, of which no lead can be
 * shown.
 */
import type { Facts } from "#core/decision.ts";
import type { Finding } from "./finding.ts";
import { recurrencesOf } from "./recurrence.ts";
import {
  acceptedBy,
  decided,
  type LiveRule,
  type Survey,
  situationsWhere,
  warning,
} from "./survey.ts";
import { spansOf } from "./timeline.ts";
import { unreachableSentence } from "./wording.ts";

export function unreachableRules(survey: Survey): readonly Finding[] {
  return survey.rules.flatMap((rule) => {
    const shadows = shadowsOf(survey, rule);
    return shadows === null ? [] : shown(survey, rule, shadows);
  });
}

/** The earlier rules that take all of the rule's leads; null where some lead may come to it. */
function shadowsOf({ search, timeline }: Survey, rule: LiveRule): readonly LiveRule[] | null {
  const rivals = rule.rivals.filter(keepsLeads);
  if (rivals.length === 0) return null;
  const ofRivals = rivals.reduce((bits, { bit }) => bits | bit, 0n);
  const open = timeline.situations.filter((situation) => (situation.open & rule.bit) !== 0n);
  const shadows = new Set<LiveRule>();
  for (const inTheWay of new Set(open.map((situation) => situation.open & ofRivals))) {
    const present = rivals.filter(({ bit }) => (inTheWay & bit) !== 0n);
    const takesAll = (takers: readonly LiveRule[]) =>
      search.find([rule.meets, ...takers.map(({ misses }) => misses)]).kind === "none";
    if (!takesAll(present)) return null;
    const alone = present.find((one) => takesAll([one]));
    for (const shadow of alone === undefined ? present : [alone]) shadows.add(shadow);
  }
  return rivals.filter((rival) => shadows.has(rival));
}

function keepsLeads({ compiled: { rule } }: LiveRule): boolean {
  const { otherwise } = rule;
  if (otherwise.kind === "next_rule") return false;
  const passesOnLater = otherwise.kind === "wait" && otherwise.afterwards.kind === "next_rule";
  return !passesOnLater || otherwise.atMostMs === null;
}

function shown(survey: Survey, rule: LiveRule, shadows: readonly LiveRule[]): readonly Finding[] {
  const { search, timeline, horizon } = survey;
  const lead = search.find([rule.meets]);
  if (lead.kind !== "found") return [];
  const open = situationsWhere(timeline, (situation) => (situation.open & rule.bit) !== 0n);
  const [recurrence] = recurrencesOf(spansOf(timeline, open), horizon);
  if (
    recurrence === undefined ||
    !isProved(survey, { rule, facts: lead.facts, at: recurrence.first.from })
  ) {
    return [];
  }
  const { id } = rule.compiled.rule;
  const message = unreachableSentence(
    rule.compiled.rule,
    shadows.map(({ compiled }) => compiled.rule),
    survey.lang,
  );
  const { facts } = lead;
  return [
    warning(survey, { code: "unreachable_rule", rule: id, span: recurrence.first, facts, message }),
  ];
}

/** The lead meets the rule and its window, and an earlier one has it. */
function isProved(
  survey: Survey,
  { rule, facts, at }: { readonly rule: LiveRule; readonly facts: Facts; readonly at: number },
): boolean {
  const { compiled } = rule;
  const meets = (acceptedBy([rule], facts) & rule.bit) !== 0n && compiled.window.covers(at);
  const record = decided(survey, facts, at);
  const taker = record.rule === null ? undefined : survey.program.ruleById.get(record.rule);
  return meets && taker !== undefined && taker.index < compiled.index;
}
