/** What managers missed while they were away and may still make up for. */
import { sql } from "kysely";
import type { Portion } from "#core/decision.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

/** Ledger key → portions, the soonest to expire first. */
export type ArrearsByLedger = Readonly<Record<string, readonly Portion[]>>;

/** @param arrears each manager once, with all that he may make up for now; one statement */
export async function saveArrears(
  db: Db,
  {
    account,
    arrears,
  }: {
    readonly account: string;
    readonly arrears: readonly { readonly manager: string; readonly arrears: ArrearsByLedger }[];
  },
): Promise<void> {
  if (arrears.length === 0) return;
  await sql`
    insert into manager_state (account_id, manager, arrears)
    select ${account}::text, manager, arrears
      from ${recordset(arrears, "row(manager text, arrears json)")}
    on conflict on constraint manager_state_pk do update set arrears = excluded.arrears`.execute(
    db,
  );
}
