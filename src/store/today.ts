/** What the screen «Today» counts. Every answer is one statement over indexes. */
import { sql } from "kysely";
import type { DecisionRecord } from "#core/decision.ts";
import { recordOf } from "./record-text.ts";
import type { Db } from "./schema.ts";

export interface TodayCounts {
  /** Leads that came since the day began. */
  readonly received: number;
  /** Of those, how many a manager has. */
  readonly assigned: number;
  /** Now, whenever they came. */
  readonly waiting: number;
  readonly unmatched: number;
  readonly undecided: number;
  /** Median of arrival to confirmation among the leads that nobody had to wait for; null: none. */
  readonly medianMs: number | null;
  /** Arrival of the oldest lead, or event, that is not decided yet. */
  readonly oldestUndecidedAt: number | null;
}

/** @param dayStart epoch ms of midnight in the account's zone */
export async function todayCounts(db: Db, account: string, dayStart: number): Promise<TodayCounts> {
  const { rows } = await sql<TodayCounts>`
    select
      (select count(*)::int from lead
        where account_id = ${account} and came_at >= ${dayStart} and state <> 'ignored') as received,
      (select count(*)::int from lead
        where account_id = ${account} and came_at >= ${dayStart} and state = 'decided') as assigned,
      (select count(*)::int from lead where account_id = ${account} and state = 'waiting') as waiting,
      (select count(*)::int from lead
        where account_id = ${account} and state = 'unmatched') as unmatched,
      (select count(*)::int from lead
        where account_id = ${account} and state = 'undecided') as undecided,
      (select round(percentile_cont(0.5) within group (order by confirmed_at - lead.came_at))::int
         from outbox
         join lead on lead.account_id = outbox.account_id and lead.id = outbox.lead_id
        where outbox.account_id = ${account} and outbox.state = 'confirmed'
          and confirmed_at >= ${dayStart} and waiting_since is null) as "medianMs",
      least(
        (select min(came_at) from lead where account_id = ${account} and state = 'undecided'),
        (select min(received_at) from inbox
          where account_id = ${account} and processed_at is null)) as "oldestUndecidedAt"`.execute(
    db,
  );
  return rows[0] as TodayCounts;
}

/** Manager → leads that he received since `dayStart`; who received none is no key. */
export async function receivedSince(
  db: Db,
  account: string,
  dayStart: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ manager: string; received: number }>`
    select manager, count(*)::int as received from decision
     where account_id = ${account} and at >= ${dayStart} and kind = 'assigned'
       and not exists (select from decision as later
                        where later.account_id = ${account} and later.turns_back = decision.seq)
     group by manager`.execute(db);
  return new Map(rows.map((row) => [row.manager, row.received]));
}

/** Manager → leads in a row that he has let lie; who has let none lie is no key. */
export async function missedInRow(db: Db, account: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("manager_state")
    .select(["manager", "missed_in_row"])
    .where("account_id", "=", account)
    .where("missed_in_row", ">", 0)
    .execute();
  return new Map(rows.map((row) => [row.manager, row.missed_in_row]));
}

export interface WaitingLead {
  readonly lead: string;
  readonly leadName: string;
  readonly since: number;
  readonly rule: string;
  /** When somebody can have it as far as schedules tell. */
  readonly until: number | null;
  readonly decision: number;
  readonly record: DecisionRecord;
  /** Who has let it lie. */
  readonly missed: readonly string[];
  /** Before whom it lies, and until when; whoever has declined is none of them. */
  readonly offeredTo: readonly string[];
  readonly offerUntil: number | null;
}

/** The waiting pool, longest wait first. */
export async function waitingLeads(
  db: Db,
  account: string,
  limit: number,
): Promise<readonly WaitingLead[]> {
  const { rows } = await sql<WaitingLead>`
    select lead.id as lead, lead.name as "leadName", waiting_since as since, lead.rule,
           wake_at as until, decision.seq as decision, record, missed,
           coalesce(offered_to, '[]') - array(select jsonb_array_elements_text(declined))
             as "offeredTo",
           offer_until as "offerUntil"
      from lead
      join decision on decision.account_id = lead.account_id and decision.seq = last_decision
     where lead.account_id = ${account} and state = 'waiting'
     order by waiting_since, lead.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, record: recordOf(row.record) }));
}
