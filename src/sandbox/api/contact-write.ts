import { z } from "zod";
import type { ContactChange, ContactDraft } from "#sandbox/crm/contacts.ts";
import type { Account, Tag, User } from "#sandbox/state/account.ts";
import type { Checked } from "./lead-write.ts";
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

/** Writes of contacts; companies are the same without first and last names. */
const contactWrite = z.looseObject({
  ...entityWrite,
  id: z.int().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  _embedded: z.looseObject({ tags: embeddedTags }).optional(),
});

export type ContactWrite = z.output<typeof contactWrite>;

export function readContact(account: Account, item: unknown): Checked<ContactWrite> {
  const parsed = contactWrite.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const write = parsed.data;
  const errors = [
    ...userErrors(account, "responsible_user_id", write.responsible_user_id),
    ...authorErrors(account, "created_by", write.created_by),
    ...authorErrors(account, "updated_by", write.updated_by),
    ...fieldErrors(account, write.custom_fields_values, "contacts"),
  ];
  return errors.length > 0 ? { errors } : { value: write };
}

export function contactDraft(account: Account, write: ContactWrite, actor: User): ContactDraft {
  const fields = fieldsOf(account, write.custom_fields_values, "contacts");
  return {
    name: write.name,
    firstName: write.first_name,
    lastName: write.last_name,
    responsibleUserId: write.responsible_user_id ?? actor.id,
    createdBy: write.created_by ?? actor.id,
    tags: writtenTags(account, write, []),
    fields: new Map([...fields].flatMap(([id, values]) => (values ? [[id, values] as const] : []))),
  };
}

export function contactChange(
  account: Account,
  write: ContactWrite,
  tags: readonly Tag[],
): ContactChange {
  return {
    name: write.name,
    firstName: write.first_name,
    lastName: write.last_name,
    responsibleUserId: write.responsible_user_id,
    fields: write.custom_fields_values
      ? fieldsOf(account, write.custom_fields_values, "contacts")
      : undefined,
    tags: writtenTags(account, write, tags),
  };
}

function writtenTags(
  account: Account,
  write: ContactWrite,
  tags: readonly Tag[],
): readonly Tag[] | undefined {
  return tagsAfter(account, tags, {
    replace: write._embedded?.tags,
    add: write.tags_to_add,
    remove: write.tags_to_delete,
  });
}
