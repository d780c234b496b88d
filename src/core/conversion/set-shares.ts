/** From a rule's book to the weights by which decisions share: once a night, or with every outcome. */
import type { RuleShares } from "#core/decision.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { setShares } from "#core/shares.ts";
import type { AccountState } from "#core/state.ts";
import { adaptiveEvidence, conversionEvidence, type ShareEvidence } from "./evidence.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { shareSettings } from "./settings.ts";
import { sharesBySource, sharesFrom, weightsFrom } from "./shares.ts";
import { salesFiguresOf } from "./standing.ts";

/** What the shares of a rule are to be concluded from at `at` (epoch ms). */
export function evidenceFor(
  program: Program,
  rule: CompiledRule,
  { book, at }: { readonly book: OutcomeBook; readonly at: number },
): ShareEvidence {
  const members = rule.members.map(({ manager, index }) => ({
    manager,
    comfort: program.managers[index]?.comfort ?? null,
  }));
  const settings = shareSettings(rule.rule, program.configuration.account.timeZone);
  const question = { members, settings, at, seed: program.seed };
  return rule.rule.method === "adaptive"
    ? adaptiveEvidence(book, question)
    : conversionEvidence(book, question);
}

/**
 * Decisions share by this evidence from now on; before the first sale, by equal turns.
 *
 * @param found `hash`: under which it is kept, so that every decision names it; absent: it is not
 */
export function shareBy(
  state: AccountState,
  rule: string,
  { evidence, hash }: { readonly evidence: ShareEvidence; readonly hash?: string },
): void {
  const shares = ruleSharesFrom(evidence);
  const isKept = shares !== null && hash !== undefined;
  setShares(state, rule, isKept ? { ...shares, evidence: hash } : shares);
}

/** Null: nothing was sold yet, so that the rule goes by equal turns. */
export function ruleSharesFrom(evidence: ShareEvidence): RuleShares | null {
  if (evidence.members.every(({ won }) => won === 0)) return null;
  const shares = { weights: weightsFrom(sharesFrom(evidence)), sales: salesFiguresOf(evidence) };
  const ofSources = sharesBySource(evidence);
  if (ofSources === null) return shares;
  const bySource = Object.entries(ofSources).map(
    ([source, parts]) => [source, weightsFrom(parts)] as const,
  );
  return { ...shares, bySource: Object.fromEntries(bySource) };
}
