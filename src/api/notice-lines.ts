import type { Flow } from "#flow/flow.ts";
import { findAccount } from "#store/accounts.ts";
import { listNotices, type NoticeReader } from "#store/notices.ts";
import type { NoticeLine } from "./contract/notices.ts";
import { noticeLine } from "./present/notice-line.ts";

export interface WantedNotices {
  readonly lang: "ru" | "en";
  /** Of these only. */
  readonly ids?: readonly number[];
  /** Only those that he has not read. */
  readonly unread?: boolean;
}

const LIMIT = 100;

/** What the reader was told, in words, newest first; those of `ids` oldest first. */
export async function noticeLines(
  { database, desks }: Pick<Flow, "database" | "desks">,
  reader: NoticeReader,
  { lang, ids, unread }: WantedNotices,
): Promise<NoticeLine[]> {
  const account = await findAccount(database.kysely, reader.account);
  if (account === null) return [];
  const program = await desks.program(database.kysely, account);
  const notices = await listNotices(database.kysely, reader, {
    ...(ids && { ids }),
    ...(unread && { unread }),
    limit: LIMIT,
  });
  const lines = notices.map((notice) => noticeLine(notice, { account, program, lang }));
  return ids === undefined ? lines : lines.reverse();
}
