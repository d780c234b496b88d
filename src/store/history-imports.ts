/** Leads of the time before, brought in from a file or from the CRM, and how far that has come. */
import {
  type ImportId,
  insertParts,
  type PassedOverCounts,
  type PastLead,
} from "./imported-leads.ts";
import type { Db } from "./schema.ts";
import type { ImportState } from "./schema-outcomes.ts";

export type ImportOrigin =
  | { readonly kind: "file" }
  /** Leads created in a stretch of time, epoch ms, half-open. */
  | { readonly kind: "crm"; readonly from: number; readonly to: number };

export interface StoredImport {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly origin: ImportOrigin;
  readonly rule: string;
  readonly state: ImportState;
  /** Leads of the file, or pages of the CRM, that were looked at. */
  readonly cursor: number;
  /** Leads of the file; null: nobody knows how many the CRM has. */
  readonly total: number | null;
  readonly added: number;
  readonly passedOver: PassedOverCounts;
  readonly finishedAt: number | null;
  readonly attempts: number;
  readonly error: string | null;
}

const columns = [
  "id",
  "at",
  "by",
  "options",
  "rule",
  "state",
  "cursor",
  "total",
  "added",
  "passed_over as passedOver",
  "finished_at as finishedAt",
  "attempts",
  "last_error as error",
] as const;

type Row = Omit<StoredImport, "origin"> & { readonly options: unknown };

const storedImport = ({ options, ...row }: Row): StoredImport => ({
  ...row,
  origin: options as ImportOrigin,
});

export interface NewImport extends Pick<StoredImport, "by" | "rule" | "origin"> {
  readonly account: string;
  /** Of a file, and those of its lines that are none of them. */
  readonly leads: readonly PastLead[];
  readonly passedOver?: PassedOverCounts;
}

/** Writes an import that is to begin at once; to be called in a transaction. */
export async function insertImport(
  db: Db,
  { account, by, rule, origin, leads, passedOver = {} }: NewImport,
  now: number,
): Promise<StoredImport> {
  const isFile = origin.kind === "file";
  const inserted = await db
    .insertInto("history_import")
    .values({
      account_id: account,
      at: now,
      by,
      origin: origin.kind,
      rule,
      options: JSON.stringify(origin),
      state: "running",
      total: isFile ? leads.length : null,
      passed_over: JSON.stringify(passedOver),
      due_at: now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  await insertParts(db, { account, id: inserted.id, leads });
  return storedImport(inserted);
}

export async function findImport(db: Db, { account, id }: ImportId): Promise<StoredImport | null> {
  const row = await db
    .selectFrom("history_import")
    .select(columns)
    .where("account_id", "=", account)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : storedImport(row);
}

/** Newest first. */
export async function latestImports(
  db: Db,
  { account, limit }: { readonly account: string; readonly limit: number },
): Promise<readonly StoredImport[]> {
  const rows = await db
    .selectFrom("history_import")
    .select(columns)
    .where("account_id", "=", account)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(storedImport);
}

/** The oldest import that is to be worked on at `now`; null: none is. */
export async function dueImport(
  db: Db,
  account: string,
  now: number,
): Promise<StoredImport | null> {
  const row = await db
    .selectFrom("history_import")
    .select(columns)
    .where("account_id", "=", account)
    .where("state", "=", "running")
    .where("due_at", "<=", now)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : storedImport(row);
}
