/** Decisions on their way into the CRM. */
import { sql } from "kysely";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

export interface NewDelivery {
  readonly seq: number;
  readonly lead: string;
  readonly manager: string;
  readonly user: string;
}

export interface NewDeliveries {
  readonly account: string;
  /** In the order of their decisions; of two of one lead only the later is to be written. */
  readonly deliveries: readonly NewDelivery[];
  /** Leads of which nothing is to be written any more: nobody has them. */
  readonly calledOff: readonly string[];
}

/**
 * Puts deliveries into the outbox. Older ones of the same leads are superseded: what was not yet
 * written never will be, what was written is no longer looked for.
 */
export async function queueDeliveries(
  db: Db,
  { account, deliveries, calledOff }: NewDeliveries,
  now: number,
): Promise<void> {
  if (deliveries.length === 0 && calledOff.length === 0) return;
  const last = new Map(deliveries.map(({ lead, seq }) => [lead, seq]));
  const rows = deliveries.map((delivery) => ({
    ...delivery,
    state: last.get(delivery.lead) === delivery.seq ? "pending" : "superseded",
  }));
  const leads = [...new Set([...last.keys(), ...calledOff])];
  const shape = `row(seq bigint, lead text, manager text, "user" text, state text)`;
  // Joined, so that each lead is looked up: an account may have ten thousand deliveries under way.
  await sql`
    with older as (
      update outbox set state = 'superseded'
        from json_array_elements_text(${JSON.stringify(leads)}::json) as given(lead)
       where outbox.account_id = ${account} and outbox.lead_id = given.lead
         and outbox.state in ('pending', 'sent')
    )
    insert into outbox (account_id, decision_seq, lead_id, manager, crm_user, state, created_at, due_at)
    select ${account}::text, seq, lead, manager, "user", state, ${now}::bigint, ${now}::bigint
      from ${recordset(rows, shape)}`.execute(db);
}

export interface Delivery {
  readonly seq: number;
  readonly lead: string;
  readonly user: string;
  readonly attempts: number;
}

const columns = sql`decision_seq as seq, lead_id as lead, crm_user as "user", attempts`;

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

/** What was written and, for too long, not seen in the CRM. */
export async function unconfirmedDeliveries(
  db: Db,
  wanted: { readonly account: string; readonly limit: number },
  now: number,
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${columns} from outbox
     where account_id = ${wanted.account} and state = 'sent' and due_at <= ${now}
     order by due_at, decision_seq limit ${wanted.limit}`.execute(db);
  return rows;
}

/** Looks for written deliveries again at `dueAt`. */
export async function lookLater(
  db: Db,
  { account, seqs, dueAt }: { account: string; seqs: readonly number[]; dueAt: number },
): Promise<void> {
  await sql`
    update outbox set due_at = ${dueAt}
     where account_id = ${account} and state = 'sent'
       and decision_seq in (select json_array_elements_text(${JSON.stringify(seqs)}::json)::bigint)`.execute(
    db,
  );
}

/** Writes once more what was written already: something older has overwritten it. */
export async function writeAgain(
  db: Db,
  { account, seqs }: { readonly account: string; readonly seqs: readonly number[] },
  now: number,
): Promise<void> {
  if (seqs.length === 0) return;
  await sql`
    update outbox set state = 'pending', due_at = ${now}
     where account_id = ${account} and state = 'sent'
       and decision_seq in (select json_array_elements_text(${JSON.stringify(seqs)}::json)::bigint)`.execute(
    db,
  );
}

/** An event of our own write usually confirms it; after so long it is read back. */
const ECHO_WAIT_MS = 10_000;

/** The CRM has answered that it wrote these. What it has shown us already stays confirmed. */
export async function markSent(
  db: Db,
  { account, seqs }: { readonly account: string; readonly seqs: readonly number[] },
  now: number,
): Promise<void> {
  if (seqs.length === 0) return;
  await sql`
    update outbox set state = 'sent', sent_at = ${now}, due_at = ${now + ECHO_WAIT_MS},
           attempts = attempts + 1, last_error = null
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

/** What the CRM shows of a delivery. */
export interface SeenDelivery {
  readonly seq: number;
  /** Why it is not as decided (somebody else has changed it, the lead is gone); null: confirmed. */
  readonly problem: string | null;
}

export async function settleDeliveries(
  db: Db,
  { account, seen }: { readonly account: string; readonly seen: readonly SeenDelivery[] },
  now: number,
): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    update outbox
       set state = case when row.problem is null then 'confirmed' else 'superseded' end,
           sent_at = case when row.problem is null then coalesce(sent_at, ${now}) else sent_at end,
           confirmed_at = case when row.problem is null then ${now}::bigint end,
           last_error = row.problem
      from ${recordset(seen, "row(seq bigint, problem text)")}
     where outbox.account_id = ${account} and outbox.decision_seq = row.seq
       and outbox.state in ('pending', 'sent')`.execute(db);
}
