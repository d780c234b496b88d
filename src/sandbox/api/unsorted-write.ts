import { z } from "zod";
import { addContact } from "#sandbox/crm/contacts.ts";
import { addUnsorted } from "#sandbox/crm/unsorted.ts";
import type { Account, Unsorted, User } from "#sandbox/state/account.ts";
import { type ContactWrite, contactDraft, readContact } from "./contact-write.ts";
import { type Checked, draftOf, type LeadWrite, readNewLead } from "./lead-write.ts";
import { unsupported, type ValidationError } from "./problems.ts";
import { shapeErrors } from "./write-input.ts";

const anyObject = z.record(z.string(), z.unknown());
const unsortedWrite = z.looseObject({
  source_name: z.string().min(1),
  source_uid: z.string().min(1),
  metadata: anyObject,
  pipeline_id: z.int().optional(),
  created_at: z.int().optional(),
  _embedded: z
    .looseObject({ leads: z.array(anyObject).optional(), contacts: z.array(anyObject).optional() })
    .optional(),
});

export interface UnsortedWrite {
  readonly request: z.output<typeof unsortedWrite>;
  readonly lead: LeadWrite;
  readonly contacts: readonly ContactWrite[];
}

/** What the API may add: calls and forms. The rest comes from amoCRM's own channels. */
export type ApiCategory = "sip" | "forms";

export function readUnsorted(
  account: Account,
  item: Record<string, unknown>,
  category: ApiCategory,
): Checked<UnsortedWrite> {
  const parsed = unsortedWrite.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const request = parsed.data;
  const lead = readNewLead(account, { ...request._embedded?.leads?.[0] });
  if ("errors" in lead) return lead;
  const contacts = (request._embedded?.contacts ?? []).map((one) => readContact(account, one));
  const errors = [
    ...contacts.flatMap((contact) => ("errors" in contact ? contact.errors : [])),
    ...placeErrors(account, request),
    ...twinErrors(account, request, category),
  ];
  if (errors.length > 0) return { errors };
  const values = contacts.flatMap((contact) => ("value" in contact ? [contact.value] : []));
  return { value: { request, lead: lead.value, contacts: values } };
}

function placeErrors(
  account: Account,
  { pipeline_id }: UnsortedWrite["request"],
): ValidationError[] {
  const known = pipeline_id === undefined || account.pipelines.has(pipeline_id);
  return known ? [] : [unsupported("pipeline_id")];
}

/** The same request cannot be unsorted twice. */
function twinErrors(
  account: Account,
  request: UnsortedWrite["request"],
  category: ApiCategory,
): ValidationError[] {
  const metadata = JSON.stringify(metadataOf(request.metadata));
  const isTwin = (other: Unsorted) =>
    other.state === "waiting" &&
    other.category === category &&
    other.sourceUid === request.source_uid &&
    JSON.stringify(other.metadata) === metadata;
  const twin = [...account.unsorted.values()].some(isTwin);
  const detail = "The same unsorted entity already exists.";
  return twin ? [{ code: "InvalidValue", path: "source_uid", detail }] : [];
}

export function addFromApi(
  account: Account,
  write: UnsortedWrite,
  { category, actor }: { category: ApiCategory; actor: User },
): Unsorted {
  const { request } = write;
  const contacts = write.contacts.map(
    (contact) =>
      contact.id ??
      addContact(account, { ...contactDraft(account, contact, actor), unsorted: true }).id,
  );
  const { statusId: _ignored, source: _other, ...lead } = draftOf(account, write.lead, actor);
  return addUnsorted(account, {
    category,
    sourceName: request.source_name,
    sourceUid: request.source_uid,
    metadata: metadataOf(request.metadata),
    createdAt: request.created_at,
    lead: {
      ...lead,
      contacts,
      pipelineId: request.pipeline_id ?? lead.pipelineId,
      // Nobody has accepted it: unless the request says otherwise nobody is responsible.
      responsibleUserId: write.lead.responsible_user_id ?? 0,
      createdBy: write.lead.created_by ?? 0,
    },
  });
}

export function metadataOf(given: Readonly<Record<string, unknown>>): Unsorted["metadata"] {
  const isPlain = (value: unknown) =>
    value === null || ["string", "number", "boolean"].includes(typeof value);
  const hidden = new Set(["is_call_event_needed", "category"]);
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !hidden.has(key) && isPlain(value)),
  ) as Unsorted["metadata"];
}
