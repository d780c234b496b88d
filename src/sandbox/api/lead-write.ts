import { z } from "zod";
import type { LeadChange } from "#sandbox/crm/change-lead.ts";
import type { LeadDraft } from "#sandbox/crm/leads.ts";
import type { Account, FieldValue, Lead, User } from "#sandbox/state/account.ts";
import { mainPipeline } from "#sandbox/state/look-up.ts";
import { lossReasonOf } from "#sandbox/state/loss-reasons.ts";
import { unsupported, type ValidationError } from "./problems.ts";
import {
  authorErrors,
  embeddedTags,
  entityWrite,
  fieldErrors,
  fieldsOf,
  shapeErrors,
  tagsAfter,
  userErrors,
} from "./write-input.ts";

const reference = z.looseObject({ id: z.int() });

const leadWrite = z.looseObject({
  ...entityWrite,
  id: z.int().optional(),
  price: z.number().optional(),
  status_id: z.int().optional(),
  pipeline_id: z.int().optional(),
  loss_reason_id: z.int().nullable().optional(),
  _embedded: z
    .looseObject({
      tags: embeddedTags,
      contacts: z.array(reference).optional(),
      companies: z.array(reference).optional(),
      source: z.looseObject({ external_id: z.string().optional() }).optional(),
    })
    .optional(),
});

export type LeadWrite = z.output<typeof leadWrite>;
export type Checked<Value> = { readonly value: Value } | { readonly errors: ValidationError[] };

/** A new lead as the API describes it. */
export function readNewLead(account: Account, item: Record<string, unknown>): Checked<LeadWrite> {
  return checked(leadWrite.safeParse(item), (write) => leadErrors(account, write, undefined));
}

/** A change of a lead that must be there and not newer than `updated_at`, where that is sent. */
export function readLeadChange(
  account: Account,
  item: Record<string, unknown>,
): Checked<{ lead: Lead; write: LeadWrite }> {
  const parsed = leadWrite.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const write = parsed.data;
  const lead = account.leads.get(write.id ?? -1);
  if (!lead || lead.deleted) return { errors: [unsupported("id")] };
  const errors = leadErrors(account, write, lead);
  if (write.updated_at !== undefined && write.updated_at < lead.updatedAt) {
    const detail = "Last modified date is older than in database";
    errors.push({ code: "InvalidValue", path: "updated_at", detail });
  }
  return errors.length > 0 ? { errors } : { value: { lead, write } };
}

function checked<Value>(
  parsed: z.ZodSafeParseResult<Value>,
  errorsOf: (value: Value) => ValidationError[],
): Checked<Value> {
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const errors = errorsOf(parsed.data);
  return errors.length > 0 ? { errors } : { value: parsed.data };
}

function leadErrors(account: Account, write: LeadWrite, lead: Lead | undefined): ValidationError[] {
  return [
    ...userErrors(account, "responsible_user_id", write.responsible_user_id),
    ...authorErrors(account, "created_by", write.created_by),
    ...authorErrors(account, "updated_by", write.updated_by),
    ...stageErrors(account, write, lead),
    ...reasonErrors(write),
    ...fieldErrors(account, write.custom_fields_values, "leads"),
    ...linkErrors(account, write),
  ];
}

/** A stage without a pipeline is looked for in the lead's own, for a new lead in the main one. */
function stageErrors(
  account: Account,
  write: LeadWrite,
  lead: Lead | undefined,
): ValidationError[] {
  const pipelineId = write.pipeline_id ?? lead?.pipelineId ?? mainPipeline(account).id;
  const pipeline = account.pipelines.get(pipelineId);
  if (!pipeline) return [unsupported("pipeline_id")];
  const known = pipeline.statuses.some(({ id }) => id === write.status_id);
  return write.status_id === undefined || known ? [] : [unsupported("status_id")];
}

function reasonErrors({ loss_reason_id: id }: LeadWrite): ValidationError[] {
  const known = id === undefined || id === null || lossReasonOf(id) !== undefined;
  return known ? [] : [unsupported("loss_reason_id")];
}

function linkErrors(account: Account, write: LeadWrite): ValidationError[] {
  const missing = (kind: "contacts" | "companies") =>
    (write._embedded?.[kind] ?? []).flatMap(({ id }, index) =>
      account[kind].has(id) ? [] : [unsupported(`_embedded.${kind}.${index}.id`)],
    );
  return [...missing("contacts"), ...missing("companies")];
}

/** Who did not say so is responsible for what he makes. */
export function draftOf(account: Account, write: LeadWrite, actor: User): LeadDraft {
  const fields = fieldsOf(account, write.custom_fields_values, "leads");
  const ids = (kind: "contacts" | "companies") => write._embedded?.[kind]?.map(({ id }) => id);
  return {
    name: write.name ?? "",
    price: write.price,
    pipelineId: write.pipeline_id,
    statusId: write.status_id,
    responsibleUserId: write.responsible_user_id ?? actor.id,
    createdBy: write.created_by ?? actor.id,
    createdAt: write.created_at,
    source: write._embedded?.source?.external_id,
    tags: tagsAfter(account, [], { replace: write._embedded?.tags, add: write.tags_to_add }),
    fields: new Map([...fields].flatMap(([id, values]) => (values ? [[id, values] as const] : []))),
    contacts: ids("contacts"),
    companies: ids("companies"),
  };
}

export function changeOf(account: Account, write: LeadWrite, lead: Lead): LeadChange {
  return {
    name: write.name,
    price: write.price,
    pipelineId: write.pipeline_id,
    statusId: write.status_id,
    responsibleUserId: write.responsible_user_id,
    lossReasonId: write.loss_reason_id,
    fields: changedValues(account, write),
    tags: tagsAfter(account, lead.tags, {
      replace: write._embedded?.tags,
      add: write.tags_to_add,
      remove: write.tags_to_delete,
    }),
  };
}

function changedValues(
  account: Account,
  write: LeadWrite,
): ReadonlyMap<number, readonly FieldValue[] | null> | undefined {
  return write.custom_fields_values
    ? fieldsOf(account, write.custom_fields_values, "leads")
    : undefined;
}
