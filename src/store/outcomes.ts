/**
 * What became of leads, in the order in which the account heard of it: what rules that share by
 * sales learn from, together with the decisions and with leads of the time before.
 */
import { sql } from "kysely";
import type { Passing } from "#core/conversion/rule-books.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";
import type { LeadEnd, OutcomeKind } from "./schema-outcomes.ts";

export interface Outcome {
  /** Counts up within the account. */
  readonly id: number;
  /** The account's last decision before it. */
  readonly afterSeq: number;
  readonly lead: string;
  /** Epoch ms at which it came to be so. */
  readonly at: number;
  /** `touched`: its manager has begun with it. `given`: by hand, in the CRM. */
  readonly kind: OutcomeKind;
  /** Of one that was given: to whom; null: to nobody whom the rules know. */
  readonly manager: string | null;
  /** Of one that was won: for how much, where that is known. */
  readonly price: number | null;
}

/** Writes outcomes, and the last one's number into the account. Two statements. */
export async function addOutcomes(
  db: Db,
  { account, outcomes }: { readonly account: string; readonly outcomes: readonly Outcome[] },
): Promise<void> {
  const last = outcomes.at(-1);
  if (last === undefined) return;
  const shape = `row(id bigint, "afterSeq" bigint, lead text, at bigint, kind text, manager text,
    price float8)`;
  await sql`
    insert into outcome (account_id, id, after_seq, lead_id, at, kind, manager, price)
    select ${account}::text, id, "afterSeq", lead, at, kind, manager, price
      from ${recordset(outcomes, shape)}`.execute(db);
  await db.updateTable("account").set({ outcome_seq: last.id }).where("id", "=", account).execute();
}

interface Page {
  readonly account: string;
  /** Number behind which to read. */
  readonly after: number;
  readonly limit: number;
}

export async function outcomesAfter(
  db: Db,
  { account, after, limit }: Page,
): Promise<readonly Outcome[]> {
  const { rows } = await sql<Outcome>`
    select id, after_seq as "afterSeq", lead_id as lead, at, kind, manager, price from outcome
     where account_id = ${account} and id > ${after} order by id limit ${limit}`.execute(db);
  return rows;
}

/** A decision as far as books learn from it. */
export interface StoredPassing extends Passing {
  readonly seq: number;
}

/** Decisions by which somebody received or lost a lead. */
export async function passingsAfter(
  db: Db,
  { account, after, limit }: Page,
): Promise<readonly StoredPassing[]> {
  const { rows } = await sql<StoredPassing>`
    select seq, lead_id as lead, at, cause, rule, loser, by_share as "byShare", source,
           case when kind = 'assigned' then manager end as receiver
      from decision
     where account_id = ${account} and seq > ${after} and (kind = 'assigned' or loser is not null)
     order by seq limit ${limit}`.execute(db);
  return rows;
}

/** A lead of the time before. */
export interface ImportedLead {
  readonly lead: string;
  readonly rule: string;
  /** Key of who had it. */
  readonly manager: string;
  readonly source: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly outcome: LeadEnd;
  /** Epoch ms; null: it is open. */
  readonly endedAt: number | null;
  readonly price: number | null;
}

/** Leads of the imports that are done, in the order in which they came. */
export async function importedLeads(db: Db, account: string): Promise<readonly ImportedLead[]> {
  const { rows } = await sql<ImportedLead>`
    select lead_id as lead, imported.rule, manager, imported.source, received_at as "receivedAt",
           outcome, ended_at as "endedAt", price
      from imported_lead as imported
      join history_import as of on of.account_id = imported.account_id and of.id = import_id
     where imported.account_id = ${account} and of.state = 'done'
     order by received_at, lead_id`.execute(db);
  return rows;
}

/** The past is other than it was: whoever has learned from it starts over, and shares follow. */
export async function rewriteHistory(db: Db, account: string, now: number): Promise<void> {
  await db
    .updateTable("account")
    .set({
      history_version: sql`history_version + 1`,
      state_version: sql`state_version + 1`,
      shares_at: now,
    })
    .where("id", "=", account)
    .execute();
}
