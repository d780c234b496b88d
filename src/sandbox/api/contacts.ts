import type { Hono } from "hono";
import { addContact, type ContactKind, changeContact, contactsOf } from "#sandbox/crm/contacts.ts";
import type { Contact } from "#sandbox/state/account.ts";
import { groupOf } from "#sandbox/state/look-up.ts";
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
import { type ContactWrite, contactChange, contactDraft, readContact } from "./contact-write.ts";
import { fieldModels } from "./field-model.ts";
import type { Checked } from "./lead-write.ts";
import { unsupported } from "./problems.ts";
import {
  numberSet,
  type QueryTree,
  spanOf,
  subtree,
  textList,
  withinSet,
  withinSpan,
} from "./query.ts";

const plurals = { contact: "contacts", company: "companies" } as const;

export function mountContacts(app: Hono<ApiEnv>): void {
  for (const kind of ["contact", "company"] as const) {
    const path = `/api/v4/${plurals[kind]}`;
    app.get(path, (context) => listContacts(context, kind));
    app.get(`${path}/:id{[0-9]+}`, (context) => getContact(context, kind));
    app.post(path, (context) => addContacts(context, kind));
    app.patch(path, (context) => changeContacts(context, kind));
    app.patch(`${path}/:id{[0-9]+}`, (context) => changeOneContact(context, kind));
  }
}

function listContacts(context: ApiContext, kind: ContactKind): Response {
  const query = queryOf(context);
  const asked = withOf(query);
  return page(context, {
    key: plurals[kind],
    rows: [...contactsOf(context.get("account"), kind).values()].filter(
      (contact) => !contact.unsorted && isSought(contact, query),
    ),
    model: (contact) => contactModel(context, contact, { kind, asked }),
  });
}

function isSought(contact: Contact, query: QueryTree): boolean {
  const filter = subtree(query["filter"]);
  const text = textList(query["query"])?.[0]?.toLowerCase();
  return (
    withinSet(numberSet(filter["id"]), contact.id) &&
    withinSet(numberSet(filter["responsible_user_id"]), contact.responsibleUserId) &&
    withinSpan(spanOf(filter["updated_at"]), contact.updatedAt) &&
    withinSpan(spanOf(filter["created_at"]), contact.createdAt) &&
    (text === undefined || searchText(contact).includes(text))
  );
}

function searchText(contact: Contact): string {
  const values = [...contact.fields.values()].flat().map(({ value }) => value);
  return [contact.name, ...values].join("\n").toLowerCase();
}

function getContact(context: ApiContext, kind: ContactKind): Response {
  const contact = contactsOf(context.get("account"), kind).get(idParam(context));
  if (!contact) return empty(context);
  return hal(context, contactModel(context, contact, { kind, asked: withOf(queryOf(context)) }));
}

function addContacts(context: ApiContext, kind: ContactKind): Response {
  const account = context.get("account");
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => readContact(account, item));
  const added = writes.map((write, index) => {
    const contact = addContact(account, contactDraft(account, write, context.get("actor")), kind);
    const request_id = requestIdOf(items[index] ?? {}, index);
    return { id: contact.id, request_id, _links: contactLink(context, contact, kind) };
  });
  return hal(context, collection(context, kind, added));
}

function changeContacts(context: ApiContext, kind: ContactKind): Response {
  const changes = checkBatch(batchOf(context), (item) => readChange(context, item, kind));
  const changed = changes.map((change) => applyChange(context, change, kind));
  return hal(context, collection(context, kind, changed));
}

function changeOneContact(context: ApiContext, kind: ContactKind): Response {
  const item = { ...objectOf(context), id: idParam(context) };
  const [change] = checkBatch([item], (one) => readChange(context, one, kind));
  return change ? hal(context, applyChange(context, change, kind)) : empty(context);
}

interface Change {
  readonly contact: Contact;
  readonly write: ContactWrite;
}

function readChange(
  context: ApiContext,
  item: Record<string, unknown>,
  kind: ContactKind,
): Checked<Change> {
  const account = context.get("account");
  const read = readContact(account, item);
  if ("errors" in read) return read;
  const contact = contactsOf(account, kind).get(read.value.id ?? -1);
  return contact ? { value: { contact, write: read.value } } : { errors: [unsupported("id")] };
}

function applyChange(context: ApiContext, { contact, write }: Change, kind: ContactKind): object {
  const account = context.get("account");
  const by = write.updated_by ?? context.get("actor").id;
  changeContact(account, contact, {
    change: contactChange(account, write, contact.tags),
    by,
    kind,
  });
  const { id, name, updatedAt } = contact;
  return { id, name, updated_at: updatedAt, _links: contactLink(context, contact, kind) };
}

function collection(context: ApiContext, kind: ContactKind, items: readonly object[]): object {
  const links = selfLink(context, `/api/v4/${plurals[kind]}`);
  return { _links: links, _embedded: { [plurals[kind]]: items } };
}

function contactLink(context: ApiContext, contact: Contact, kind: ContactKind): object {
  return selfLink(context, `/api/v4/${plurals[kind]}/${contact.id}`);
}

function contactModel(
  context: ApiContext,
  contact: Contact,
  { kind, asked }: { kind: ContactKind; asked: ReadonlySet<string> },
): object {
  const account = context.get("account");
  const links = (type: string, ids: readonly number[]) =>
    ids.map((id) => ({ id, _links: selfLink(context, `/api/v4/${type}/${id}`) }));
  return {
    id: contact.id,
    name: contact.name,
    ...(kind === "contact" && { first_name: contact.firstName, last_name: contact.lastName }),
    responsible_user_id: contact.responsibleUserId,
    group_id: groupOf(account, contact.responsibleUserId),
    created_by: contact.createdBy,
    updated_by: contact.updatedBy,
    created_at: contact.createdAt,
    updated_at: contact.updatedAt,
    closest_task_at: null,
    is_deleted: false,
    ...(kind === "contact" && { is_unsorted: contact.unsorted }),
    custom_fields_values: fieldModels(account, contact.fields),
    account_id: account.id,
    _links: contactLink(context, contact, kind),
    _embedded: {
      tags: contact.tags.map(({ id, name }) => ({ id, name, color: null })),
      ...(asked.has("leads") && { leads: links("leads", contact.leads) }),
      ...(asked.has("customers") && { customers: [] }),
      ...(asked.has("catalog_elements") && { catalog_elements: [] }),
      ...(kind === "contact" && { companies: links("companies", contact.companies) }),
    },
  };
}
