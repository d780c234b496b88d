/** Who received leads: what limits and quotas are counted on. What was turned back counts no more. */
import { sql } from "kysely";
import type { Receipt } from "#core/decision.ts";
import type { Db } from "./schema.ts";

/** Leads received at `since` (epoch ms) or later, in the order of time. One statement on two indexes. */
export async function receiptsSince(
  db: Db,
  { account, since }: { readonly account: string; readonly since: number },
): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`
    select manager, rule, at from decision
     where account_id = ${account} and at >= ${since} and kind = 'assigned' and manager is not null
       and not exists (select from decision as later
                        where later.account_id = ${account} and later.turns_back = decision.seq)
     order by at, seq`.execute(db);
  return rows;
}
