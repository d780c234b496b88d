import type { Account, Contact, FieldValue, Tag } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { contactItem } from "#sandbox/webhooks/contact-body.ts";
import { recordEvent, responsibleValue } from "./events.ts";
import { changedFields } from "./fields.ts";

export type ContactKind = "contact" | "company";

export interface ContactDraft {
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly responsibleUserId: number;
  readonly createdBy: number;
  readonly unsorted?: boolean | undefined;
  readonly fields?: ReadonlyMap<number, readonly FieldValue[]> | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly companies?: readonly number[] | undefined;
}

/** Contacts of unsorted leads stay unseen, and nobody is told of them, until the lead is accepted. */
export function addContact(
  account: Account,
  draft: ContactDraft,
  kind: ContactKind = "contact",
): Contact {
  const now = unixNow(account);
  const full = [draft.firstName, draft.lastName].filter(Boolean).join(" ");
  const contact: Contact = {
    id: account.nextId("contact"),
    createdAt: now,
    createdBy: draft.createdBy,
    leads: [],
    companies: [...(draft.companies ?? [])],
    name: draft.name ?? full,
    firstName: draft.firstName ?? "",
    lastName: draft.lastName ?? "",
    responsibleUserId: draft.responsibleUserId,
    updatedBy: draft.createdBy,
    updatedAt: now,
    unsorted: draft.unsorted ?? false,
    fields: draft.fields ?? new Map(),
    tags: draft.tags ?? [],
  };
  contactsOf(account, kind).set(contact.id, contact);
  if (!contact.unsorted) announceContact(account, contact, kind);
  return contact;
}

export function announceContact(account: Account, contact: Contact, kind: ContactKind): void {
  const entity = { type: kind, id: contact.id };
  recordEvent(account, { type: `${kind}_added`, entity, by: contact.createdBy });
  account.publish(`add_${kind}`, () => ({
    entity: "contacts",
    action: "add",
    id: contact.id,
    item: contactItem(account, contact, { type: kind }),
  }));
}

export interface ContactChange {
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly responsibleUserId?: number | undefined;
  readonly fields?: ReadonlyMap<number, readonly FieldValue[] | null> | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

export function changeContact(
  account: Account,
  contact: Contact,
  { change, by, kind }: { change: ContactChange; by: number; kind: ContactKind },
): void {
  const old = contact.responsibleUserId;
  const { fields, ...rest } = change;
  Object.assign(
    contact,
    Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  );
  if (fields) contact.fields = changedFields(contact.fields, fields);
  contact.updatedAt = unixNow(account);
  contact.updatedBy = by;
  const moved = contact.responsibleUserId !== old;
  if (moved) {
    recordEvent(account, {
      type: "entity_responsible_changed",
      entity: { type: kind, id: contact.id },
      by,
      after: responsibleValue(contact.responsibleUserId),
      before: responsibleValue(old),
    });
  }
  const publish = (code: `${"update" | "responsible"}_${ContactKind}`, before?: number) =>
    account.publish(code, () => ({
      entity: "contacts",
      action: "update",
      id: contact.id,
      item: contactItem(account, contact, { type: kind, oldResponsibleUserId: before }),
    }));
  if (moved) publish(`responsible_${kind}`, old);
  publish(`update_${kind}`);
}

export function contactsOf(account: Account, kind: ContactKind): Map<number, Contact> {
  return kind === "contact" ? account.contacts : account.companies;
}
