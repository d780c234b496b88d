import type { Account, FieldValue, Lead, Tag } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { leadItem } from "#sandbox/webhooks/lead-body.ts";
import { recordEvent, responsibleValue, statusValue } from "./events.ts";
import { changedFields, sameValues } from "./fields.ts";
import { isClosed, leadEntity } from "./leads.ts";
import { leaveUnsorted } from "./leave-unsorted.ts";

export interface LeadChange {
  readonly name?: string | undefined;
  readonly price?: number | undefined;
  readonly statusId?: number | undefined;
  readonly pipelineId?: number | undefined;
  readonly responsibleUserId?: number | undefined;
  readonly lossReasonId?: number | null | undefined;
  /** Only these fields are touched; null clears one. */
  readonly fields?: ReadonlyMap<number, readonly FieldValue[] | null> | undefined;
  /** The whole new set of tags. */
  readonly tags?: readonly Tag[] | undefined;
}

type ChangeBy = { readonly change: LeadChange; readonly by: number };
type Was = Readonly<Lead>;
type Difference = { type: string; after: object[]; before: object[] };

/**
 * Changes a lead with all that amoCRM does beside it: date of closing, events, webhooks. What is
 * already so is not a change and tells nobody. `by`: user id, 0 for a robot.
 */
export function changeLead(account: Account, lead: Lead, { change, by }: ChangeBy): void {
  const was: Was = { ...lead };
  apply(account, lead, { change, by });
  const differences = differencesBetween(was, lead);
  if (differences.length === 0 && was.lossReasonId === lead.lossReasonId) return;
  lead.updatedAt = unixNow(account);
  lead.updatedBy = by;
  for (const difference of differences) {
    recordEvent(account, { ...difference, entity: leadEntity(lead), by });
  }
  publishChange(account, lead, was);
}

function apply(account: Account, lead: Lead, { change, by }: ChangeBy): void {
  lead.name = change.name ?? lead.name;
  lead.price = change.price ?? lead.price;
  lead.tags = change.tags ?? lead.tags;
  if (change.lossReasonId !== undefined) lead.lossReasonId = change.lossReasonId;
  if (change.fields) lead.fields = changedFields(lead.fields, change.fields);
  if (
    change.responsibleUserId !== undefined &&
    change.responsibleUserId !== lead.responsibleUserId
  ) {
    lead.responsibleUserId = change.responsibleUserId;
    lead.responsibleSetMs = account.clock();
    lead.responsibleChanges += 1;
  }
  move(account, lead, { change, by });
}

function move(account: Account, lead: Lead, { change, by }: ChangeBy): void {
  const pipelineId = change.pipelineId ?? lead.pipelineId;
  const statusId = change.statusId ?? keptStage(account, lead, pipelineId);
  if (statusId === lead.statusId && pipelineId === lead.pipelineId) return;
  lead.statusId = statusId;
  lead.pipelineId = pipelineId;
  lead.closedAt = isClosed(account, lead) ? unixNow(account) : null;
  const unsorted = account.unsortedByLead.get(lead.id);
  if (unsorted) leaveUnsorted(account, unsorted, by);
}

/** Dragged to another pipeline without a stage a lead keeps a system stage, else begins anew. */
function keptStage(account: Account, lead: Lead, pipelineId: number): number {
  const statuses = account.pipelines.get(pipelineId)?.statuses ?? [];
  const kept = statuses.find(({ id }) => id === lead.statusId);
  return (kept ?? statuses.find(({ kind }) => kind === "open"))?.id ?? lead.statusId;
}

function differencesBetween(was: Was, lead: Lead): Difference[] {
  const differences: Difference[] = [];
  const add = (type: string, after: object[], before: object[]) =>
    differences.push({ type, after, before });
  if (was.statusId !== lead.statusId || was.pipelineId !== lead.pipelineId) {
    add(
      "lead_status_changed",
      statusValue(lead.statusId, lead.pipelineId),
      statusValue(was.statusId, was.pipelineId),
    );
  }
  if (was.responsibleUserId !== lead.responsibleUserId) {
    add(
      "entity_responsible_changed",
      responsibleValue(lead.responsibleUserId),
      responsibleValue(was.responsibleUserId),
    );
  }
  if (was.name !== lead.name) {
    const value = (name: string) => [{ name_field_value: { name } }];
    add("name_field_changed", value(lead.name), value(was.name));
  }
  if (was.price !== lead.price) {
    const value = (sale: number) => [{ sale_field_value: { sale } }];
    add("sale_field_changed", value(lead.price), value(was.price));
  }
  return [...differences, ...tagDifferences(was, lead), ...fieldDifferences(was, lead)];
}

function tagDifferences(was: Was, lead: Lead): Difference[] {
  const missingFrom = (tags: readonly Tag[], others: readonly Tag[]) =>
    tags
      .filter(({ id }) => !others.some((other) => other.id === id))
      .map(({ name }) => ({ tag: { name } }));
  const added = missingFrom(lead.tags, was.tags);
  const deleted = missingFrom(was.tags, lead.tags);
  return [
    ...(added.length > 0 ? [{ type: "entity_tag_added", after: added, before: [] }] : []),
    ...(deleted.length > 0 ? [{ type: "entity_tag_deleted", after: [], before: deleted }] : []),
  ];
}

function fieldDifferences(was: Was, lead: Lead): Difference[] {
  if (was.fields === lead.fields) return [];
  const value = (id: number, values: readonly FieldValue[] | undefined) =>
    (values ?? []).map((one) => ({
      custom_field_value: { field_id: id, enum_id: one.enum_id ?? null, text: String(one.value) },
    }));
  return [...new Set([...was.fields.keys(), ...lead.fields.keys()])]
    .filter((id) => !sameValues(was.fields.get(id), lead.fields.get(id)))
    .map((id) => ({
      type: `custom_field_${id}_value_changed`,
      after: value(id, lead.fields.get(id)),
      before: value(id, was.fields.get(id)),
    }));
}

/** Every subscription is a request of its own, so one change of one lead may send three. */
function publishChange(account: Account, lead: Lead, was: Was): void {
  const statusId = was.statusId === lead.statusId ? undefined : was.statusId;
  const pipelineId = was.pipelineId === lead.pipelineId ? undefined : was.pipelineId;
  const responsibleUserId =
    was.responsibleUserId === lead.responsibleUserId ? undefined : was.responsibleUserId;
  const { id } = lead;
  if (statusId !== undefined || pipelineId !== undefined) {
    const before = { statusId: was.statusId, pipelineId };
    const item = () => leadItem(account, lead, before);
    account.publish("status_lead", () => ({ entity: "leads", action: "status", id, item: item() }));
  }
  if (responsibleUserId !== undefined) {
    const item = () => leadItem(account, lead, { responsibleUserId });
    account.publish("responsible_lead", () => ({
      entity: "leads",
      action: "responsible",
      id,
      item: item(),
    }));
  }
  const item = () => leadItem(account, lead, { statusId });
  account.publish("update_lead", () => ({ entity: "leads", action: "update", id, item: item() }));
}
