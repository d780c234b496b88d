/** How an import goes on, is held up, and ends. */
import { sql } from "kysely";
import { dropImported, dropParts, type ImportId, type PassedOverCounts } from "./imported-leads.ts";
import type { Db } from "./schema.ts";

export interface Advance extends ImportId {
  /** Where it stood, so that of two processes one goes on. */
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly passedOver: PassedOverCounts;
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

/** All its leads are there: from now on they count. */
export async function finishImport(db: Db, at: ImportId, now: number): Promise<void> {
  await dropParts(db, at);
  await running(db, at).set({ state: "done", finished_at: now, due_at: null }).execute();
}

export interface Postponed extends ImportId {
  readonly error: string;
  /** Epoch ms at which to try again. */
  readonly dueAt: number;
}

/** A batch failed. */
export async function postponeImport(db: Db, { error, dueAt, ...at }: Postponed): Promise<void> {
  await running(db, at)
    .set({ due_at: dueAt, attempts: sql<number>`attempts + 1`, last_error: error })
    .execute();
}

/**
 * A batch failed for the last time. Nothing of the import is kept, so that the same leads can be
 * imported again; to be called in a transaction.
 */
export async function giveUpImport(
  db: Db,
  { error, ...at }: Omit<Postponed, "dueAt">,
): Promise<void> {
  const failed = { state: "failed", due_at: null, last_error: error } as const;
  const { numUpdatedRows } = await running(db, at).set(failed).executeTakeFirst();
  if (numUpdatedRows > 0n) await dropImported(db, at);
}

/** Takes its leads out of the past, whether it is done or still runs; to be called in a transaction. */
export async function removeImport(db: Db, { account, id }: ImportId): Promise<void> {
  await dropImported(db, { account, id });
  await db
    .updateTable("history_import")
    .set({ state: "undone", due_at: null })
    .where("account_id", "=", account)
    .where("id", "=", id)
    .execute();
}

/** What ends or holds up an import is for one that runs: one that was undone meanwhile stays so. */
function running(db: Db, { account, id }: ImportId) {
  return db
    .updateTable("history_import")
    .where("account_id", "=", account)
    .where("id", "=", id)
    .where("state", "=", "running");
}
