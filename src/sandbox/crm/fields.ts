import type { FieldValue } from "#sandbox/state/account.ts";

type Fields = ReadonlyMap<number, readonly FieldValue[]>;

/** The fields after a change, or the very same map where nothing differs. */
export function changedFields(
  fields: Fields,
  change: ReadonlyMap<number, readonly FieldValue[] | null>,
): Fields {
  const differs = [...change].some(
    ([id, values]) => !sameValues(fields.get(id), values ?? undefined),
  );
  if (!differs) return fields;
  const next = new Map(fields);
  for (const [id, values] of change) {
    if (values === null || values.length === 0) next.delete(id);
    else next.set(id, values);
  }
  return next;
}

export function sameValues(
  one: readonly FieldValue[] | undefined,
  other: readonly FieldValue[] | undefined,
): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
}
