import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { heldLead } from "#api/present/held-lead.ts";
import type { Flow } from "#flow/flow.ts";
import { heldLeads } from "#store/held-leads.ts";

const PAGE = 50;

export function heldLeadHandlers(flow: Flow): Pick<Handlers, "listHeldLeads"> {
  const db = flow.database.kysely;
  return {
    async listHeldLeads({ params, query: { manager, offset, ...filter } }) {
      const account = await accountOf(db, params.account);
      const desk = await flow.desks.read(db, account);
      if (desk === null) return { leads: [], total: 0 };
      const { program, holders } = desk;
      const wanted = [...holders].filter(([, key]) => manager === undefined || key === manager);
      const page = await heldLeads(
        db,
        { account: account.id, holders: wanted.map(([holder]) => holder), ...filter },
        { offset, limit: PAGE },
      );
      const telling = { program, holders, crmAddress: account.crmAddress };
      return { leads: page.leads.map((row) => heldLead(row, telling)), total: page.total };
    },
  };
}
