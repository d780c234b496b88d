/** What people are told of, as it stands beside the decisions, and how far each has read. */
import { sql } from "kysely";
import type { NoticeContent, NoticeKind } from "#core/notice.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

export type NewNotice = NoticeContent & {
  /** The recipient's key in the configuration; null: all who lead the account. */
  readonly manager: string | null;
  readonly lead: string | null;
  /** `seq` of the decision that it tells of. */
  readonly decision: number | null;
  /** Epoch ms. */
  readonly at: number;
  /** Epoch ms after which it is not sent any more. */
  readonly usefulUntil: number;
};

const shape = `row(kind text, params jsonb, manager text, lead text, decision bigint, at bigint,
  "usefulUntil" bigint)`;

/** Keeps notices, in their order; they are sent once the transaction is committed. */
export async function insertNotices(
  db: Db,
  { account, notices }: { readonly account: string; readonly notices: readonly NewNotice[] },
): Promise<void> {
  if (notices.length === 0) return;
  await sql`
    insert into notice (account_id, kind, params, manager, to_role, lead, decision_seq, at, useful_until)
    select ${account}::text, kind, params, manager, case when manager is null then 'head' end,
           lead, decision, at, "usefulUntil"
      from ${recordset(notices, shape)}`.execute(db);
}

export type StoredNotice = NewNotice & { readonly id: number; readonly account: string };

const columns = sql`notice.account_id as account, notice.id, kind, params, manager, notice.lead,
  decision_seq as decision, at, useful_until as "usefulUntil"`;

/** An account's notices to whomever, behind notice `after`, in their order. */
export async function noticesAfter(
  db: Db,
  { account, after }: { readonly account: string; readonly after: number },
): Promise<readonly StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    select ${columns} from notice
     where account_id = ${account} and id > ${after} order by id`.execute(db);
  return rows;
}

export async function findNotice(
  db: Db,
  { account, id }: { readonly account: string; readonly id: number },
): Promise<StoredNotice | null> {
  const { rows } = await sql<StoredNotice>`
    select ${columns} from notice where account_id = ${account} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The newest notices of all accounts that tell of what happened at `since` (epoch ms) or later. */
export async function noticesSince(
  db: Db,
  { since, newest }: { readonly since: number; readonly newest: number },
): Promise<readonly StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    select * from (
      select ${columns} from notice where at >= ${since} order by notice.at desc limit ${newest}
    ) as newest order by id`.execute(db);
  return rows;
}

/** Somebody who reads notices of an account. */
export interface NoticeReader {
  readonly account: string;
  /** Null: nobody in particular, who has read nothing. */
  readonly user: number | null;
  /** Whose notices he sees; null: no manager's. */
  readonly manager: string | null;
  /** He sees what all who lead the account are told. */
  readonly leads: boolean;
}

export type ReadNotice = StoredNotice & {
  /** Null: it is about no lead, or about one that is not known. */
  readonly leadName: string | null;
  readonly read: boolean;
};

/** What was there before he was counts as read, and so do kinds that he does not want to see. */
const readBy = (user: number | null) => sql`(
  notice.id <= coalesce((select up_to from notice_read
      where notice_read.account_id = notice.account_id and user_id = ${user}), 0)
  or notice.at < coalesce((select created_at from app_user where id = ${user}), 0)
  or exists (select from notice_choice
      where user_id = ${user} and notice_choice.kind = notice.kind
        and channel = 'in_app' and not chosen))`;

const seenBy = ({ account, manager, leads }: NoticeReader) => sql`
  notice.account_id = ${account}
    and (notice.manager = ${manager} or (${leads} and notice.manager is null))`;

/** The newest first. */
export async function listNotices(
  db: Db,
  reader: NoticeReader,
  wanted: { readonly unread?: boolean; readonly ids?: readonly number[]; readonly limit: number },
): Promise<readonly ReadNotice[]> {
  const read = readBy(reader.user);
  const unread = wanted.unread === true ? sql`and not ${read}` : sql``;
  const ids =
    wanted.ids === undefined
      ? sql``
      : sql`and notice.id in (
          select json_array_elements_text(${JSON.stringify(wanted.ids)}::json)::bigint)`;
  const { rows } = await sql<ReadNotice>`
    select ${columns}, lead.name as "leadName", ${read} as read
      from notice
      left join lead on lead.account_id = notice.account_id and lead.id = notice.lead
     where ${seenBy(reader)} ${unread} ${ids}
     order by notice.id desc limit ${wanted.limit}`.execute(db);
  return rows;
}

export async function countUnread(db: Db, reader: NoticeReader): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from notice
     where ${seenBy(reader)} and not ${readBy(reader.user)}`.execute(db);
  return rows[0]?.unread ?? 0;
}

/** He has read everything up to notice `upTo`, whatever he said before. */
export async function readUpTo(
  db: Db,
  { account, user, upTo }: { account: string; user: number; upTo: number },
): Promise<void> {
  await sql`
    insert into notice_read (account_id, user_id, up_to) values (${account}, ${user}, ${upTo})
    on conflict on constraint notice_read_pk
      do update set up_to = greatest(notice_read.up_to, excluded.up_to)`.execute(db);
}

/** Forgets what was told before `before`, with its deliveries. @returns how many */
export async function forgetNotices(db: Db, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("notice")
    .where("at", "<", before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** A kind and one of the ways of being told of it. */
export interface NoticeChoice {
  readonly kind: NoticeKind;
  readonly channel: "in_app" | "email" | "telegram";
  readonly chosen: boolean;
}
