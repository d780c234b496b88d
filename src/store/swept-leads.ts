/** Which of the leads that the CRM tells of a sweep has to look at. */
import { sql } from "kysely";
import type { Db } from "./schema.ts";

/** A write of our own so lately need not be looked at: the sweeps after this one still come to it. */
const OWN_WRITE_MS = 30_000;

/**
 * Which of `ids` a sweep must look at: those that the account does not know or is not done with, and
 * those that somebody has, since what has become of them may have been told in vain.
 */
export async function unsettledOf(
  db: Db,
  { account, ids }: { readonly account: string; readonly ids: readonly string[] },
  now: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select wanted.id
      from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted(id)
      left join lead on lead.account_id = ${account} and lead.id = wanted.id
     where lead.id is null or lead.state in ('undecided', 'waiting')
        or (lead.holder is not null and not exists (
             select from outbox
              where outbox.account_id = ${account} and outbox.lead_id = wanted.id
                and sent_at > ${now - OWN_WRITE_MS}))`.execute(db);
  return rows.map((row) => row.id);
}

/** Which of `ids` somebody has by a decision and has not begun with. */
export async function untakenOf(
  db: Db,
  { account, ids }: { readonly account: string; readonly ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and given_to is not null and not closed
       and not jsonb_exists(taken_by, given_to)
       and id in (select json_array_elements_text(${JSON.stringify(ids)}::json))`.execute(db);
  return new Set(rows.map((row) => row.id));
}
