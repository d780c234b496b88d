import type { Account, FieldValue } from "#sandbox/state/account.ts";

/** `custom_fields_values` of a lead or contact; null where nothing is filled in. */
export function fieldModels(
  account: Account,
  fields: ReadonlyMap<number, readonly FieldValue[]>,
): object[] | null {
  const models = [...fields].flatMap(([id, values]) => {
    const field = account.fields.get(id);
    if (!field) return [];
    const { name, code, type } = field;
    return [{ field_id: id, field_name: name, field_code: code, field_type: type, values }];
  });
  return models.length === 0 ? null : models;
}
