import type { NoticeReader } from "#store/notices.ts";
import type { Identity } from "./caller.ts";

/** What somebody reads of an account's notices: his own, and with a leader's role what leaders are told. */
export function noticeReader(identity: Identity, account: string): NoticeReader {
  const { user, role, manager } = identity;
  return {
    account,
    user,
    manager: manager?.account === account ? manager.key : null,
    leads: role === "administrator" || role === "head",
  };
}
