import type { Account, Lead } from "#sandbox/state/account.ts";
import { groupOf } from "#sandbox/state/look-up.ts";
import { lossReasonOf } from "#sandbox/state/loss-reasons.ts";
import { type ApiContext, selfLink } from "./answers.ts";
import { fieldModels } from "./field-model.ts";
import { lossReasonModel } from "./loss-reasons.ts";

/** A lead as `GET /leads` gives it; `asked` is the set of `with`. */
export function leadModel(context: ApiContext, lead: Lead, asked: ReadonlySet<string>): object {
  const account = context.get("account");
  return {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    responsible_user_id: lead.responsibleUserId,
    group_id: groupOf(account, lead.responsibleUserId),
    status_id: lead.statusId,
    pipeline_id: lead.pipelineId,
    loss_reason_id: lead.lossReasonId,
    ...(asked.has("source_id") && { source_id: lead.sourceId }),
    created_by: lead.createdBy,
    updated_by: lead.updatedBy,
    created_at: lead.createdAt,
    updated_at: lead.updatedAt,
    closed_at: lead.closedAt,
    closest_task_at: null,
    is_deleted: lead.deleted,
    custom_fields_values: fieldModels(account, lead.fields),
    score: null,
    account_id: account.id,
    labor_cost: null,
    ...(asked.has("is_price_modified_by_robot") && { is_price_modified_by_robot: false }),
    price_with_minor_units: lead.price,
    _links: selfLink(context, `/api/v4/leads/${lead.id}`),
    _embedded: embedded(context, lead, asked),
  };
}

function embedded(context: ApiContext, lead: Lead, asked: ReadonlySet<string>): object {
  const account = context.get("account");
  return {
    tags: lead.tags.map(({ id, name }) => ({ id, name, color: null })),
    companies: lead.companies.map((id) => ({
      id,
      _links: selfLink(context, `/api/v4/companies/${id}`),
    })),
    ...(asked.has("contacts") && {
      contacts: lead.contacts.map((id, index) => ({
        id,
        is_main: index === 0,
        _links: selfLink(context, `/api/v4/contacts/${id}`),
      })),
    }),
    ...(asked.has("catalog_elements") && { catalog_elements: [] }),
    ...(asked.has("loss_reason") && { loss_reason: reasonsOf(context, lead) }),
    ...(asked.has("source") &&
      lead.sourceId !== null && { source: sourceModel(account, lead.sourceId) }),
  };
}

/** An array, though there is one at most. */
function reasonsOf(context: ApiContext, { lossReasonId }: Lead): readonly object[] {
  const reason = lossReasonOf(lossReasonId);
  return reason === undefined ? [] : [lossReasonModel(context, reason)];
}

function sourceModel(account: Account, id: number): object {
  return { id, name: account.sources.get(id)?.name ?? "", type: "widget" };
}
