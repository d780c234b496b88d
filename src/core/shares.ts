/**
 * The shares of rules whose method concludes them from sales: set from outside as often as they
 * change, kept in the state, written into every record with what they were concluded from.
 */
import type { RuleShares } from "./decision.ts";
import type { OpenVerdict } from "./panel.ts";
import type { AccountState } from "./state.ts";

/**
 * The rule shares so from now on; null: by the weights of its program, as before the first sale.
 * A member who is not named keeps the weight of the program. Balances stay: they are in leads,
 * whatever the shares.
 */
export function setShares(state: AccountState, rule: string, shares: RuleShares | null): void {
  if (shares === null) state.shares.delete(rule);
  else state.shares.set(rule, shares);
}

/** Writes everybody's share of a lead into his verdict, and what it was concluded from. */
export function writeShares(
  members: readonly OpenVerdict[],
  { weights, bySource, sales }: RuleShares,
  source: unknown,
): void {
  const ofSource = typeof source === "string" ? bySource?.[source] : undefined;
  const nearest = ofSource ?? bySource?.[""] ?? weights;
  for (const verdict of members) {
    verdict.weight = nearest[verdict.manager] ?? verdict.weight;
    const figures = sales?.[verdict.manager];
    if (figures !== undefined) verdict.sales = figures;
  }
}
