/** Who is told of what, and by which ways, as long as he has not chosen otherwise. */
import { type NoticeKind, noticeKinds } from "#core/notice.ts";
import type { NoticePerson } from "#store/notice-people.ts";
import type { NoticeChoice } from "#store/notices.ts";

export type ChoiceChannel = NoticeChoice["channel"];

/** Of these somebody must do something, and soon: they go by mail too. */
const asksToAct: ReadonlySet<NoticeKind> = new Set([
  "offer",
  "not_taken_warning",
  "waiting_long",
  "kept_though_missed",
  "stopped_fight",
  "paused_by_system",
  "not_at_work",
]);

/** Told to those who lead; the others only to the manager whom they concern. */
const forLeaders: ReadonlySet<NoticeKind> = new Set([
  "waiting_long",
  "kept_though_missed",
  "stopped_fight",
  "paused_by_system",
  "not_at_work",
]);
const forBoth: ReadonlySet<NoticeKind> = new Set(["paused_by_system"]);

/** In the screens everything; in a chat everything but that an offer is over; by mail what asks to act. */
function byDefault(kind: NoticeKind, channel: ChoiceChannel): boolean {
  if (channel === "email") return asksToAct.has(kind);
  return channel === "in_app" || kind !== "offer_gone";
}

export function isChosen(
  choices: readonly NoticeChoice[],
  { kind, channel }: Pick<NoticeChoice, "kind" | "channel">,
): boolean {
  const choice = choices.find((one) => one.kind === kind && one.channel === channel);
  return choice?.chosen ?? byDefault(kind, channel);
}

type Told = Pick<NoticePerson, "role" | "manager" | "accounts">;

/** The kinds of which he can be told at all, in their order. */
export function kindsFor({ role, manager }: Pick<Told, "role" | "manager">): NoticeKind[] {
  const leads = role === "administrator" || role === "head";
  const own = manager !== null;
  return noticeKinds.filter(
    (kind) =>
      (leads && forLeaders.has(kind)) || (own && (!forLeaders.has(kind) || forBoth.has(kind))),
  );
}

/** Whether a notice is for him. @param to the manager's key; null: all who lead the account */
export function isFor(
  { account, to }: { readonly account: string; readonly to: string | null },
  { role, manager, accounts }: Told,
): boolean {
  if (to !== null) return manager?.account === account && manager.key === to;
  return role === "administrator" || (role === "head" && accounts.includes(account));
}
