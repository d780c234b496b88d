import type { Hono } from "hono";
import { changeLead } from "#sandbox/crm/change-lead.ts";
import { addLead, announceLead } from "#sandbox/crm/leads.ts";
import type { Lead } from "#sandbox/state/account.ts";
import {
  type ApiContext,
  type ApiEnv,
  batchOf,
  empty,
  hal,
  idParam,
  objectOf,
  page,
  queryOf,
  requestIdOf,
  selfLink,
  withOf,
} from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import { findLeads } from "./lead-filter.ts";
import { leadModel } from "./lead-model.ts";
import { changeOf, draftOf, type LeadWrite, readLeadChange, readNewLead } from "./lead-write.ts";

export function mountLeads(app: Hono<ApiEnv>): void {
  app.get("/api/v4/leads", listLeads);
  app.get("/api/v4/leads/:id{[0-9]+}", getLead);
  app.post("/api/v4/leads", addLeads);
  app.patch("/api/v4/leads", changeLeads);
  app.patch("/api/v4/leads/:id{[0-9]+}", changeOneLead);
}

function listLeads(context: ApiContext): Response {
  const query = queryOf(context);
  const asked = withOf(query);
  return page(context, {
    key: "leads",
    rows: findLeads(context.get("account"), query, { onlyDeleted: asked.has("only_deleted") }),
    model: (lead) => leadModel(context, lead, asked),
  });
}

function getLead(context: ApiContext): Response {
  const asked = withOf(queryOf(context));
  const lead = context.get("account").leads.get(idParam(context));
  if (!lead || (lead.deleted && !asked.has("only_deleted"))) return empty(context);
  return hal(context, leadModel(context, lead, asked));
}

function addLeads(context: ApiContext): Response {
  const account = context.get("account");
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => readNewLead(account, item));
  const leads = writes.map((write, index) => {
    const lead = addLead(account, draftOf(account, write, context.get("actor")));
    announceLead(account, lead);
    return {
      id: lead.id,
      request_id: requestIdOf(items[index] ?? {}, index),
      _links: leadLink(context, lead),
    };
  });
  return hal(context, { _links: selfLink(context, "/api/v4/leads"), _embedded: { leads } });
}

function changeLeads(context: ApiContext): Response {
  const account = context.get("account");
  const changes = checkBatch(batchOf(context), (item) => readLeadChange(account, item));
  const leads = changes.map((change) => applyChange(context, change));
  return hal(context, { _links: selfLink(context, "/api/v4/leads"), _embedded: { leads } });
}

function changeOneLead(context: ApiContext): Response {
  const account = context.get("account");
  const item = { ...objectOf(context), id: idParam(context) };
  const [change] = checkBatch([item], (one) => readLeadChange(account, one));
  return change ? hal(context, applyChange(context, change)) : empty(context);
}

function applyChange(
  context: ApiContext,
  { lead, write }: { lead: Lead; write: LeadWrite },
): object {
  const account = context.get("account");
  const by = write.updated_by ?? context.get("actor").id;
  changeLead(account, lead, { change: changeOf(account, write, lead), by });
  return { id: lead.id, updated_at: lead.updatedAt, _links: leadLink(context, lead) };
}

function leadLink(context: ApiContext, lead: Lead): object {
  return selfLink(context, `/api/v4/leads/${lead.id}`);
}
