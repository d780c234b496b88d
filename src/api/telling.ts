import type { Account } from "#store/accounts.ts";
import { decisionsOfLead, type StoredDecision } from "#store/decisions.ts";
import type { Db } from "#store/schema.ts";
import type { DecisionLine, Why } from "./contract/decisions.ts";
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
  };
}
