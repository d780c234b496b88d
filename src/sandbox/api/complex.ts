import type { Hono } from "hono";
import { addContact, type ContactKind, contactsOf } from "#sandbox/crm/contacts.ts";
import { addLead, announceLead, type LeadDraft } from "#sandbox/crm/leads.ts";
import { addUnsorted } from "#sandbox/crm/unsorted.ts";
import type { Account, User } from "#sandbox/state/account.ts";
import { type ApiContext, type ApiEnv, batchOf, requestIdOf } from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import { type ContactWrite, contactDraft, readContact } from "./contact-write.ts";
import { type Checked, draftOf, type LeadWrite, readNewLead } from "./lead-write.ts";
import { ApiProblem, unsupported } from "./problems.ts";
import { metadataOf } from "./unsorted-write.ts";

const leadsMost = 50;

export function mountComplex(app: Hono<ApiEnv>): void {
  app.post("/api/v4/leads/complex", addComplex);
}

/** A lead with its contact and company in one request; the answer is a bare array, not HAL. */
function addComplex(context: ApiContext): Response {
  const account = context.get("account");
  const items = batchOf(context);
  if (items.length > leadsMost) throw new ApiProblem(400, `Too many leads: ${leadsMost} at most`);
  const complexes = checkBatch(items, (item) => readComplex(account, item));
  const added = complexes.map((complex, index) => ({
    ...addOne(account, complex, context.get("actor")),
    request_id: [requestIdOf(items[index] ?? {}, index)],
    merged: false,
  }));
  return context.body(JSON.stringify(added), 200, { "Content-Type": "application/json" });
}

interface Complex {
  readonly lead: LeadWrite;
  readonly contact: ContactWrite | undefined;
  readonly company: ContactWrite | undefined;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
}

function readComplex(account: Account, item: Record<string, unknown>): Checked<Complex> {
  const { contacts, companies, metadata, ...rest } = (item["_embedded"] ?? {}) as Record<
    string,
    unknown
  >;
  const lead = readNewLead(account, { ...item, _embedded: rest });
  const contact = readPart(account, contacts, "contact");
  const company = readPart(account, companies, "company");
  if ("errors" in lead) return lead;
  if ("errors" in contact) return contact;
  if ("errors" in company) return company;
  const about = typeof metadata === "object" && metadata !== null ? metadata : undefined;
  return {
    value: {
      lead: lead.value,
      contact: contact.value,
      company: company.value,
      metadata: about as Record<string, unknown> | undefined,
    },
  };
}

/** The first of the list: either `{id}` of one that is there, or a whole model. */
function readPart(
  account: Account,
  list: unknown,
  kind: ContactKind,
): Checked<ContactWrite | undefined> {
  if (!Array.isArray(list) || list.length === 0) return { value: undefined };
  const read = readContact(account, list[0]);
  if ("errors" in read || read.value.id === undefined) return read;
  const place = kind === "contact" ? "contacts" : "companies";
  const known = contactsOf(account, kind).has(read.value.id);
  return known ? read : { errors: [unsupported(`_embedded.${place}.0.id`)] };
}

function addOne(account: Account, complex: Complex, actor: User): object {
  const category = complex.metadata?.["category"];
  const unsorted = category === "forms" || category === "sip";
  const contact = idOf(account, complex.contact, { kind: "contact", actor, unsorted });
  const company = idOf(account, complex.company, { kind: "company", actor, unsorted });
  const draft: LeadDraft = {
    ...draftOf(account, complex.lead, actor),
    contacts: contact === null ? [] : [contact],
    companies: company === null ? [] : [company],
  };
  const about = { contact_id: contact, company_id: company };
  if (!unsorted) {
    const lead = addLead(account, draft);
    announceLead(account, lead);
    return { id: lead.id, ...about };
  }
  const { statusId: _ignored, source, ...rest } = draft;
  const { leadId } = addUnsorted(account, {
    category,
    sourceName: source ?? String(complex.metadata?.["form_name"] ?? ""),
    sourceUid: null,
    metadata: metadataOf(complex.metadata ?? {}),
    lead: rest,
  });
  return { id: leadId, ...about };
}

function idOf(
  account: Account,
  write: ContactWrite | undefined,
  { kind, actor, unsorted }: { kind: ContactKind; actor: User; unsorted: boolean },
): number | null {
  if (!write) return null;
  if (write.id !== undefined) return write.id;
  return addContact(account, { ...contactDraft(account, write, actor), unsorted }, kind).id;
}
