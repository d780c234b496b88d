/** Leads of the time before, brought in from a file or from the CRM, and how far that has come. */
import { sql } from "kysely";
import type { ImportedLead } from "./outcomes.ts";
import { recordset, toJson } from "./rows.ts";
import type { Db } from "./schema.ts";
import type { ImportState } from "./schema-outcomes.ts";

/**
 * Why a lead was not added: the account has decided it itself; another import has brought it; whoever
 * had it is no member of the rule; the rule would not take it.
 */
export type PassedOver = "decided" | "imported" | "not_member" | "other_rule";

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
  readonly passedOver: Readonly<Partial<Record<PassedOver, number>>>;
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
  /** Of a file. */
  readonly leads: readonly Omit<ImportedLead, "rule">[];
}

/** Writes an import that is to begin at once. */
export async function insertImport(
  db: Db,
  { account, by, rule, origin, leads }: NewImport,
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
      source: isFile ? toJson(leads) : null,
      state: "running",
      total: isFile ? leads.length : null,
      due_at: now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return storedImport(inserted);
}

interface ImportId {
  readonly account: string;
  readonly id: number;
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
    .where("due_at", "<=", now)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : storedImport(row);
}

/** The next leads of a file, in their order. */
export async function leadsOfFile(
  db: Db,
  { account, id, after, limit }: ImportId & { readonly after: number; readonly limit: number },
): Promise<readonly Omit<ImportedLead, "rule">[]> {
  const { rows } = await sql<{ lead: Omit<ImportedLead, "rule"> }>`
    select lead
      from history_import,
           json_array_elements(source::json) with ordinality as listed (lead, place)
     where account_id = ${account} and id = ${id}
       and place > ${after} and place <= ${after + limit}
     order by place`.execute(db);
  return rows.map(({ lead }) => lead);
}

/**
 * Adds leads to the past. One that the account has decided by itself, or that is there by another
 * import, stays as it is.
 *
 * @returns how many were added and how many were passed over
 */
export async function addImported(
  db: Db,
  {
    account,
    id,
    rule,
    leads,
  }: ImportId & { readonly rule: string; readonly leads: readonly Omit<ImportedLead, "rule">[] },
): Promise<{ readonly added: number; readonly decided: number; readonly imported: number }> {
  if (leads.length === 0) return { added: 0, decided: 0, imported: 0 };
  const shape = `row(lead text, manager text, source text, "receivedAt" bigint, outcome text,
    "endedAt" bigint, price float8)`;
  const { rows } = await sql<{ added: number; decided: number; looked: number }>`
    with listed as (
      select distinct on (lead) *, exists (
               select from decision
                where decision.account_id = ${account} and decision.lead_id = lead
                  and decision.kind = 'assigned') as decided
        from ${recordset(leads, shape)}
    ), added as (
      insert into imported_lead (account_id, lead_id, import_id, rule, manager, source,
                                 received_at, outcome, ended_at, price)
      select ${account}::text, lead, ${id}::bigint, ${rule}::text, manager, source, "receivedAt",
             outcome, "endedAt", price
        from listed where not decided
      on conflict on constraint imported_lead_pk do nothing
      returning 1
    )
    select (select count(*)::int from added) as added,
           (select count(*)::int from listed where decided) as decided,
           ${leads.length}::int as looked`.execute(db);
  const { added = 0, decided = 0, looked = 0 } = rows[0] ?? {};
  return { added, decided, imported: looked - added - decided };
}

export interface Advance extends ImportId {
  /** Where it stood, so that of two processes one goes on. */
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly passedOver: StoredImport["passedOver"];
}

/** @returns false where somebody else has gone on meanwhile, or it was undone */
export async function advanceImport(
  db: Db,
  { account, id, from, to, added, passedOver }: Advance,
): Promise<boolean> {
  const { rows } = await sql`
    update history_import
       set cursor = ${to}, added = added + ${added}, attempts = 0, last_error = null,
           passed_over = (
             select coalesce(jsonb_object_agg(reason, leads), '{}')
               from (select reason, sum(value::int) as leads
                       from (select * from jsonb_each_text(passed_over)
                             union all
                             select * from jsonb_each_text(${JSON.stringify(passedOver)}::jsonb)
                            ) as both_parts (reason, value)
                      group by reason) as summed)
     where account_id = ${account} and id = ${id} and cursor = ${from} and state = 'running'
    returning id`.execute(db);
  return rows.length === 1;
}

/** All its leads are there: from now on they count. The file's text is not needed any more. */
export async function finishImport(db: Db, { account, id }: ImportId, now: number): Promise<void> {
  await db
    .updateTable("history_import")
    .set({ state: "done", finished_at: now, due_at: null, source: null })
    .where("account_id", "=", account)
    .where("id", "=", id)
    .execute();
}

/** A batch failed. @param dueAt when to try again; null: never */
export async function postponeImport(
  db: Db,
  {
    account,
    id,
    error,
    dueAt,
  }: ImportId & { readonly error: string; readonly dueAt: number | null },
): Promise<void> {
  await db
    .updateTable("history_import")
    .set({
      due_at: dueAt,
      attempts: sql`attempts + 1`,
      last_error: error,
      ...(dueAt === null ? { state: "failed" as const } : {}),
    })
    .where("account_id", "=", account)
    .where("id", "=", id)
    .execute();
}

/** Takes its leads out of the past, whether it is done or still runs. */
export async function removeImport(db: Db, { account, id }: ImportId): Promise<void> {
  await db
    .deleteFrom("imported_lead")
    .where("account_id", "=", account)
    .where("import_id", "=", id)
    .execute();
  await db
    .updateTable("history_import")
    .set({ state: "undone", due_at: null, source: null })
    .where("account_id", "=", account)
    .where("id", "=", id)
    .execute();
}
