/** What the history said when a decision was made: for whoever supposes something otherwise. */
import { sql } from "kysely";
import type { DecisionRecord, Receipt } from "#core/decision.ts";
import { recordOf } from "./record-text.ts";
import type { Db } from "./schema.ts";

interface Place {
  readonly account: string;
  /** The decision's number; only earlier ones are looked at. */
  readonly seq: number;
}

/** The latest earlier decision of each of the rules, oldest first. One look into an index for each. */
export async function latestOfRules(
  db: Db,
  { account, seq }: Place,
  rules: readonly string[],
): Promise<readonly DecisionRecord[]> {
  const { rows } = await sql<{ record: unknown }>`
    select latest.record
      from json_array_elements_text(${JSON.stringify(rules)}::json) as asked (rule)
      cross join lateral (
        select seq, record from decision
         where account_id = ${account} and rule = asked.rule and seq < ${seq}
         order by seq desc limit 1) as latest
     order by latest.seq`.execute(db);
  return rows.map(({ record }) => recordOf(record));
}

/** Leads received from `since` (epoch ms) on, in the order of their decisions. */
export async function receiptsBefore(
  db: Db,
  { account, seq, since }: Place & { readonly since: number },
): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`
    select manager, rule, at from decision
     where account_id = ${account} and at >= ${since} and seq < ${seq}
       and kind = 'assigned' and manager is not null
       and not exists (select from decision as later
                        where later.account_id = ${account} and later.turns_back = decision.seq
                          and later.seq < ${seq})
     order by seq`.execute(db);
  return rows;
}
