import type { Why } from "#api/contract/decisions.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import { inLeads } from "#core/explain/amount.ts";
import { rulesAsked } from "#core/explain/asked.ts";
import { askedSentence } from "#core/explain/asked-sentence.ts";
import { headline } from "#core/explain/headline.ts";
import { nameOf } from "#core/explain/members.ts";
import { memberSentence } from "#core/explain/verdict.ts";
import { unitOf } from "#core/methods/value.ts";
import type { StoredDecision } from "#store/decisions.ts";
import { decisionLine, ruleName, type Telling } from "./decision-line.ts";
import { leadFacts } from "./lead-facts.ts";

/** Everything behind one decision, in words and numbers. `chain` comes from its own tellings. */
export function why(stored: StoredDecision, telling: Telling, chain: Why["chain"]): Why {
  const { program, lang } = telling;
  const { record } = stored;
  return {
    decision: decisionLine(stored, telling),
    headline: headline(program, record, lang),
    members: record.members.map((member) => memberView(member, record, telling)),
    rules: rulesOf(record, telling),
    facts: leadFacts(record.facts, lang),
    path: {
      cameAt: stored.cameAt,
      decidedAt: record.at,
      deliveredAt: stored.sentAt,
      confirmedAt: stored.confirmedAt,
      error: stored.deliveryError,
    },
    others: program.managers
      .filter(({ key }) => key !== record.manager)
      .map(({ key, name }) => ({ manager: key, name })),
    chain,
    configurationVersion: record.configurationVersion,
    hash: stored.hash,
    bySales: record.members.some(({ sales }) => sales !== undefined),
  };
}

function memberView(
  member: MemberVerdict,
  record: DecisionRecord,
  { program, lang }: Telling,
): Why["members"][number] {
  const byValue = program.ruleById.get(record.rule ?? "")?.byValue ?? false;
  const unit = unitOf({ byValue });
  const credited = record.members.reduce((sum, { credit }) => sum + credit, 0);
  return {
    manager: member.manager,
    name: nameOf(program, member.manager),
    verdict: member.verdict,
    sentence: memberSentence(program, { record, member }, lang),
    eligible: couldReceive(member.verdict),
    chosen: member.manager === record.manager,
    weight: member.weight,
    share: credited === 0 ? 0 : member.credit / credited,
    before: inLeads(member.before, unit),
    credit: inLeads(member.credit, unit),
    after: inLeads(member.after, unit),
  };
}

function rulesOf(record: DecisionRecord, { program, lang }: Telling): Why["rules"] {
  return rulesAsked(program, record).map((asked) => ({
    rule: asked.rule,
    name: ruleName(program, asked.rule),
    // A lead that was passed on and found nobody waits in a rule that passed it on.
    took: asked.rule === record.rule,
    sentence: askedSentence(program, { record, asked }, lang),
  }));
}
