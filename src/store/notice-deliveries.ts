/** Notices on their way to people and programs, each way of each notice once. */
import { sql } from "kysely";
import type { StoredNotice } from "./notices.ts";
import { recordset } from "./rows.ts";
import type { Db, LeadState, Stopped } from "./schema.ts";

export type DeliveryChannel = "email" | "telegram" | "webhook";

export interface NoticeWork {
  /** There are notices of which nobody has found out by which channels they go. */
  readonly fan: boolean;
  /** Channels by which something is to be sent now. */
  readonly send: readonly DeliveryChannel[];
}

/** What there is to do at `now`, by index probes only. */
export async function noticeWork(db: Db, now: number): Promise<NoticeWork> {
  const { rows } = await sql<NoticeWork>`
    select exists (select from notice where fanned_at is null) as fan,
           (select coalesce(json_agg(name), '[]')
              from unnest(array['email', 'telegram', 'webhook']) as channels(name)
             where exists (select from notice_delivery
                            where channel = name and state = 'pending' and due_at <= ${now})) as send`.execute(
    db,
  );
  return rows[0] ?? { fan: false, send: [] };
}

/** Locked until the transaction ends; what another process is at is passed over. */
export async function noticesToFan(db: Db, limit: number): Promise<readonly StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    select account_id as account, id, kind, params, manager, lead, decision_seq as decision, at,
           useful_until as "usefulUntil"
      from notice where fanned_at is null order by id limit ${limit}
       for update skip locked`.execute(db);
  return rows;
}

/** One way of one notice. */
export interface DeliveryKey {
  readonly account: string;
  readonly notice: number;
  readonly channel: DeliveryChannel;
  /** A user's id; empty where the channel has one address for everything. */
  readonly recipient: string;
}

/** Puts the ways of notices in place of the question which they are. */
export async function fanNotices(
  db: Db,
  fanned: {
    readonly notices: readonly Pick<StoredNotice, "account" | "id">[];
    readonly deliveries: readonly DeliveryKey[];
  },
  now: number,
): Promise<void> {
  const keys = fanned.notices.map(({ account, id }) => ({ account, id }));
  await sql`
    update notice set fanned_at = ${now}
      from ${recordset(keys, "row(account text, id bigint)")}
     where notice.account_id = row.account and notice.id = row.id`.execute(db);
  if (fanned.deliveries.length === 0) return;
  const shape = "row(account text, notice bigint, channel text, recipient text)";
  await sql`
    insert into notice_delivery (account_id, notice_id, channel, recipient, due_at)
    select account, notice, channel, recipient, ${now}::bigint
      from ${recordset(fanned.deliveries, shape)}
    on conflict on constraint notice_delivery_pk do nothing`.execute(db);
}

/** A lead as far as it says whether a notice of it still has a use. */
export interface ToldLead {
  readonly name: string;
  readonly state: LeadState;
  readonly closed: boolean;
  readonly givenTo: string | null;
  readonly takenBy: readonly string[];
  readonly offeredTo: readonly string[] | null;
  readonly declined: readonly string[];
  readonly stopped: Stopped | null;
}

export interface DueDelivery extends DeliveryKey {
  /** This one included. */
  readonly attempts: number;
  readonly told: StoredNotice;
  /** Null: it is about no lead, or about one that is not known. */
  readonly leadNow: ToldLead | null;
  /** The mailbox or the chat; null: he has none any more. */
  readonly address: string | null;
  /** Null: it is nobody's in particular. */
  readonly language: "ru" | "en" | null;
}

/**
 * What is to be sent now, the longest due first. Until `until` (epoch ms) it is the caller's to
 * send; if he dies at that, it is due again then.
 */
export async function claimDeliveries(
  db: Db,
  wanted: {
    readonly channel: DeliveryChannel;
    readonly limit: number;
    readonly until: number;
  },
  now: number,
): Promise<readonly DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    with due as materialized (
      select account_id, notice_id, channel, recipient from notice_delivery
       where channel = ${wanted.channel} and state = 'pending' and due_at <= ${now}
       order by due_at, notice_id, recipient limit ${wanted.limit} for update skip locked),
    claimed as (
      update notice_delivery as delivery
         set due_at = ${wanted.until}, attempts = delivery.attempts + 1
        from due
       where delivery.account_id = due.account_id and delivery.notice_id = due.notice_id
         and delivery.channel = due.channel and delivery.recipient = due.recipient
      returning delivery.*)
    select claimed.account_id as account, notice_id as notice, channel, recipient, attempts,
           json_build_object('account', notice.account_id, 'id', notice.id, 'kind', notice.kind,
             'params', params, 'manager', notice.manager, 'lead', notice.lead,
             'decision', decision_seq, 'at', at, 'usefulUntil', useful_until) as told,
           case when lead.id is not null then json_build_object(
             'name', lead.name, 'state', lead.state, 'closed', closed, 'givenTo', given_to,
             'takenBy', taken_by, 'offeredTo', offered_to, 'declined', declined,
             'stopped', stopped) end as "leadNow",
           case channel when 'email' then email when 'telegram' then chat else '' end as address,
           coalesce(notice_person.language, app_user.language) as language
      from claimed
      join notice on notice.account_id = claimed.account_id and notice.id = claimed.notice_id
      left join lead on lead.account_id = notice.account_id and lead.id = notice.lead
      left join app_user on app_user.id = nullif(claimed.recipient, '')::bigint
      left join notice_person on notice_person.user_id = app_user.id
     order by notice.id, recipient`.execute(db);
  return rows;
}

