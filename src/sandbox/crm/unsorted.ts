import { randomBytes } from "node:crypto";
import type { Account, Lead, Unsorted, UnsortedCategory } from "#sandbox/state/account.ts";
import { mainPipeline, statusOfKind, unixNow } from "#sandbox/state/look-up.ts";
import { leadItem } from "#sandbox/webhooks/lead-body.ts";
import { sortedItem, unsortedItem } from "#sandbox/webhooks/unsorted-body.ts";
import { changeLead } from "./change-lead.ts";
import { recordEvent } from "./events.ts";
import { addLead, announceLead, deleteLead, type LeadDraft, leadEntity } from "./leads.ts";
import { leaveUnsorted } from "./leave-unsorted.ts";

export interface UnsortedDraft {
  readonly category: UnsortedCategory;
  readonly sourceName: string;
  readonly sourceUid: string | null;
  readonly metadata: Unsorted["metadata"];
  readonly createdAt?: number | undefined;
  readonly lead: Omit<LeadDraft, "statusId" | "source">;
}

/** Puts a request into «Неразобранное», in the main pipeline where the wanted one has no such stage. */
export function addUnsorted(account: Account, draft: UnsortedDraft): Unsorted {
  const wanted = account.pipelines.get(draft.lead.pipelineId ?? -1);
  const pipeline = wanted && statusOfKind(wanted, "unsorted") ? wanted : mainPipeline(account);
  const statusId = statusOfKind(pipeline, "unsorted")?.id;
  const lead = addLead(account, {
    ...draft.lead,
    pipelineId: pipeline.id,
    statusId,
    source: draft.sourceName,
  });
  const unsorted: Unsorted = {
    uid: randomBytes(19).toString("hex"),
    category: draft.category,
    sourceUid: draft.sourceUid,
    sourceName: draft.sourceName,
    pipelineId: pipeline.id,
    createdAt: draft.createdAt ?? unixNow(account),
    metadata: draft.metadata,
    leadId: lead.id,
    contacts: lead.contacts,
    companies: lead.companies,
    state: "waiting",
    sortedAt: null,
  };
  account.unsorted.set(unsorted.uid, unsorted);
  account.unsortedByLead.set(lead.id, unsorted);
  announceUnsorted(account, unsorted, lead);
  return unsorted;
}

function announceUnsorted(account: Account, unsorted: Unsorted, lead: Lead): void {
  const entity = leadEntity(lead);
  if (unsorted.category === "sip") recordEvent(account, { type: "incoming_call", entity, by: 0 });
  if (unsorted.category === "chats") {
    const after = [{ message: { id: unsorted.metadata["chat_id"] } }];
    recordEvent(account, { type: "incoming_chat_message", entity, by: 0, after });
  }
  account.publish("add_unsorted", () => ({
    entity: "unsorted",
    action: "add",
    id: unsorted.uid,
    item: unsortedItem(account, unsorted, lead),
  }));
  if (unsorted.category === "chats") {
    // Recorded: the chat's lead is updated at once by a robot.
    const item = () => leadItem(account, lead);
    account.publish("update_lead", () => ({
      entity: "leads",
      action: "update",
      id: lead.id,
      item: item(),
    }));
  }
  if (account.settings.hooks.leadAddedOnUnsorted) announceLead(account, lead);
}

/** Moves the request to a stage (default: the first open one) on behalf of user `by`. */
export function acceptUnsorted(
  account: Account,
  unsorted: Unsorted,
  {
    by,
    statusId,
    responsibleUserId,
  }: {
    by: number;
    statusId?: number | undefined;
    responsibleUserId?: number | undefined;
  },
): void {
  const lead = leadOf(account, unsorted);
  const pipeline = account.pipelines.get(unsorted.pipelineId) ?? mainPipeline(account);
  const stage = statusId ?? statusOfKind(pipeline, "open")?.id;
  changeLead(account, lead, { change: { statusId: stage, responsibleUserId }, by });
  leaveUnsorted(account, unsorted, by);
  if (account.settings.hooks.leadAddedOnAccept) announceLead(account, lead);
}

/** Refuses the request: its lead goes to the trash. */
export function declineUnsorted(account: Account, unsorted: Unsorted, by: number): void {
  unsorted.state = "declined";
  unsorted.sortedAt = unixNow(account);
  account.publish("delete_unsorted", () => ({
    entity: "unsorted",
    action: "delete",
    id: unsorted.uid,
    item: sortedItem(unsorted, { action: "decline", by }),
  }));
  deleteLead(account, leadOf(account, unsorted), by);
}

function leadOf(account: Account, unsorted: Unsorted): Lead {
  const lead = account.leads.get(unsorted.leadId);
  if (!lead) throw new Error(`unsorted ${unsorted.uid} has no lead ${unsorted.leadId}`);
  return lead;
}
