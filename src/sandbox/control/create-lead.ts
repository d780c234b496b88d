import { addContact } from "#sandbox/crm/contacts.ts";
import { addLead, announceLead, type LeadDraft } from "#sandbox/crm/leads.ts";
import { addUnsorted } from "#sandbox/crm/unsorted.ts";
import type { Account, FieldValue, Unsorted, UnsortedCategory } from "#sandbox/state/account.ts";
import { ensureField, ensureTag, unixNow } from "#sandbox/state/look-up.ts";
import { fieldsNamed, knownUser, pipelineNamed, stageNamed } from "./places.ts";
import { type CompleteLeadRequest, ControlProblem } from "./requests.ts";

/** Lets a lead arrive as its source would bring it; gives its id. */
export function createLead(account: Account, request: CompleteLeadRequest): number {
  const { category } = request;
  const draft = draftOf(account, request);
  if (category === "plain") {
    const pipeline = pipelineNamed(account, request.pipeline);
    const statusId = request.stage === undefined ? undefined : stageNamed(pipeline, request.stage);
    const lead = addLead(account, { ...draft, statusId, source: request.source });
    announceLead(account, lead);
    return lead.id;
  }
  if (request.stage !== undefined) {
    throw new ControlProblem(`A ${category} lead begins in «Неразобранное»: leave out stage`);
  }
  return addUnsorted(account, {
    category,
    sourceName: request.source ?? defaultSources[category],
    sourceUid: `${category}-${draft.contacts?.[0] ?? "unknown"}`,
    metadata: metadataOf(account, category, request),
    lead: draft,
  }).leadId;
}

const defaultSources: Readonly<Record<UnsortedCategory, string>> = {
  sip: "Звонок",
  forms: "Сайт",
  chats: "Telegram",
  mail: "Почта",
};

function draftOf(account: Account, request: CompleteLeadRequest): LeadDraft {
  const responsible = request.responsible === "default" ? account.owner.id : request.responsible;
  const utm = Object.entries(request.utm).map(([key, value]) => [
    `UTM_${key.toUpperCase()}`,
    value,
  ]);
  const contact = contactOf(account, request);
  return {
    name: request.name,
    price: request.price,
    pipelineId: pipelineNamed(account, request.pipeline).id,
    responsibleUserId: knownUser(account, responsible),
    createdBy: knownUser(account, request.createdBy),
    tags: request.tags.map((name) => ensureTag(account, name)),
    fields: fieldsNamed(account, { ...Object.fromEntries(utm), ...request.fields }),
    contacts: contact === null ? [] : [contact],
  };
}

function contactOf(account: Account, request: CompleteLeadRequest): number | null {
  const { contact } = request;
  if (contact === undefined) return null;
  if (typeof contact === "number") {
    if (account.contacts.has(contact)) return contact;
    throw new ControlProblem(
      `There is no contact ${contact}: describe a new one with name and phone`,
    );
  }
  const fields = new Map<number, readonly FieldValue[]>();
  const fill = (code: string, value: string | undefined) => {
    if (value === undefined) return;
    fields.set(ensureField(account, code, "contacts").id, [{ value, enum_code: "WORK" }]);
  };
  fill("PHONE", contact.phone);
  fill("EMAIL", contact.email);
  const responsible = request.responsible === "default" ? account.owner.id : request.responsible;
  return addContact(account, {
    name: contact.name,
    responsibleUserId: knownUser(account, contact.responsible ?? responsible),
    createdBy: request.createdBy,
    unsorted: request.category !== "plain",
    fields,
  }).id;
}

function metadataOf(
  account: Account,
  category: UnsortedCategory,
  request: CompleteLeadRequest,
): Unsorted["metadata"] {
  const now = unixNow(account);
  const contact = typeof request.contact === "object" ? request.contact : undefined;
  const source = request.source ?? defaultSources[category];
  switch (category) {
    case "sip":
      return {
        from: contact?.phone ?? null,
        phone: contact?.phone ?? null,
        called_at: now,
        duration: "0",
        link: null,
        service_code: "sandbox_telephony",
      };
    case "forms":
      return {
        form_id: "1",
        form_name: source,
        form_page: "https://site.example/",
        ip: "203.0.113.7",
        form_sent_at: now,
        referer: "https://search.example/",
      };
    case "chats":
      return {
        from: contact?.name ?? "Client",
        to: source,
        received_at: now,
        service: source.toLowerCase(),
        chat_id: `chat-${account.id}-${now}`,
        last_message_text: request.name ?? "",
        source_name: source,
      };
    case "mail":
      return {
        from: contact?.email ?? "client@mail.example",
        received_at: now,
        subject: request.name ?? "",
        content_summary: request.name ?? "",
      };
  }
}
