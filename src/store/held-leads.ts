/** Open leads that somebody has, page by page. */
import { sql } from "kysely";
import type { Facts } from "#core/decision.ts";
import type { Db } from "./schema.ts";

export interface HeldFilter {
  readonly account: string;
  /** Who may have them, as `StoredLead.holder`; leads of nobody else are told of. */
  readonly holders: readonly string[];
  /** That gave it. */
  readonly rule?: string | undefined;
  /** By its name or its id. */
  readonly stage?: string | undefined;
  /** Only leads with which whoever has them has not begun, or none of them. */
  readonly untouched?: boolean | undefined;
}

export interface HeldRow {
  readonly lead: string;
  readonly leadName: string;
  readonly facts: Facts;
  readonly holder: string;
  readonly rule: string | null;
  readonly cameAt: number;
  /** By a decision; null: somebody gave it to him in the CRM. */
  readonly givenTo: string | null;
  readonly givenAt: number | null;
  readonly takenBy: readonly string[];
  readonly missed: readonly string[];
  readonly transfers: number;
  readonly returnTo: string | null;
}

export interface HeldPage {
  readonly leads: readonly HeldRow[];
  /** On all pages. */
  readonly total: number;
}

const isUntouched = sql`(given_to is not null and not jsonb_exists(taken_by, given_to))`;

/** `limit` of them behind the first `offset`, newest first. */
export async function heldLeads(
  db: Db,
  { account, holders, rule, stage, untouched }: HeldFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<HeldPage> {
  const all = [
    sql`account_id = ${account} and not closed`,
    sql`holder in (select json_array_elements_text(${JSON.stringify(holders)}::json))`,
    ...(rule === undefined ? [] : [sql`given_to is not null and rule = ${rule}`]),
    ...(stage === undefined ? [] : [sql`jsonb_exists(facts -> 'stage', ${stage})`]),
    ...(untouched === undefined ? [] : [sql`${isUntouched} = ${untouched}`]),
  ];
  const matching = sql.join(all, sql` and `);
  const { rows: leads } = await sql<HeldRow>`
    select id as lead, name as "leadName", facts, holder, rule, came_at as "cameAt",
           given_to as "givenTo", given_at as "givenAt", taken_by as "takenBy", missed, transfers,
           return_to as "returnTo"
      from lead where ${matching}
     order by coalesce(given_at, came_at) desc, id desc limit ${limit} offset ${offset}`.execute(
    db,
  );
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from lead where ${matching}`.execute(db);
  return { leads, total: rows[0]?.total ?? 0 };
}
