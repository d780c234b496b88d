import type { Account, Contact } from "#sandbox/state/account.ts";
import type { FormValue } from "./form-encoding.ts";
import { fieldItems, tagItems } from "./lead-body.ts";

/** Companies travel as contacts too, told apart by `type`. */
export function contactItem(
  account: Account,
  contact: Contact,
  about: { type: "contact" | "company"; oldResponsibleUserId?: number | undefined },
): FormValue {
  return {
    id: contact.id,
    name: contact.name,
    responsible_user_id: contact.responsibleUserId,
    date_create: contact.createdAt,
    last_modified: contact.updatedAt,
    created_user_id: contact.createdBy,
    modified_user_id: contact.updatedBy,
    linked_company_id: contact.companies[0],
    account_id: account.id,
    custom_fields: fieldItems(account, contact.fields),
    tags: tagItems(contact.tags),
    linked_leads_id: Object.fromEntries(contact.leads.map((id) => [id, { ID: id }])),
    old_responsible_user_id: about.oldResponsibleUserId,
    created_at: contact.createdAt,
    updated_at: contact.updatedAt,
    type: about.type,
  };
}
