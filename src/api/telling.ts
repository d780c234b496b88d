import type { Known } from "#core/counterfactual/remembered.ts";
import { lookbackMs } from "#core/limits/lookback.ts";
import type { Program } from "#core/program.ts";
import type { Account } from "#store/accounts.ts";
import { latestOfRules, receiptsBefore } from "#store/before-decision.ts";
import { decisionsOfLead, type StoredDecision } from "#store/decisions.ts";
import type { Db } from "#store/schema.ts";
import type { Counterfactual, DecisionLine, Why } from "./contract/decisions.ts";
import { counterfactualOf } from "./present/counterfactual.ts";
import { decisionLine } from "./present/decision-line.ts";
import { why } from "./present/why.ts";
import type { Programs } from "./programs.ts";

export type Language = "ru" | "en";

/** Tells decisions in words, each by the configuration under which it was made. */
export interface Teller {
  lines(
    account: Account,
    decisions: readonly StoredDecision[],
    lang: Language,
  ): Promise<DecisionLine[]>;
  why(account: Account, decision: StoredDecision, lang: Language): Promise<Why>;
  /** Why not `manager`; null where the configuration of the decision does not know him. */
  whyNot(
    account: Account,
    decision: StoredDecision,
    asked: { readonly manager: string; readonly lang: Language },
  ): Promise<Counterfactual | null>;
}

export function tellerOf(db: Db, programs: Programs): Teller {
  const telling = async (account: Account, decision: StoredDecision, lang: Language) => ({
    program: await programs.of(account.id, decision.configurationVersion),
    crmAddress: account.crmAddress,
    lang,
  });
  const lines: Teller["lines"] = (account, decisions, lang) =>
    Promise.all(decisions.map(async (one) => decisionLine(one, await telling(account, one, lang))));
  return {
    lines,
    async why(account, decision, lang) {
      const query = { account: account.id, lead: decision.lead };
      const chain = await lines(account, await decisionsOfLead(db, query), lang);
      return why(decision, await telling(account, decision, lang), chain);
    },
    async whyNot(account, decision, { manager, lang }) {
      const told = await telling(account, decision, lang);
      if (!told.program.managerIndex.has(manager)) return null;
      const known = await knownBefore(db, told.program, { account: account.id, decision });
      return counterfactualOf(decision, told, { manager, known });
    },
  };
}

/** What the history said before the decision, as far as anything may be supposed otherwise. */
async function knownBefore(
  db: Db,
  program: Program,
  { account, decision }: { readonly account: string; readonly decision: StoredDecision },
): Promise<Known> {
  const place = { account, seq: decision.seq };
  const rules = program.rules.map(({ rule }) => rule.id);
  const since = decision.at - lookbackMs(program);
  return {
    latest: await latestOfRules(db, place, rules),
    received: await receiptsBefore(db, { ...place, since }),
  };
}
