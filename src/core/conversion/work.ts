/**
 * What else a rule's book tells of everybody's work. No share depends on it: speed acts through who
 * is passed on a lead that nobody takes, and money only where a rule is fair by value.
 */
import type { LeadOutcome } from "./lead-outcome.ts";
import type { OutcomeBook } from "./outcome-book.ts";

export interface Work {
  /** What his won leads were sold for, in the account's currency, as far as it was told. */
  readonly soldFor: number;
  /** Half of the leads that he has begun with were begun within so many ms; null: none was. */
  readonly begunWithinMs: number | null;
  /** How often a lead of his was closed and opened again. */
  readonly reopened: number;
}

/** By manager; who has received nothing is not there. */
export function workIn({ leads }: OutcomeBook): ReadonlyMap<string, Work> {
  const byManager = Map.groupBy(leads.values(), ({ manager }) => manager);
  return new Map([...byManager].map(([manager, own]) => [manager, workOf(own)]));
}

function workOf(leads: readonly LeadOutcome[]): Work {
  const pauses = leads
    .flatMap(({ touchedAt, receivedAt }) => (touchedAt === null ? [] : [touchedAt - receivedAt]))
    .sort((one, other) => one - other);
  return {
    soldFor: leads.reduce((sum, { price }) => sum + (price ?? 0), 0),
    begunWithinMs: pauses[Math.floor((pauses.length - 1) / 2)] ?? null,
    reopened: leads.reduce((sum, lead) => sum + lead.reopened, 0),
  };
}
