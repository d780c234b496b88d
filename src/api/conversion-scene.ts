/** What every look at a rule by sales begins with: the account, its rules, and by what they share now. */
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { sharingRules } from "#flow/sales-desk.ts";
import type { Account } from "#store/accounts.ts";
import { latestShares, sharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import { accountOf } from "./account.ts";
import { Problem } from "./problem.ts";
import type { Programs } from "./programs.ts";

export interface SalesScene {
  readonly account: Account;
  readonly program: Program;
  /** Those that share by sales, in their order. */
  readonly rules: readonly CompiledRule[];
  /** The one that was asked for, or the first. */
  readonly rule: CompiledRule;
}

/** Null: nothing is configured, or no rule shares by sales. @throws Problem `rule_not_found` */
export async function salesScene(
  db: Db,
  programs: Programs,
  asked: { readonly account: string; readonly rule: string | undefined },
): Promise<SalesScene | { readonly account: Account; readonly rule: null }> {
  const account = await accountOf(db, asked.account);
  const { id, configurationVersion: version } = account;
  const program = version === 0 ? null : await programs.of(id, version);
  const rules = program === null ? [] : sharingRules(program);
  const rule =
    asked.rule === undefined ? rules[0] : rules.find((one) => one.rule.id === asked.rule);
  if (rule === undefined && asked.rule !== undefined) {
    throw new Problem("rule_not_found", {
      detail: `The configuration has no rule ${asked.rule} with the method conversion or adaptive.`,
    });
  }
  if (program === null || rule === undefined) return { account, rule: null };
  return { account, program, rules, rule };
}

/** By what a rule has shared from some moment on. */
export interface ConcludedShares {
  /** Epoch ms. */
  readonly at: number;
  readonly evidence: ShareEvidence;
}

/** Null: the rule has concluded nothing yet. */
export async function sharesNow(
  db: Db,
  { account, rule }: Pick<SalesScene, "account" | "rule">,
): Promise<ConcludedShares | null> {
  const [stored] = await latestShares(db, { account: account.id, rules: [rule.rule.id] });
  return stored === undefined ? null : concluded(stored);
}

/** By what it shared just before `moment` (epoch ms); null: by nothing yet. */
export async function sharesBefore(
  db: Db,
  { account, rule }: Pick<SalesScene, "account" | "rule">,
  moment: number,
): Promise<ConcludedShares | null> {
  const asked = { account: account.id, rule: rule.rule.id, moments: [moment] };
  const [stored] = await sharesAt(db, asked);
  return stored === undefined ? null : concluded(stored);
}

const concluded = ({ at, evidence }: { at: number; evidence: string }): ConcludedShares => ({
  at,
  evidence: JSON.parse(evidence) as ShareEvidence,
});

/** Whose comfortable rate the configuration does not say. */
export function withoutComfort({ managers }: Program): ReadonlySet<string> {
  return new Set(managers.flatMap(({ key, comfort }) => (comfort === null ? [key] : [])));
}
