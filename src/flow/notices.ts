/**
 * Notices are queued in the transaction of what they tell of, so that they exist together or not at
 * all. Nothing is sent here: sending never holds up a decision (see notify.ts).
 */
import type { NoticeContent } from "#core/notice.ts";
import { DAY_MS, HOUR_MS } from "#core/time.ts";
import { insertNotices, type NewNotice } from "#store/notices.ts";
import type { Db } from "#store/schema.ts";

export type { NoticeKind } from "#core/notice.ts";

export type Notice = NoticeContent & {
  /** One manager by key, or everybody who leads the account. */
  readonly to: { readonly manager: string } | { readonly role: "head" };
  readonly lead: string | null;
  /** `seq` of the decision that it tells of. */
  readonly decision: number | null;
  /** Epoch ms of what it tells of. */
  readonly at: number;
};

/** @param tx the transaction that does what the notices tell of */
export async function queueNotices(
  tx: Db,
  account: string,
  notices: readonly Notice[],
): Promise<void> {
  await insertNotices(tx, { account, notices: notices.map(noticeRow) });
}

/** As it is stored. */
export function noticeRow(notice: Notice): NewNotice {
  const { to, ...told } = notice;
  const manager = "manager" in to ? to.manager : null;
  return { ...told, manager, usefulUntil: usefulUntil(notice) };
}

/** Whoever is told later than this could no longer do anything about it, or knows it by then. */
function usefulUntil(notice: Notice): number {
  const { kind, params, at } = notice;
  switch (kind) {
    case "offer":
    case "not_taken_warning":
      return params.until;
    case "offer_gone":
    case "not_at_work":
      return at + HOUR_MS;
    case "paused_by_system":
      return Math.min(params.until ?? at + DAY_MS, at + DAY_MS);
    default:
      return at + DAY_MS;
  }
}
