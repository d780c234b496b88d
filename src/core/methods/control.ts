/**
 * By adaptive: one lead in twenty goes by equal turns, on a ledger of its own, so that there is an
 * honest group to compare with and everybody goes on being seen at work. Which leads these are is
 * settled by their numbers, before anything is known of them.
 *
 * Until the first sale there are no shares and no control group: the rule is just by turns.
 */
import type { Program } from "#core/program.ts";
import type { AccountState } from "#core/state.ts";
import { tieRank } from "#core/tie.ts";

const ONE_IN = 20;

/** Whether a new lead is one of the control group, should a rule by adaptive take it. */
export function isControl(program: Program, state: AccountState, lead: string): boolean {
  const hasShares = program.rules.some(
    ({ rule }) => rule.method === "adaptive" && state.shares.has(rule.id),
  );
  return hasShares && mayBeControl(program, lead);
}

/** Whether its number makes a lead one of the control group wherever there are shares. */
export function mayBeControl({ seed }: Pick<Program, "seed">, lead: string): boolean {
  return tieRank(seed, lead, "control group") % ONE_IN === 0;
}

/** The ledger of the control group beside that of the rule's other leads. */
export function controlLedger(ledger: string): string {
  return `${ledger}#control`;
}
