import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { Problem } from "#api/problem.ts";
import type { Flow } from "#flow/flow.ts";
import type { Intake } from "#flow/intake.ts";
import { knownLeads } from "#store/leads.ts";

type LeadHandlers = Pick<Handlers, "submitLead" | "submitOutcome">;

export function leadHandlers(flow: Flow, intake: Intake): LeadHandlers {
  const db = flow.database.kysely;
  return {
    async submitLead({ params, body }) {
      const { id: account } = await accountOf(db, params.account);
      return { accepted: await intake.lead({ account, ...body }) };
    },

    async submitOutcome({ params, body }) {
      const { id: account, crm } = await accountOf(db, params.account);
      if (crm !== "none") throw new Problem("outcomes_told_by_crm");
      const { lead, state, at = null, price = null } = body;
      const known = await knownLeads(db, { account, ids: [lead] });
      if (!known.has(lead)) throw new Problem("lead_not_found");
      const end = { state: state === "reopened" ? "open" : state, at, price } as const;
      await intake.outcome({ account, lead, end });
      return { accepted: true };
    },
  };
}
