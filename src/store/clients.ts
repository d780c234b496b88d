/** Who had the previous leads of clients. */
import { sql } from "kysely";
import type { Db } from "./schema.ts";

export interface Served {
  /** Who has the client's last lead; see `StoredLead.holder`. */
  readonly holder: string;
  /** Epoch ms of its decision, or of its arrival where nothing was decided about it. */
  readonly at: number;
}

/** Contact → the last lead that somebody has of it. One statement. */
export async function servedClients(
  db: Db,
  { account, contacts }: { readonly account: string; readonly contacts: readonly string[] },
): Promise<ReadonlyMap<string, Served>> {
  const { rows } = await sql<Served & { contact: string }>`
    select wanted as contact, holder, at
      from json_array_elements_text(${JSON.stringify(contacts)}::json) as wanted
     cross join lateral (
       select holder, coalesce(decision.at, came_at) as at
         from lead
         left join decision
           on decision.account_id = lead.account_id and decision.seq = lead.last_decision
        where lead.account_id = ${account} and contact = wanted and holder is not null
        order by 2 desc, last_decision desc nulls last limit 1
     ) as last`.execute(db);
  return new Map(rows.map(({ contact, holder, at }) => [contact, { holder, at }]));
}
