import { sql } from "kysely";
import type { Facts } from "#core/decision.ts";
import { recordset } from "./rows.ts";
import type { Db, LeadState, OutboxState, Stopped } from "./schema.ts";
import type { LeadEnd } from "./schema-outcomes.ts";

/** Why a lead is not distributed, or left the waiting pool. */
export type IgnoredReason =
  | "before_start" // created before the account was switched on
  | "own" // made by hand by a manager who shares in leads
  | "by_hand" // somebody gave it to a user in the CRM
  | "closed"
  | "deleted";

/** What may come to a lead that somebody has by a decision, and what has come to it so far. */
export interface Holding {
  /** The manager who has it by a decision; null, like the next two: nothing moves it by itself. */
  readonly givenTo: string | null;
  /** Epoch ms of the decision that gave it, and its number. */
  readonly givenAt: number | null;
  readonly givenSeq: number | null;
  /** Managers who have begun with it. */
  readonly takenBy: readonly string[];
  /** Managers who have let it lie. */
  readonly missed: readonly string[];
  /** How often it was passed on because nobody took it. */
  readonly transfers: number;
  /** Whose it is again at his next shift. */
  readonly returnTo: string | null;
  /** When to look next at whether it is taken. */
  readonly watchAt: number | null;
  /** When the manager was warned that his time is nearly over. */
  readonly warnedAt: number | null;
  /** Before whom it lies, and until when; of one that waits for an answer to an offer. */
  readonly offeredTo: readonly string[] | null;
  readonly offerUntil: number | null;
  /** Who has refused the offer. */
  readonly declined: readonly string[];
  /** How often a decision was undone from outside. */
  readonly flips: number;
  /** Why nothing moves it by itself any more. */
  readonly stopped: Stopped | null;
}

/** Nobody has it by a decision, and nothing has come to it yet. */
export const unheld: Holding = {
  givenTo: null,
  givenAt: null,
  givenSeq: null,
  takenBy: [],
  missed: [],
  transfers: 0,
  returnTo: null,
  watchAt: null,
  warnedAt: null,
  offeredTo: null,
  offerUntil: null,
  declined: [],
  flips: 0,
  stopped: null,
};

export interface StoredLead extends Holding {
  readonly id: string;
  readonly name: string;
  readonly facts: Facts;
  readonly state: LeadState;
  readonly reason: IgnoredReason | null;
  /** The CRM's responsible user, as last seen. */
  readonly owner: string | null;
  /** Who has it, once it was decided or given by hand: a CRM user, without a CRM a manager's key. */
  readonly holder: string | null;
  /** The rule that took it, or in which it waits. */
  readonly rule: string | null;
  /** Of one that waits: its client's managers, as JSON text of their facts; null: none. */
  readonly claims: string | null;
  /** Of one that waits for its client's manager only: his key. */
  readonly heldFor: string | null;
  /** Arrival of the first event that told of it. */
  readonly cameAt: number;
  readonly waitingSince: number | null;
  /** When the rule's `at_most` ends the wait. */
  readonly waitEndsAt: number | null;
  /** When to ask again whether somebody can have it. */
  readonly wakeAt: number | null;
  readonly crmCreatedAt: number | null;
  readonly closed: boolean;
  /** What became of it; of one that is deleted, that it was lost. */
  readonly outcome: LeadEnd;
  /** Epoch ms since which it is so; null: it is open. */
  readonly endedAt: number | null;
  /** What it was sold for; null: not won, or nobody said. */
  readonly soldFor: number | null;
  /** `seq` of its last decision. */
  readonly lastDecision: number | null;
}

const columns = `lead.id, lead.name, facts, lead.state, reason, owner, holder, rule, claims,
  held_for as "heldFor", came_at as "cameAt",
  waiting_since as "waitingSince", wait_ends_at as "waitEndsAt", wake_at as "wakeAt",
  crm_created_at as "crmCreatedAt", closed, last_decision as "lastDecision",
  given_to as "givenTo", given_at as "givenAt", given_seq as "givenSeq", taken_by as "takenBy",
  missed, transfers, return_to as "returnTo", watch_at as "watchAt", warned_at as "warnedAt",
  offered_to as "offeredTo", offer_until as "offerUntil", declined, flips, stopped,
  outcome, ended_at as "endedAt", sold_for as "soldFor"`;

/** The last delivery of a lead, whatever became of it. */
export interface LastDelivery {
  readonly seq: number;
  readonly user: string;
  readonly state: OutboxState;
  readonly sentAt: number | null;
  /** Users of deliveries that were superseded and never seen: the CRM may still come to show them. */
  readonly unseen: readonly string[];
}

