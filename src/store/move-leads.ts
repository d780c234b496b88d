/** The leads of a move: what became of each, and what it was before. */
import { sql } from "kysely";
import type { Kind } from "#core/decision.ts";
import type { StoredLead } from "./leads.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

/** A lead as it was before a move, all but what the CRM tells of it. */
export type LeadBefore = Omit<StoredLead, "id" | "name" | "facts">;

export interface MoveLead {
  readonly place: number;
  readonly lead: string;
}

interface Place {
  readonly account: string;
  readonly move: number;
  readonly limit: number;
}

/** The next leads that are to be moved. */
export async function leadsToMove(
  db: Db,
  { account, move, limit }: Place,
): Promise<readonly MoveLead[]> {
  const { rows } = await sql<MoveLead>`
    select place, lead_id as lead from bulk_move_lead
     where account_id = ${account} and move_id = ${move} and outcome is null
     order by place limit ${limit}`.execute(db);
  return rows;
}

export interface MovedLead extends MoveLead {
  /** The decision that moved it. */
  readonly seq: number;
  readonly before: LeadBefore;
}

/** The next leads that are to be put back, the last moved first. */
export async function leadsToPutBack(
  db: Db,
  { account, move, limit }: Place,
): Promise<readonly MovedLead[]> {
  const { rows } = await sql<MovedLead>`
    select place, lead_id as lead, decision_seq as seq, before from bulk_move_lead
     where account_id = ${account} and move_id = ${move} and outcome = 'moved' and undone is null
     order by place desc limit ${limit}`.execute(db);
  return rows;
}

/** The decision that moved a lead, or that put it back, as far as people are told of it. */
export interface MovedTold {
  readonly seq: number;
  readonly lead: string;
  /** Epoch ms. */
  readonly at: number;
  readonly kind: Kind;
  readonly manager: string | null;
  readonly from: string | null;
}

/** All that a move has moved so far, or of that all that was put back again. */
export async function toldOfMove(
  db: Db,
  wanted: { readonly account: string; readonly move: number; readonly undone: boolean },
): Promise<readonly MovedTold[]> {
  const { account, move, undone } = wanted;
  // A lead is put back only by the decision after the one that moved it.
  const told = undone
    ? sql`lateral (
        select * from decision
         where account_id = moved.account_id and lead_id = moved.lead_id
           and seq > moved.decision_seq
         order by seq limit 1) as told on moved.undone`
    : sql`decision as told
          on told.account_id = moved.account_id and told.seq = moved.decision_seq`;
  const { rows } = await sql<MovedTold>`
    select told.seq, told.lead_id as lead, told.at, told.kind, told.manager,
           told.record #>> '{move,from}' as "from"
      from bulk_move_lead as moved join ${told}
     where moved.account_id = ${account} and moved.move_id = ${move} and outcome = 'moved'
     order by place`.execute(db);
  return rows;
}

export interface LeadOutcome {
  readonly place: number;
  readonly outcome: "moved" | "stays";
  /** Of one that stays: why, as a code. */
  readonly refusal: string | null;
  readonly seq: number | null;
  readonly before: LeadBefore | null;
}

/** What became of leads of a move, and of the move by that; two statements. */
export async function saveOutcomes(
  db: Db,
  moved: {
    readonly account: string;
    readonly move: number;
    readonly outcomes: readonly LeadOutcome[];
  },
): Promise<void> {
  const { account, move, outcomes } = moved;
  await sql`
    update bulk_move_lead as lead
       set outcome = row.outcome, refusal = row.refusal, decision_seq = row.seq, before = row.before
      from ${recordset(outcomes, "row(place int, outcome text, refusal text, seq bigint, before json)")}
     where lead.account_id = ${account} and lead.move_id = ${move} and lead.place = row.place`.execute(
    db,
  );
  await db
    .updateTable("bulk_move")
    .set({
      done: sql`done + ${outcomes.length}`,
      moved: sql`moved + ${outcomes.filter(({ outcome }) => outcome === "moved").length}`,
      attempts: 0,
      last_error: null,
    })
    .where("account_id", "=", account)
    .where("id", "=", move)
    .execute();
}

/** Which leads of a move were put back, and which have gone elsewhere since; two statements. */
export async function savePutBack(
  db: Db,
  putBack: {
    readonly account: string;
    readonly move: number;
    readonly leads: readonly { readonly place: number; readonly undone: boolean }[];
  },
): Promise<void> {
  const { account, move, leads } = putBack;
  await sql`
    update bulk_move_lead as lead set undone = row.undone
      from ${recordset(leads, "row(place int, undone boolean)")}
     where lead.account_id = ${account} and lead.move_id = ${move} and lead.place = row.place`.execute(
    db,
  );
  await db
    .updateTable("bulk_move")
    .set({
      undone: sql`undone + ${leads.filter(({ undone }) => undone).length}`,
      attempts: 0,
      last_error: null,
    })
    .where("account_id", "=", account)
    .where("id", "=", move)
    .execute();
}

/** Contact → who has been given a lead of his by the move already. */
export async function clientsOfMove(
  db: Db,
  { account, move, contacts }: { account: string; move: number; contacts: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (contacts.length === 0) return new Map();
  const { rows } = await sql<{ contact: string; manager: string }>`
    select distinct on (contact) contact, manager
      from lead
      join bulk_move_lead as moved
        on moved.account_id = lead.account_id and moved.lead_id = lead.id and moved.move_id = ${move}
      join decision
        on decision.account_id = lead.account_id and decision.seq = moved.decision_seq
     where lead.account_id = ${account}
       and contact in (select json_array_elements_text(${JSON.stringify(contacts)}::json))
     order by contact, seq`.execute(db);
  return new Map(rows.map(({ contact, manager }) => [contact, manager]));
}

/** Numbers of the decision that moved a lead by hand, and of the one that put it back. */
export interface AnnulledPair {
  readonly moved: number;
  readonly back: number;
}

/** Of each pair neither counts any more, and what the first had turned back counts again. */
export async function annul(
  db: Db,
  { account, pairs }: { readonly account: string; readonly pairs: readonly AnnulledPair[] },
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    update decision set turns_back = pair.back
      from ${recordset(pairs, "pair(moved bigint, back bigint)")}
     where decision.account_id = ${account} and decision.seq = pair.moved`.execute(db);
}
