/** What people are told of, as it stands beside the decisions. */
import { sql } from "kysely";
import type { NoticeContent } from "#core/notice.ts";
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

export type StoredNotice = NewNotice & { readonly id: number };

const columns = sql`id, kind, params, manager, lead, decision_seq as decision, at,
  useful_until as "usefulUntil"`;

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
