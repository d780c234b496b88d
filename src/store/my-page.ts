/** What a manager's own page is made of. Every answer is one statement over indexes. */
import { sql } from "kysely";
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { recordOf } from "./record-text.ts";
import type { Db } from "./schema.ts";

/** Somebody's page: a manager by his key. */
export interface Whose {
  readonly account: string;
  readonly manager: string;
}

/** A decision, as far as its lead's name and its record tell of it. */
export interface ToldDecision {
  readonly seq: number;
  readonly lead: string;
  readonly leadName: string;
  readonly at: number;
  readonly record: DecisionRecord;
}

export interface OwnLead extends ToldDecision {
  readonly facts: Facts;
  /** Of the decision that gave it. */
  readonly rule: string | null;
  readonly takenBy: readonly string[];
  readonly missed: readonly string[];
  readonly transfers: number;
  readonly returnTo: string | null;
  readonly closed: boolean;
}

const read = <Row extends { readonly record: DecisionRecord }>(row: Row): Row => ({
  ...row,
  record: recordOf(row.record),
});

/**
 * What he has by a decision, newest first: what is open, and of what is closed what he received since
 * `dayStart` (epoch ms).
 */
export async function ownLeads(
  db: Db,
  { account, manager }: Whose,
  { dayStart, limit }: { readonly dayStart: number; readonly limit: number },
): Promise<readonly OwnLead[]> {
  const { rows } = await sql<OwnLead>`
    with own as (
      select id from lead
       where account_id = ${account} and given_to = ${manager} and not closed
      union
      select lead_id from decision
       where account_id = ${account} and at >= ${dayStart} and kind = 'assigned'
         and manager = ${manager})
    select seq, lead.id as lead, lead.name as "leadName", given_at as at, record, facts,
           decision.rule, taken_by as "takenBy", missed, transfers, return_to as "returnTo", closed
      from own
      join lead on lead.account_id = ${account} and lead.id = own.id
      join decision on decision.account_id = lead.account_id and decision.seq = given_seq
     where given_to = ${manager}
     order by given_at desc, seq desc limit ${limit}`.execute(db);
  return rows.map(read);
}

/** The last leads of `rules` that somebody else received, newest first. */
export async function leadsOfOthers(
  db: Db,
  { account, manager }: Whose,
  { rules, limit }: { readonly rules: readonly string[]; readonly limit: number },
): Promise<readonly ToldDecision[]> {
  // One short walk along the index for each rule, instead of all their decisions in order.
  const { rows } = await sql<ToldDecision>`
    select seq, last.lead_id as lead, lead.name as "leadName", last.at, record
      from json_array_elements_text(${JSON.stringify(rules)}::json) as mine(rule)
     cross join lateral (
       select seq, lead_id, at, record from decision
        where account_id = ${account} and rule = mine.rule and kind = 'assigned'
          and manager <> ${manager} and taken_from is distinct from ${manager}
        order by seq desc limit ${limit}) as last
      join lead on lead.account_id = ${account} and lead.id = last.lead_id
     order by seq desc limit ${limit}`.execute(db);
  return rows.map(read);
}

/** The last decisions that took a lead from him, newest first. */
export async function lostLeads(
  db: Db,
  { account, manager }: Whose,
  limit: number,
): Promise<readonly ToldDecision[]> {
  const { rows } = await sql<ToldDecision>`
    select seq, lead_id as lead, lead.name as "leadName", at, record
      from decision
      join lead on lead.account_id = decision.account_id and lead.id = decision.lead_id
     where decision.account_id = ${account} and taken_from = ${manager}
       and manager is distinct from ${manager}
     order by seq desc limit ${limit}`.execute(db);
  return rows.map(read);
}

export interface OfferedLead {
  readonly lead: string;
  readonly leadName: string;
  readonly facts: Facts;
  readonly rule: string | null;
  readonly until: number;
}

/** What lies before him at `now` (epoch ms), the most pressing first. */
export async function offersTo(
  db: Db,
  { account, manager }: Whose,
  now: number,
): Promise<readonly OfferedLead[]> {
  const { rows } = await sql<OfferedLead>`
    select id as lead, name as "leadName", facts, rule, offer_until as until
      from lead
     where account_id = ${account} and state = 'waiting' and offer_until > ${now}
       and offered_to @> jsonb_build_array(${manager}::text)
       and not declined @> jsonb_build_array(${manager}::text)
     order by offer_until, id`.execute(db);
  return rows;
}
