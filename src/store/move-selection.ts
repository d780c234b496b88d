/** Which leads a person means. Ids come oldest first. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "./schema.ts";

/** A stage is told by its name and its id, and either may be meant. */
const standsIn = (stages: readonly string[]): RawBuilder<unknown> =>
  sql`and jsonb_exists_any(facts -> 'stage', array(select json_array_elements_text(${JSON.stringify(stages)}::json)))`;

/** Everything that he has open. @param holder as `StoredLead.holder` */
export async function openLeadsOfHolder(
  db: Db,
  wanted: {
    readonly account: string;
    readonly holder: string;
    readonly stages?: readonly string[] | undefined;
  },
): Promise<readonly string[]> {
  const { account, holder, stages } = wanted;
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and holder = ${holder} and not closed
       ${stages === undefined ? sql`` : standsIn(stages)}
     order by came_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface LeadFilter {
  readonly account: string;
  /** That gave it, or in which it waits. */
  readonly rule?: string | undefined;
  readonly stage?: string | undefined;
  /** Only leads that wait, or none of them. */
  readonly waiting?: boolean | undefined;
  /** Only leads with which whoever has them has not begun, or none of them. */
  readonly untouched?: boolean | undefined;
}

const states = {
  true: sql`state in ('waiting', 'unmatched')`,
  false: sql`(holder is not null and not closed)`,
} as const;
const either = sql`(${states.true} or ${states.false})`;

/** Leads that somebody has open or that wait, and those that no rule took. */
export async function filteredLeads(
  db: Db,
  { account, rule, stage, waiting, untouched }: LeadFilter,
): Promise<readonly string[]> {
  const isUntouched = sql`(given_to is not null and not closed and not jsonb_exists(taken_by, given_to))`;
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and ${waiting === undefined ? either : states[`${waiting}`]}
       ${rule === undefined ? sql`` : sql`and rule = ${rule}`}
       ${stage === undefined ? sql`` : standsIn([stage])}
       ${untouched === undefined ? sql`` : sql`and ${isUntouched} = ${untouched}`}
     order by came_at, id`.execute(db);
  return rows.map(({ id }) => id);
}
