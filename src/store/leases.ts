/** Work of an account that one process at a time may do. A lease that runs out is anybody's. */
import { sql } from "kysely";
import type { Db } from "./schema.ts";

export interface Lease {
  readonly account: string;
  readonly work: string;
  readonly holder: string;
}

/** Takes or renews the lease. @returns whether `holder` has it now */
export async function takeLease(
  db: Db,
  { account, work, holder, until }: Lease & { readonly until: number },
  now: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into lease (account_id, work, holder, held_until)
    values (${account}, ${work}, ${holder}, ${until})
    on conflict on constraint lease_pk do update
       set holder = excluded.holder, held_until = excluded.held_until
     where lease.holder = excluded.holder or lease.held_until <= ${now}
    returning 1`.execute(db);
  return rows.length === 1;
}

export async function giveLease(db: Db, { account, work, holder }: Lease): Promise<void> {
  await db
    .updateTable("lease")
    .set({ held_until: 0 })
    .where("account_id", "=", account)
    .where("work", "=", work)
    .where("holder", "=", holder)
    .execute();
}
