/** Decisions on their way into the CRM. */
import { sql } from "kysely";
import { recordset } from "./rows.ts";
import type { Db, OutboxState } from "./schema.ts";

export interface NewDelivery {
  readonly seq: number;
  readonly lead: string;
  readonly manager: string;
  readonly user: string;
}

/** Puts deliveries into the outbox; what was not yet written of the same leads is superseded. */
export async function queueDeliveries(
  db: Db,
  { account, deliveries }: { account: string; deliveries: readonly NewDelivery[] },
  now: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  const shape = `row(seq bigint, lead text, manager text, "user" text)`;
  await sql`
    with fresh as materialized (select * from ${recordset(deliveries, shape)}),
    older as (
      update outbox set state = 'superseded' from fresh
       where outbox.account_id = ${account} and outbox.lead_id = fresh.lead
         and outbox.state = 'pending'
    )
    insert into outbox (account_id, decision_seq, lead_id, manager, crm_user, state, created_at, due_at)
    select ${account}::text, seq, lead, manager, "user", 'pending', ${now}::bigint, ${now}::bigint
      from fresh`.execute(db);
}

export interface Delivery {
  readonly seq: number;
  readonly lead: string;
  readonly user: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly sentAt: number | null;
}

const columns = sql`decision_seq as seq, lead_id as lead, crm_user as "user", state, attempts, sent_at as "sentAt"`;

/** What is to be written now, oldest first, behind decision `after`. */
export async function pendingDeliveries(
  db: Db,
  wanted: { readonly account: string; readonly after: number; readonly limit: number },
  now: number,
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${columns} from outbox
     where account_id = ${wanted.account} and state = 'pending'
       and decision_seq > ${wanted.after} and due_at <= ${now}
     order by decision_seq limit ${wanted.limit}`.execute(db);
  return rows;
}

/** What was written before `sentBefore` and never seen in the CRM, oldest first. */
export async function unconfirmedDeliveries(
  db: Db,
  wanted: { readonly account: string; readonly sentBefore: number; readonly limit: number },
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${columns} from outbox
     where account_id = ${wanted.account} and state = 'sent' and sent_at <= ${wanted.sentBefore}
     order by sent_at, decision_seq limit ${wanted.limit}`.execute(db);
  return rows;
}

/** The last delivery of each of `leads`, whatever became of it. */
export async function lastDeliveries(
  db: Db,
  { account, leads }: { readonly account: string; readonly leads: readonly string[] },
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select distinct on (lead_id) ${columns} from outbox
     where account_id = ${account}
       and lead_id in (select json_array_elements_text(${JSON.stringify(leads)}::json))
     order by lead_id, decision_seq desc`.execute(db);
  return rows;
}

/** The CRM has answered that it wrote these. What it has shown us already stays confirmed. */
export async function markSent(
  db: Db,
  { account, seqs }: { readonly account: string; readonly seqs: readonly number[] },
  now: number,
): Promise<void> {
  if (seqs.length === 0) return;
  await sql`
    update outbox set state = 'sent', sent_at = ${now}, attempts = attempts + 1, last_error = null
      from ${recordset(
        seqs.map((seq) => ({ seq })),
        "row(seq bigint)",
      )}
     where outbox.account_id = ${account} and outbox.decision_seq = row.seq
       and outbox.state = 'pending'`.execute(db);
}

export interface FailedAttempt {
  readonly seq: number;
  readonly error: string;
  /** When to try again; null: never. */
  readonly dueAt: number | null;
}

export async function markAttempts(
  db: Db,
  { account, failed }: { readonly account: string; readonly failed: readonly FailedAttempt[] },
): Promise<void> {
  if (failed.length === 0) return;
  await sql`
    update outbox
       set state = case when row."dueAt" is null then 'failed' else 'pending' end,
           due_at = coalesce(row."dueAt", due_at), attempts = attempts + 1, last_error = row.error
      from ${recordset(failed, `row(seq bigint, error text, "dueAt" bigint)`)}
     where outbox.account_id = ${account} and outbox.decision_seq = row.seq
       and outbox.state = 'pending'`.execute(db);
}

/** What the CRM shows of a delivery: it stands there, or somebody else has changed it since. */
export interface SeenDelivery {
  readonly seq: number;
  /** Null: confirmed. */
  readonly changedTo: string | null;
}

export async function settleDeliveries(
  db: Db,
  { account, seen }: { readonly account: string; readonly seen: readonly SeenDelivery[] },
  now: number,
): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    update outbox
       set state = case when row."changedTo" is null then 'confirmed' else 'superseded' end,
           sent_at = case when row."changedTo" is null then coalesce(sent_at, ${now}) else sent_at end,
           confirmed_at = case when row."changedTo" is null then ${now}::bigint end,
           last_error = 'The CRM shows the user ' || row."changedTo" || ': somebody else changed it.'
      from ${recordset(seen, `row(seq bigint, "changedTo" text)`)}
     where outbox.account_id = ${account} and outbox.decision_seq = row.seq
       and outbox.state in ('pending', 'sent')`.execute(db);
}
