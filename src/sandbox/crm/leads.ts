import type { Account, FieldValue, Lead, Tag } from "#sandbox/state/account.ts";
import {
  ensureSource,
  mainPipeline,
  statusOf,
  statusOfKind,
  unixNow,
} from "#sandbox/state/look-up.ts";
import { deletedLeadItem, leadItem } from "#sandbox/webhooks/lead-body.ts";
import { recordEvent } from "./events.ts";

export interface LeadDraft {
  /** Absent: the next number. */
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly price?: number | undefined;
  readonly pipelineId?: number | undefined;
  readonly statusId?: number | undefined;
  /** 0: nobody. */
  readonly responsibleUserId: number;
  /** 0: a robot. */
  readonly createdBy: number;
  readonly createdAt?: number | undefined;
  readonly source?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly fields?: ReadonlyMap<number, readonly FieldValue[]> | undefined;
  readonly contacts?: readonly number[] | undefined;
  readonly companies?: readonly number[] | undefined;
}

/** A lead comes: it is put where its draft says, by default at the first open stage of the main pipeline. */
export function addLead(account: Account, draft: LeadDraft): Lead {
  const lead = placeLead(account, draft);
  recordEvent(account, { type: "lead_added", entity: leadEntity(lead), by: lead.createdBy });
  return lead;
}

/** The same without a trace in the journal: it has always been there. */
export function placeLead(account: Account, draft: LeadDraft): Lead {
  const now = unixNow(account);
  const { createdBy, source } = draft;
  const lead: Lead = {
    id: draft.id ?? account.nextId("lead"),
    ...contentOf(draft),
    ...placeOf(account, draft),
    responsibleUserId: draft.responsibleUserId,
    lossReasonId: null,
    sourceId: source === undefined ? null : ensureSource(account, source).id,
    createdBy,
    updatedBy: createdBy,
    createdAt: draft.createdAt ?? now,
    updatedAt: now,
    closedAt: null,
    deleted: false,
    arrivedMs: account.clock(),
    responsibleSetMs: null,
    responsibleChanges: 0,
  };
  if (isClosed(account, lead)) lead.closedAt = now;
  account.leads.set(lead.id, lead);
  for (const contact of lead.contacts) account.contacts.get(contact)?.leads.push(lead.id);
  for (const company of lead.companies) account.companies.get(company)?.leads.push(lead.id);
  return lead;
}

function contentOf(
  draft: LeadDraft,
): Pick<Lead, "name" | "price" | "fields" | "tags" | "contacts" | "companies"> {
  const { name = "", price = 0, tags = [], contacts = [], companies = [] } = draft;
  return { name, price, fields: draft.fields ?? new Map(), tags, contacts, companies };
}

function placeOf(account: Account, draft: LeadDraft): Pick<Lead, "pipelineId" | "statusId"> {
  const pipeline = account.pipelines.get(draft.pipelineId ?? -1) ?? mainPipeline(account);
  const statusId = draft.statusId ?? statusOfKind(pipeline, "open")?.id;
  if (statusId === undefined) throw new Error(`pipeline ${pipeline.name} has no open stage`);
  return { pipelineId: pipeline.id, statusId };
}

/** Tells the subscribers of `add_lead`; unsorted leads are announced as unsorted instead. */
export function announceLead(account: Account, lead: Lead): void {
  account.publish("add_lead", () => ({
    entity: "leads",
    action: "add",
    id: lead.id,
    item: leadItem(account, lead),
  }));
}

/** Moves the lead to the trash. */
export function deleteLead(account: Account, lead: Lead, by: number): void {
  if (lead.deleted) return;
  lead.deleted = true;
  lead.updatedAt = unixNow(account);
  lead.updatedBy = by;
  recordEvent(account, { type: "lead_deleted", entity: leadEntity(lead), by });
  account.publish("delete_lead", () => ({
    entity: "leads",
    action: "delete",
    id: lead.id,
    item: deletedLeadItem(lead),
  }));
}

export function restoreLead(account: Account, lead: Lead, by: number): void {
  if (!lead.deleted) return;
  lead.deleted = false;
  lead.updatedAt = unixNow(account);
  lead.updatedBy = by;
  recordEvent(account, { type: "lead_restored", entity: leadEntity(lead), by });
  account.publish("restore_lead", () => ({
    entity: "leads",
    action: "restore",
    id: lead.id,
    item: leadItem(account, lead),
  }));
}

export function isClosed(account: Account, lead: Lead): boolean {
  const kind = statusOf(account, lead)?.kind;
  return kind === "won" || kind === "lost";
}

export function leadEntity(lead: Lead): { type: "lead"; id: number } {
  return { type: "lead", id: lead.id };
}
