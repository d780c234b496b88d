import type { Account, CustomField, FieldValue, Lead, Tag } from "#sandbox/state/account.ts";
import type { FormValue } from "./form-encoding.ts";

/** What a change leaves behind in the body of its hook. */
export interface Before {
  readonly statusId?: number | undefined;
  readonly pipelineId?: number | undefined;
  readonly responsibleUserId?: number | undefined;
}

/** A lead as webhooks carry it, keys in the order of recorded bodies. */
export function leadItem(account: Account, lead: Lead, before: Before = {}): FormValue {
  return {
    id: lead.id,
    name: lead.name,
    status_id: lead.statusId,
    old_status_id: before.statusId,
    // Recorded bodies of unsorted leads carry no price at all.
    price: isUnsorted(account, lead) ? undefined : lead.price,
    responsible_user_id: lead.responsibleUserId,
    last_modified: lead.updatedAt,
    modified_user_id: lead.updatedBy,
    created_user_id: lead.createdBy,
    date_create: lead.createdAt,
    pipeline_id: lead.pipelineId,
    old_pipeline_id: before.pipelineId,
    tags: tagItems(lead.tags),
    account_id: account.id,
    custom_fields: fieldItems(account, lead.fields),
    old_responsible_user_id: before.responsibleUserId,
    created_at: lead.createdAt,
    updated_at: lead.updatedAt,
  };
}

/** `leads[delete]` says only where the lead was. */
export function deletedLeadItem(lead: Lead): FormValue {
  return { id: lead.id, status_id: lead.statusId, pipeline_id: lead.pipelineId };
}

export function tagItems(tags: readonly Tag[]): FormValue {
  return tags.map(({ id, name }) => ({ id, name }));
}

export function fieldItems(
  account: Account,
  fields: ReadonlyMap<number, readonly FieldValue[]>,
): FormValue {
  return [...fields].flatMap(([id, values]) => {
    const field = account.fields.get(id);
    return field ? [fieldItem(field, values)] : [];
  });
}

function fieldItem(field: CustomField, values: readonly FieldValue[]): FormValue {
  return {
    id: field.id,
    name: field.name,
    values: valuesOf(field, values),
    code: field.code,
  };
}

function valuesOf(field: CustomField, values: readonly FieldValue[]): FormValue {
  if (field.type === "date" || field.type === "date_time") return values.map(({ value }) => value);
  const items = values.map(({ value, enum_id }) => ({ value, enum: enum_id }));
  return field.type === "radiobutton" ? (items[0] ?? null) : items;
}

function isUnsorted(account: Account, lead: Lead): boolean {
  const statuses = account.pipelines.get(lead.pipelineId)?.statuses ?? [];
  return statuses.some(({ id, kind }) => id === lead.statusId && kind === "unsorted");
}
