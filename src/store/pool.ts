/** The waiting pool: leads that nobody could take yet. */
import { sql } from "kysely";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

export interface PoolRule {
  readonly rule: string;
  readonly waiting: number;
}

/** The rules in which leads wait. */
export async function poolRules(db: Db, account: string): Promise<readonly PoolRule[]> {
  const { rows } = await sql<PoolRule>`
    select rule, count(*)::int as waiting from lead
     where account_id = ${account} and state = 'waiting' group by rule`.execute(db);
  return rows;
}

/**
 * Leads that the same things can release: they wait in one rule, for the same managers. What lies
 * before somebody is in no group: only the end of its offer lets it go.
 */
export interface PoolGroup {
  readonly rule: string;
  /** As in `StoredLead`. */
  readonly claims: string | null;
  readonly heldFor: string | null;
  readonly missed: readonly string[];
}

export async function poolGroups(db: Db, account: string): Promise<readonly PoolGroup[]> {
  const { rows } = await sql<PoolGroup>`
    select distinct rule, claims, held_for as "heldFor", missed from lead
     where account_id = ${account} and state = 'waiting' and offer_until is null`.execute(db);
  return rows;
}

const groupShape = `rule text, claims text, "heldFor" text, missed jsonb`;
const isInGroup = sql`lead.offer_until is null and lead.rule = open.rule and lead.claims is not distinct from open.claims
  and lead.held_for is not distinct from open."heldFor" and lead.missed = open.missed`;

export interface PoolQuery {
  readonly account: string;
  /** Those for which somebody is eligible now. */
  readonly groups: readonly PoolGroup[];
  readonly newestFirst: boolean;
  readonly limit: number;
}

/**
 * Ids of leads to ask again: those of `groups`, those whose wait is over (for anybody, or for their
 * client's manager) or whose offer is, and those whom no rule took and who are due. In the order of
 * their waiting.
 */
export async function leadsToAsk(
  db: Db,
  { account, groups, newestFirst, limit }: PoolQuery,
  now: number,
): Promise<readonly string[]> {
  const order = sql.raw(newestFirst ? "desc" : "asc");
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id, waiting_since as since, last_decision
        from ${recordset(groups, `open(${groupShape})`)}
        join lead on lead.account_id = ${account} and lead.state = 'waiting' and ${isInGroup}
      union
      select id, coalesce(waiting_since, came_at), last_decision from lead
       where account_id = ${account} and wake_at <= ${now}
         and (state = 'unmatched'
              or (state = 'waiting' and offer_until is null
                  and (wait_ends_at <= ${now} or held_for is not null))
              or (state = 'waiting' and offer_until <= ${now}))
    ) as asked
     order by since ${order}, last_decision ${order}, id
     limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Has the pool looked at: something that no clock tells may let somebody take from it. */
export async function wakePool(db: Db, account: string, now: number): Promise<void> {
  await sql`
    update lead set wake_at = ${now}
     where account_id = ${account}
       and id = (select id from lead where account_id = ${account} and state = 'waiting'
                   and offer_until is null limit 1)`.execute(db);
}

/** When each group's leads are to be asked next; null: no clock tells. */
export async function setWakes(
  db: Db,
  { account, wakes }: { account: string; wakes: readonly (PoolGroup & { at: number | null })[] },
): Promise<void> {
  if (wakes.length === 0) return;
  await sql`
    update lead set wake_at = least(open.at, wait_ends_at)
      from ${recordset(wakes, `open(${groupShape}, at bigint)`)}
     where lead.account_id = ${account} and lead.state = 'waiting' and ${isInGroup}
       and lead.wake_at is distinct from least(open.at, lead.wait_ends_at)`.execute(db);
}
