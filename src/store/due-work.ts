import { sql } from "kysely";
import { ORPHAN_MS } from "./inbox.ts";
import type { Db } from "./schema.ts";

export interface DueWork {
  readonly account: string;
  readonly decide: boolean;
  readonly release: boolean;
  readonly watch: boolean;
  readonly deliver: boolean;
  readonly attend: boolean;
  readonly move: boolean;
  readonly learn: boolean;
  readonly import: boolean;
}

/** The accounts that have something to do at `now`, in one statement of index probes. */
export async function dueWork(db: Db, worker: string, now: number): Promise<readonly DueWork[]> {
  const { rows } = await sql<DueWork>`
    select * from (
      select id as account,
        exists (select from inbox
                 where inbox.account_id = account.id and processed_at is null and due_at <= ${now}
                   and (taken_by = ${worker} or due_at <= ${now - ORPHAN_MS})) as decide,
        id in (select account_id from lead where wake_at <= ${now}) as release,
        configuration_version > 0 and (
          coalesce(shift_at <= ${now}, false)
          or id in (select account_id from lead where watch_at <= ${now})
          or id in (select account_id from manager_state where left_at is not null)) as watch,
        id in (select account_id from outbox
                where state in ('pending', 'sent') and due_at <= ${now}) as deliver,
        coalesce(availability_at <= ${now}, false) as attend,
        id in (select account_id from bulk_move where due_at <= ${now}) as move,
        configuration_version > 0 and coalesce(shares_at <= ${now}, false) as learn,
        id in (select account_id from history_import where due_at <= ${now}) as import
        from account
    ) as due
    where decide or release or watch or deliver or attend or move or learn or import`.execute(db);
  return rows;
}

/**
 * When a lead that waits is to be asked again, one that nobody takes to be looked at, or somebody's
 * shift changes; null: nothing is to come.
 */
export async function nextWake(db: Db): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select least((select min(wake_at) from lead where wake_at is not null),
                 (select min(watch_at) from lead where watch_at is not null),
                 (select min(shift_at) from account
                   where shift_at is not null and configuration_version > 0),
                 (select min(shares_at) from account
                   where shares_at is not null and configuration_version > 0)) as at`.execute(db);
  return rows[0]?.at ?? null;
}
