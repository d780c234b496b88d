import { z } from "zod";
import type { Account, CustomField, FieldValue, Tag } from "#sandbox/state/account.ts";
import { ensureTag, fieldByCode, isAssignable } from "#sandbox/state/look-up.ts";
import { unsupported, type ValidationError } from "./problems.ts";

/** What writes of leads and contacts have in common: shapes, and checks against the account. */

const fieldValue = z.looseObject({
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum_id: z.int().optional(),
  enum_code: z.string().optional(),
});
const fieldWrite = z.looseObject({
  field_id: z.int().optional(),
  field_code: z.string().optional(),
  values: z.array(fieldValue).nullable(),
});
const tagWrite = z.looseObject({ id: z.int().optional(), name: z.string().optional() });

export const entityWrite = {
  name: z.string().optional(),
  responsible_user_id: z.int().optional(),
  created_by: z.int().optional(),
  updated_by: z.int().optional(),
  created_at: z.int().optional(),
  updated_at: z.int().optional(),
  custom_fields_values: z.array(fieldWrite).nullable().optional(),
  tags_to_add: z.array(tagWrite).optional(),
  tags_to_delete: z.array(tagWrite).optional(),
};

type TagWrite = z.output<typeof tagWrite>;
export type FieldWrite = z.output<typeof fieldWrite>;

/** Shape errors in amoCRM's words. */
export function shapeErrors(error: z.ZodError): ValidationError[] {
  return error.issues.map((issue) => {
    const path = issue.path.join(".");
    const expected = "expected" in issue ? String(issue.expected) : "another type";
    return { code: "InvalidType", path, detail: `This value should be of type ${expected}.` };
  });
}

export function userErrors(
  account: Account,
  path: string,
  id: number | undefined,
): ValidationError[] {
  return id === undefined || isAssignable(account.users.get(id)) ? [] : [unsupported(path)];
}

/** Author of a change: 0 is a robot, so always there. */
export function authorErrors(
  account: Account,
  path: string,
  id: number | undefined,
): ValidationError[] {
  return id === undefined || id === 0 || account.users.has(id) ? [] : [unsupported(path)];
}

export function fieldErrors(
  account: Account,
  writes: readonly FieldWrite[] | null | undefined,
  entity: CustomField["entity"],
): ValidationError[] {
  return (writes ?? []).flatMap((write, index) =>
    fieldOf(account, write, entity) ? [] : [unsupported(`custom_fields_values.${index}.field_id`)],
  );
}

export function fieldsOf(
  account: Account,
  writes: readonly FieldWrite[] | null | undefined,
  entity: CustomField["entity"],
): Map<number, readonly FieldValue[] | null> {
  const fields = new Map<number, readonly FieldValue[] | null>();
  for (const write of writes ?? []) {
    const field = fieldOf(account, write, entity);
    if (field) fields.set(field.id, write.values?.map(fieldValueOf) ?? null);
  }
  return fields;
}

function fieldOf(
  account: Account,
  write: FieldWrite,
  entity: CustomField["entity"],
): CustomField | undefined {
  const byId = account.fields.get(write.field_id ?? -1);
  if (byId) return byId.entity === entity ? byId : undefined;
  return write.field_code === undefined
    ? undefined
    : fieldByCode(account, write.field_code, entity);
}

function fieldValueOf({ value, enum_id, enum_code }: z.output<typeof fieldValue>): FieldValue {
  return {
    value: value ?? "",
    ...(enum_id !== undefined && { enum_id }),
    ...(enum_code !== undefined && { enum_code }),
  };
}

/** The set of tags after a write; undefined where it touches none. */
export function tagsAfter(
  account: Account,
  tags: readonly Tag[],
  write: {
    replace?: readonly TagWrite[] | null | undefined;
    add?: readonly TagWrite[] | undefined;
    remove?: readonly TagWrite[] | undefined;
  },
): readonly Tag[] | undefined {
  if (write.replace === undefined && !write.add && !write.remove) return undefined;
  const named = (list: readonly TagWrite[]) => list.flatMap((tag) => tagOf(account, tag) ?? []);
  const base = write.replace === undefined ? tags : named(write.replace ?? []);
  const removed = new Set(named(write.remove ?? []).map(({ id }) => id));
  const all = new Map([...base, ...named(write.add ?? [])].map((tag) => [tag.id, tag]));
  return [...all.values()].filter(({ id }) => !removed.has(id));
}

function tagOf(account: Account, { id, name }: TagWrite): Tag | undefined {
  if (name !== undefined) return ensureTag(account, name);
  return [...account.tags.values()].find((tag) => tag.id === id);
}

export const embeddedTags = z.array(tagWrite).nullable().optional();
