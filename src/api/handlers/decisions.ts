import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { Problem } from "#api/problem.ts";
import type { Teller } from "#api/telling.ts";
import { decisionsOfLead, findDecision, listDecisions } from "#store/decisions.ts";
import type { Db } from "#store/schema.ts";

type DecisionHandlers = Pick<
  Handlers,
  "listDecisions" | "explainDecision" | "explainCounterfactual" | "explainLead"
>;

export function decisionHandlers(db: Db, teller: Teller): DecisionHandlers {
  const decisionOf = async (account: string, seq: number) => {
    const decision = await findDecision(db, { account, seq });
    if (decision === null) throw new Problem("decision_not_found");
    return decision;
  };
  return {
    async listDecisions({ params, query: { lang, before, limit, ...filter } }) {
      const account = await accountOf(db, params.account);
      const page = await listDecisions(db, { account: account.id, ...filter }, { before, limit });
      return { ...page, decisions: await teller.lines(account, page.decisions, lang) };
    },

    async explainDecision({ params, query: { lang } }) {
      const account = await accountOf(db, params.account);
      return teller.why(account, await decisionOf(account.id, params.id), lang);
    },

    async explainCounterfactual({ params, query }) {
      const account = await accountOf(db, params.account);
      const decision = await decisionOf(account.id, params.id);
      const answer = await teller.whyNot(account, decision, query);
      if (answer === null) throw new Problem("manager_not_found");
      return answer;
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