export interface KnownLead extends StoredLead {
  readonly delivery: LastDelivery | null;
}

/** What is known of `ids`, by id; an unknown lead is no key. */
export async function knownLeads(
  db: Db,
  { account, ids }: { readonly account: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, KnownLead>> {
  const { rows } = await sql<KnownLead>`
    select ${sql.raw(columns)}, delivery
      from lead
      left join lateral (
        select json_build_object('seq', decision_seq, 'user', crm_user, 'state', outbox.state,
                                 'sentAt', sent_at, 'unseen', array(
                 select distinct crm_user from outbox as older
                  where older.account_id = outbox.account_id and older.lead_id = outbox.lead_id
                    and older.state = 'superseded' and older.last_error is null)) as delivery
          from outbox
         where outbox.account_id = lead.account_id and outbox.lead_id = lead.id
         order by decision_seq desc limit 1
      ) as last on true
     where lead.account_id = ${account}
       and lead.id in (select json_array_elements_text(${JSON.stringify(ids)}::json))`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

const shape = `row(id text, name text, facts jsonb, state text, reason text, owner text, holder text, rule text,
  claims text, "heldFor" text,
  "cameAt" bigint, "waitingSince" bigint, "waitEndsAt" bigint, "wakeAt" bigint,
  "crmCreatedAt" bigint, closed boolean, "lastDecision" bigint,
  "givenTo" text, "givenAt" bigint, "givenSeq" bigint, "takenBy" jsonb, missed jsonb, transfers int,
  "returnTo" text, "watchAt" bigint, "warnedAt" bigint, "offeredTo" jsonb, "offerUntil" bigint,
  declined jsonb, flips int, stopped text, outcome text, "endedAt" bigint, "soldFor" float8)`;

/** Writes leads as they are now; who came when stays as it was first known. */
export async function saveLeads(
  db: Db,
  { account, leads }: { readonly account: string; readonly leads: readonly StoredLead[] },
): Promise<void> {
  if (leads.length === 0) return;
  await sql`
    insert into lead (account_id, id, name, facts, state, reason, owner, holder, rule, claims, held_for, came_at,
                      waiting_since, wait_ends_at, wake_at, crm_created_at, closed, last_decision,
                      given_to, given_at, given_seq, taken_by, missed, transfers, return_to, watch_at,
                      warned_at, offered_to, offer_until, declined, flips, stopped, outcome,
                      ended_at, sold_for)
    select ${account}::text, id, name, facts, state, reason, owner, holder, rule, claims, "heldFor", "cameAt",
           "waitingSince", "waitEndsAt", "wakeAt", "crmCreatedAt", closed, "lastDecision",
           "givenTo", "givenAt", "givenSeq", "takenBy", missed, transfers, "returnTo", "watchAt",
           "warnedAt", "offeredTo", "offerUntil", declined, flips, stopped, outcome, "endedAt",
           "soldFor"
      from ${recordset(leads, shape)}
    on conflict on constraint lead_pk do update
       set name = excluded.name, facts = excluded.facts, state = excluded.state,
           reason = excluded.reason, owner = excluded.owner, holder = excluded.holder,
           rule = excluded.rule, claims = excluded.claims, held_for = excluded.held_for,
           waiting_since = excluded.waiting_since, wait_ends_at = excluded.wait_ends_at,
           wake_at = excluded.wake_at, crm_created_at = excluded.crm_created_at,
           closed = excluded.closed, last_decision = excluded.last_decision,
           given_to = excluded.given_to, given_at = excluded.given_at,
           given_seq = excluded.given_seq, taken_by = excluded.taken_by, missed = excluded.missed,
           transfers = excluded.transfers, return_to = excluded.return_to,
           watch_at = excluded.watch_at, warned_at = excluded.warned_at,
           offered_to = excluded.offered_to, offer_until = excluded.offer_until,
           declined = excluded.declined, flips = excluded.flips,
           stopped = excluded.stopped, outcome = excluded.outcome,
           ended_at = excluded.ended_at, sold_for = excluded.sold_for`.execute(db);
}

/** Holder → leads that he has open. One statement on one index. */
export async function openLeadsOf(db: Db, account: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ holder: string; open: number }>`
    select holder, count(*)::int as open from lead
     where account_id = ${account} and holder is not null and not closed group by holder`.execute(
    db,
  );
  return new Map(rows.map(({ holder, open }) => [holder, open]));
}
