/** What a rule by sales is looked at with, besides what its shares are learned from. */
import { sql } from "kysely";
import type { Db } from "./schema.ts";

interface Asked {
  readonly account: string;
  readonly rule: string;
}

/**
 * Those of `leads` that the rule gave as its control group, by equal turns.
 *
 * @param leads ids of those that may have been, so that not every record is opened
 */
export async function controlLeads(
  db: Db,
  { account, rule, leads }: Asked & { readonly leads: readonly string[] },
): Promise<ReadonlySet<string>> {
  if (leads.length === 0) return new Set();
  const { rows } = await sql<{ lead: string }>`
    select distinct lead_id as lead from decision
      join json_array_elements_text(${JSON.stringify(leads)}::json) as asked (id)
        on lead_id = asked.id
     where account_id = ${account} and rule = ${rule} and by_share
       and record->>'control' = 'true'`.execute(db);
  return new Set(rows.map(({ lead }) => lead));
}

/** How many leads of the time before the rule learns from. */
export async function importedCount(db: Db, { account, rule }: Asked): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from imported_lead as imported
      join history_import as of on of.account_id = imported.account_id and of.id = import_id
     where imported.account_id = ${account} and imported.rule = ${rule} and of.state = 'done'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
