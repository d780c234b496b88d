/** What people are told of by themselves: in the screens, by mail, in a chat. */
import type { Cause } from "./decision.ts";

/** What a notice of each kind says besides its recipient and its lead. Managers by key, instants in epoch ms. */
export interface NoticeParams {
  /** He has received the lead; `from` had it before. */
  readonly assigned: { readonly cause: Cause; readonly from: string | null } & AtOnce;
  /** The lead was his and is another's now, or (`to` null) waits for somebody. */
  readonly taken_away: { readonly cause: Cause; readonly to: string | null } & AtOnce;
  /** He has until `until` to begin with the lead. */
  readonly not_taken_warning: { readonly until: number };
  /** He did not begin with it within `minutes` of his working time; 0: how many is not known. */
  readonly not_taken: { readonly minutes: number; readonly to: string | null };
  /** He may accept the lead until `until`. */
  readonly offer: { readonly until: number };
  /** What was offered to him is no longer to be had; `to` has it, null: nobody accepted. */
  readonly offer_gone: { readonly to: string | null };
  /** The lead has waited since `since`. */
  readonly waiting_long: { readonly since: number };
  /** Nobody begins with the lead, and it stays with `manager`. */
  readonly kept_though_missed: {
    readonly manager: string;
    /** `leave`: so the rule says. */
    readonly why: "transfers" | "everybody_missed" | "leave";
  };
  /** Something else keeps giving the lead to others: nothing of ours moves it any more. */
  readonly stopped_fight: { readonly flips: number };
  /** `manager` has let so many leads in a row lie and is on pause until `until`; null: until he says so. */
  readonly paused_by_system: {
    readonly manager: string;
    readonly missed: number;
    readonly until: number | null;
  };
  /** `manager` is on schedule since `since`, and neither on duty nor seen. */
  readonly not_at_work: { readonly manager: string; readonly since: number };
  /** The lead is his again; `from` had it meanwhile. */
  readonly returned: { readonly from: string | null } & AtOnce;
}

/** Of one notice of several leads that came or went together. */
interface AtOnce {
  /** Their ids, two or more; `from` and `to` are null then unless they are the same for all. */
  readonly leads?: readonly string[];
}

export type NoticeKind = keyof NoticeParams;

export const noticeKinds = [
  "assigned",
  "offer",
  "offer_gone",
  "not_taken_warning",
  "not_taken",
  "taken_away",
  "returned",
  "waiting_long",
  "kept_though_missed",
  "stopped_fight",
  "paused_by_system",
  "not_at_work",
] as const satisfies readonly NoticeKind[];

/** Kind and parameters that belong together. */
export type NoticeContent = {
  readonly [Kind in NoticeKind]: { readonly kind: Kind; readonly params: NoticeParams[Kind] };
}[NoticeKind];
