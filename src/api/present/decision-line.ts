import type { DecisionLine } from "#api/contract/decisions.ts";
import type { FactValue } from "#core/decision.ts";
import { headline } from "#core/explain/headline.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";
import { leadUrl } from "#flow/lead-url.ts";
import type { StoredDecision } from "#store/decisions.ts";

/** What a decision is told with: the program by which it was made, and the CRM's address. */
export interface Telling {
  readonly program: Program;
  readonly crmAddress: string | null;
  readonly lang: Language;
}

export function decisionLine(stored: StoredDecision, telling: Telling): DecisionLine {
  const { program, crmAddress, lang } = telling;
  const { record, seq, lead, leadName, at, cause, kind, rule, manager, delivery } = stored;
  const { channel, source, price } = record.facts;
  return {
    id: seq,
    lead,
    leadName,
    leadUrl: leadUrl(crmAddress, lead),
    at,
    cause,
    kind,
    rule,
    ruleName: rule && ruleName(program, rule),
    manager,
    managerName: manager && nameOf(program, manager),
    fromName: record.move?.from ? nameOf(program, record.move.from) : null,
    channel: channel === "call" || channel === "written" ? channel : "other",
    source: textOf(source),
    price: numberOf(price),
    // A delivery that a newer decision has overtaken was never made.
    delivery: delivery === "superseded" ? null : delivery,
    sentence: headline(program, record, lang),
  };
}

export function ruleName(program: Program, rule: string): string {
  return program.ruleById.get(rule)?.rule.name ?? rule;
}

function textOf(fact: FactValue | undefined): string | null {
  if (fact === undefined || fact === "") return null;
  return typeof fact === "object" ? fact.join(", ") : String(fact);
}

function numberOf(fact: FactValue | undefined): number | null {
  return typeof fact === "number" ? fact : null;
}
