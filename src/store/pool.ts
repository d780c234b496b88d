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

export interface PoolQuery {
  readonly account: string;
  /** Rules in which somebody is eligible now. */
  readonly rules: readonly string[];
  readonly newestFirst: boolean;
  readonly limit: number;
}

/**
 * Ids of leads to ask again: those waiting in `rules`, those whose wait is over, and those whom no
 * rule took and who are due. In the order of their waiting.
 */
export async function leadsToAsk(
  db: Db,
  { account, rules, newestFirst, limit }: PoolQuery,
  now: number,
): Promise<readonly string[]> {
  const order = sql.raw(newestFirst ? "desc" : "asc");
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id, waiting_since as since from lead
       where account_id = ${account} and state = 'waiting'
         and rule in (select json_array_elements_text(${JSON.stringify(rules)}::json))
      union
      select id, coalesce(waiting_since, came_at) from lead
       where account_id = ${account} and wake_at <= ${now}
         and (state = 'unmatched' or (state = 'waiting' and wait_ends_at <= ${now}))
    ) as asked
     order by since ${order}, id
     limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Has the pool looked at: something that no clock tells may let somebody take from it. */
export async function wakePool(db: Db, account: string, now: number): Promise<void> {
  await sql`
    update lead set wake_at = ${now}
     where account_id = ${account}
       and id = (select id from lead where account_id = ${account} and state = 'waiting' limit 1)`.execute(
    db,
  );
}

/** When each rule's waiting leads are to be asked next; null: no schedule tells. */
export async function setWakes(
  db: Db,
  { account, wakes }: { account: string; wakes: readonly { rule: string; at: number | null }[] },
): Promise<void> {
  if (wakes.length === 0) return;
  await sql`
    update lead set wake_at = least(row.at, wait_ends_at)
      from ${recordset(wakes, "row(rule text, at bigint)")}
     where lead.account_id = ${account} and lead.state = 'waiting' and lead.rule = row.rule
       and lead.wake_at is distinct from least(row.at, lead.wait_ends_at)`.execute(db);
}
