import { sql } from "kysely";
import { recordset, storableText } from "./rows.ts";
import type { Db, Origin } from "./schema.ts";

/** How long a row is left to the process that took it in before another looks at it. */
export const ORPHAN_MS = 10_000;
/** A repeat of an event that was done with so long ago is looked at again: much may have happened. */
const REPEAT_MS = 60_000;

export interface IncomingEvent {
  readonly account: string;
  readonly origin: Origin;
  /** As it came: a webhook's form, or JSON of our own. */
  readonly body: string;
  /** Equal for repeats of one event. */
  readonly dedupeKey: string;
  readonly receivedAt: number;
}

export interface InboxRow {
  readonly id: number;
  readonly receivedAt: number;
  readonly origin: Origin;
  readonly body: string;
  readonly attempts: number;
}

/**
 * Keeps events of any accounts in one statement; repeats among them are kept once.
 *
 * @returns keys of the events that were not known before, each as `account key`
 */
export async function keepEvents(
  db: Db,
  events: readonly IncomingEvent[],
  worker: string,
): Promise<ReadonlySet<string>> {
  const once = new Map(events.map((event) => [`${event.account} ${event.dedupeKey}`, event]));
  const rows = [...once.values()].map((event) => ({
    account_id: event.account,
    origin: event.origin,
    body: storableText(event.body),
    dedupe_key: event.dedupeKey,
    received_at: event.receivedAt,
  }));
  const shape = "row(account_id text, origin text, body text, dedupe_key text, received_at bigint)";
  const kept = await sql<{ key: string; fresh: boolean }>`
    insert into inbox (account_id, origin, body, dedupe_key, received_at, due_at, taken_by)
    select account_id, origin, body, dedupe_key, received_at, received_at, ${worker}::text
      from ${recordset(rows, shape)}
    on conflict on constraint inbox_kept_once do update
       set processed_at = null, due_at = excluded.due_at, taken_by = excluded.taken_by, attempts = 0
     where inbox.processed_at < excluded.received_at - ${REPEAT_MS}::bigint
    returning account_id || ' ' || dedupe_key as key, xmax = 0 as fresh`.execute(db);
  return new Set(kept.rows.filter((row) => row.fresh).map((row) => row.key));
}

/** The oldest events that are due in `worker`'s hands, or in nobody's. */
export async function dueEvents(
  db: Db,
  wanted: { readonly account: string; readonly worker: string; readonly limit: number },
  now: number,
): Promise<readonly InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    select id, received_at as "receivedAt", origin, body, attempts
      from inbox
     where account_id = ${wanted.account} and processed_at is null and due_at <= ${now}
       and (taken_by = ${wanted.worker} or due_at <= ${now - ORPHAN_MS})
     order by id
     limit ${wanted.limit}`.execute(db);
  return rows;
}

export interface ProcessedEvent {
  readonly id: number;
  /** Why nothing could be made of it; null: all is well. */
  readonly error: string | null;
}

export async function finishEvents(
  db: Db,
  done: { readonly account: string; readonly events: readonly ProcessedEvent[] },
  now: number,
): Promise<void> {
  if (done.events.length === 0) return;
  await sql`
    update inbox set processed_at = ${now}, last_error = row.error
      from ${recordset(done.events, "row(id bigint, error text)")}
     where inbox.account_id = ${done.account} and inbox.id = row.id`.execute(db);
}

export interface PostponedEvent {
  readonly id: number;
  readonly dueAt: number;
  readonly error: string | null;
  /** Whether it counts as an attempt that failed. */
  readonly failed: boolean;
}

export async function postponeEvents(
  db: Db,
  postponed: { readonly account: string; readonly events: readonly PostponedEvent[] },
): Promise<void> {
  if (postponed.events.length === 0) return;
  const shape = `row(id bigint, "dueAt" bigint, error text, failed boolean)`;
  await sql`
    update inbox
       set due_at = row."dueAt", last_error = row.error, attempts = attempts + row.failed::int
      from ${recordset(postponed.events, shape)}
     where inbox.account_id = ${postponed.account} and inbox.id = row.id`.execute(db);
}

/** Removes what was done with before `before`; the decisions keep what mattered. */
export async function forgetEvents(db: Db, before: number): Promise<void> {
  await db.deleteFrom("inbox").where("processed_at", "<", before).execute();
}