/** It is done with: sent, given up, or of no use any more (with the reason). */
export async function settleDelivery(
  db: Db,
  key: DeliveryKey,
  settled: {
    readonly state: "sent" | "failed" | "stale";
    readonly error: string | null;
    /** Epoch ms. */
    readonly at: number;
  },
): Promise<void> {
  await db
    .updateTable("notice_delivery")
    .set({ state: settled.state, settled_at: settled.at, last_error: settled.error })
    .where("account_id", "=", key.account)
    .where("notice_id", "=", key.notice)
    .where("channel", "=", key.channel)
    .where("recipient", "=", key.recipient)
    .where("state", "=", "pending")
    .execute();
}

/** It could not be sent and is tried again at `dueAt` (epoch ms). */
export async function postponeDelivery(
  db: Db,
  key: DeliveryKey,
  { dueAt, error }: { readonly dueAt: number; readonly error: string },
): Promise<void> {
  await db
    .updateTable("notice_delivery")
    .set({ due_at: dueAt, last_error: error })
    .where("account_id", "=", key.account)
    .where("notice_id", "=", key.notice)
    .where("channel", "=", key.channel)
    .where("recipient", "=", key.recipient)
    .where("state", "=", "pending")
    .execute();
}

/** A channel that was switched off sends nothing later either. */
export async function dropDeliveries(
  db: Db,
  { channel, error }: { readonly channel: DeliveryChannel; readonly error: string },
  now: number,
): Promise<void> {
  await db
    .updateTable("notice_delivery")
    .set({ state: "stale", settled_at: now, last_error: error })
    .where("channel", "=", channel)
    .where("state", "=", "pending")
    .execute();
}

export interface ChannelTally {
  readonly pending: number;
  /** Given up since the asked moment. */
  readonly failed: number;
  readonly lastSentAt: number | null;
  /** The newest that was given up, or is being tried again. */
  readonly lastError: string | null;
  readonly lastErrorAt: number | null;
}

/** How a channel does. @param since epoch ms from which failures count */
export async function channelTally(
  db: Db,
  { channel, since }: { readonly channel: DeliveryChannel; readonly since: number },
): Promise<ChannelTally> {
  const { rows } = await sql<ChannelTally>`
    select count(*) filter (where state = 'pending')::int as pending,
           count(*) filter (where state = 'failed')::int as failed,
           max(settled_at) filter (where state = 'sent') as "lastSentAt",
           (array_agg(last_error order by settled_at desc nulls first, due_at desc)
             filter (where last_error is not null and state <> 'stale'))[1] as "lastError",
           max(settled_at) filter (where state = 'failed') as "lastErrorAt"
      from notice_delivery
     where channel = ${channel} and (state = 'pending' or settled_at >= ${since})`.execute(db);
  return rows[0] ?? { pending: 0, failed: 0, lastSentAt: null, lastError: null, lastErrorAt: null };
}

/** The newest of a user's messages of each channel that were given up since `since` (epoch ms). */
export async function userTroubles(
  db: Db,
  { user, since }: { readonly user: number; readonly since: number },
): Promise<readonly { channel: DeliveryChannel; at: number; reason: string }[]> {
  const { rows } = await sql<{ channel: DeliveryChannel; at: number; reason: string }>`
    select distinct on (channel) channel, settled_at as at, last_error as reason
      from notice_delivery
     where settled_at >= ${since} and state = 'failed' and recipient = ${String(user)}
     order by channel, settled_at desc`.execute(db);
  return rows;
}
