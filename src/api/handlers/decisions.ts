import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { Problem } from "#api/problem.ts";
import type { Teller } from "#api/telling.ts";
import { decisionsOfLead, findDecision, listDecisions } from "#store/decisions.ts";
import type { Db } from "#store/schema.ts";

type DecisionHandlers = Pick<Handlers, "listDecisions" | "explainDecision" | "explainLead">;

export function decisionHandlers(db: Db, teller: Teller): DecisionHandlers {
  return {
    async listDecisions({ params, query: { lang, before, limit, ...filter } }) {
      const account = await accountOf(db, params.account);
      const page = await listDecisions(db, { account: account.id, ...filter }, { before, limit });
      return { ...page, decisions: await teller.lines(account, page.decisions, lang) };
    },

    async explainDecision({ params, query: { lang } }) {
      const account = await accountOf(db, params.account);
      const decision = await findDecision(db, { account: account.id, seq: params.id });
      if (decision === null) throw new Problem("decision_not_found");
      return teller.why(account, decision, lang);
    },

    async explainLead({ params, query: { lang } }) {
      const account = await accountOf(db, params.account);
      const chain = await decisionsOfLead(db, { account: account.id, lead: params.lead });
      const latest = chain.at(-1);
      if (latest === undefined)
        throw new Problem("lead_not_found", { detail: unknown(params.lead) });
      return teller.why(account, latest, lang);
    },
  };
}

const unknown = (lead: string) =>
  `No decision was made about the lead ${lead}. Look for it in the CRM: it may be older than the account's connection here.`;
