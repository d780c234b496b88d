/** Leads as the CRM holds them now, read by id. */
import type { Facts } from "#core/decision.ts";
import type { CrmLead, StageKind } from "#crm/port.ts";
import { halving, inBatches } from "./batches.ts";
import type { Client, CrmRequest } from "./client.ts";
import { isEntityId } from "./entity-id.ts";
import { factsOf } from "./facts.ts";
import {
  type LeadAnswer,
  leadAnswer,
  leadsAnswer,
  type UnsortedAnswer,
  unsortedAnswer,
} from "./model.ts";
import { type Origins, originFacts } from "./origin.ts";
import type { Pipelines } from "./pipelines.ts";

/** The CRM answers at most so many entities a request. */
const readMax = 250;

export interface LeadSources {
  readonly client: Client;
  readonly pipelines: Pipelines;
  readonly origins: Origins;
}

/** The leads that exist among `ids`; what is no id of this CRM does not exist in it. */
export async function readLeads(
  sources: LeadSources,
  ids: readonly string[],
): Promise<readonly CrmLead[]> {
  const leads: CrmLead[] = [];
  for (const batch of inBatches([...new Set(ids)].filter(isEntityId), readMax)) {
    const found = await halving(batch, (part) => readBatch(sources.client, part));
    await sources.pipelines.learn(found);
    const unsorted = await readUnsorted(sources, found);
    leads.push(...found.map((lead) => portLead(lead, sources, unsorted)));
  }
  return leads;
}

export const leadDetails = ["with", "contacts,source_id,source,loss_reason"] as const;

async function readBatch(client: Client, ids: readonly string[]): Promise<readonly LeadAnswer[]> {
  const answer = await client.call(
    {
      method: "GET",
      path: "/leads",
      query: [leadDetails, ["limit", readMax], ...ids.map((id) => ["filter[id][]", id] as const)],
    },
    leadsAnswer,
  );
  const leads = answer?._embedded.leads ?? [];
  const asked = new Set(ids);
  if (leads.every((lead) => asked.has(lead.id))) return leads;
  // Accounts without the filter feature ignore it silently and list what they like.
  return readOneByOne(client, ids);
}

async function readOneByOne(
  client: Client,
  ids: readonly string[],
): Promise<readonly LeadAnswer[]> {
  const leads: LeadAnswer[] = [];
  for (const id of ids) {
    const path = `/leads/${id}`;
    const lead = await client.call({ method: "GET", path, query: [leadDetails] }, leadAnswer);
    if (lead) leads.push(lead);
  }
  return leads;
}

/**
 * How the leads came that still lie in the unsorted inbox, by lead id. One request, and only where
 * no webhook has told it: the inbox cannot be asked by lead id, so its newest page has to do.
 */
async function readUnsorted(
  { client, pipelines, origins }: LeadSources,
  leads: readonly LeadAnswer[],
): Promise<ReadonlyMap<string, Facts>> {
  const untold = leads.filter(
    (lead) => pipelines.of(lead).kind === "unsorted" && origins.of(lead.id) === undefined,
  );
  if (untold.length === 0) return new Map();
  const request: CrmRequest = {
    method: "GET",
    path: "/leads/unsorted",
    query: [
      ["limit", readMax],
      ["order[created_at]", "desc"],
    ],
  };
  const answer = await client.call(request, unsortedAnswer);
  const byLead = (answer?._embedded.unsorted ?? []).flatMap((item) => {
    const lead = item._embedded?.leads[0]?.id;
    return lead === undefined ? [] : [[lead, unsortedFacts(item)] as const];
  });
  return new Map(byLead);
}

function unsortedFacts(item: UnsortedAnswer): Facts {
  return originFacts({
    category: item.category ?? null,
    source: item.source_name || item.metadata?.source_name || item.metadata?.service || null,
    form: item.metadata?.form_name || null,
    contact: item._embedded?.contacts[0]?.id ?? null,
  });
}

export function portLead(
  lead: LeadAnswer,
  { pipelines, origins }: LeadSources,
  unsorted: ReadonlyMap<string, Facts>,
): CrmLead {
  const names = pipelines.of(lead);
  const origin = { ...unsorted.get(lead.id), ...origins.of(lead.id) };
  return {
    id: lead.id,
    name: lead.name ?? "",
    responsible: lead.responsible_user_id,
    createdAt: lead.created_at * 1_000,
    updatedAt: lead.updated_at * 1_000,
    ...(lead.updated_by === undefined ? {} : { updatedBy: lead.updated_by }),
    closed: names.kind === "won" || names.kind === "lost",
    ...endOf(lead, names.kind),
    deleted: lead.is_deleted,
    facts: factsOf({ lead, names, origin }),
  };
}

function endOf(lead: LeadAnswer, kind: StageKind): Pick<CrmLead, "end"> {
  if (kind !== "won" && kind !== "lost") return {};
  const at = lead.closed_at ? lead.closed_at * 1_000 : null;
  return { end: { won: kind === "won", at, reasons: kind === "won" ? [] : reasonsOf(lead) } };
}

function reasonsOf({ loss_reason_id: id, _embedded }: LeadAnswer): readonly string[] {
  const told = (_embedded?.loss_reason ?? []).flatMap((one) => [one.name ?? [], one.id].flat());
  return [...new Set([...told, ...(id === null ? [] : [id])])];
}
