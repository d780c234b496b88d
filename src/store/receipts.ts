/** Who received leads: what limits and quotas are counted on. */
import { sql } from "kysely";
import type { Receipt } from "#core/decision.ts";
import type { Db } from "./schema.ts";

/** Leads received at `since` (epoch ms) or later, in the order of time. One statement on one index. */
export async function receiptsSince(
  db: Db,
  { account, since }: { readonly account: string; readonly since: number },
): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`
    select manager, rule, at from decision
     where account_id = ${account} and at >= ${since} and kind = 'assigned' and manager is not null
     order by at`.execute(db);
  return rows;
}
