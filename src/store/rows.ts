import { type RawBuilder, sql } from "kysely";

/**
 * JSON that PostgreSQL can keep: it has no place for the character NUL nor for half a surrogate pair,
 * and clients of a CRM type both.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u(0000|d[89a-f])/i.test(text) ? JSON.stringify(value, storable) : text;
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? storableText(value) : value;
}

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/**
 * Rows as a table inside a statement, so that any number of them is one statement with one
 * parameter: `select … from ${recordset(rows, "row(id text, at bigint)")}`.
 */
export function recordset(rows: readonly object[], shape: string): RawBuilder<unknown> {
  return recordsetOf(toJson(rows), shape);
}

/** The same of rows that are a JSON text already. */
export function recordsetOf(json: string, shape: string): RawBuilder<unknown> {
  return sql`json_to_recordset(${json}::json) as ${sql.raw(shape)}`;
}
