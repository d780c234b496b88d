import type { Answer } from "#web/api/call.ts";

type Notice = Answer<"getMyPage">["notices"][number];

/** How long what has become of an offer stands in its place. */
export const toldForMs = 5 * 60_000;

/** Offers that others accepted or that ran out in the last minutes: who waited for them is told at their place. */
export function offersJustGone(notices: readonly Notice[], now: number): readonly Notice[] {
  return notices
    .filter(({ kind, at }) => kind === "offer_gone" && now - at < toldForMs)
    .slice(0, 3);
}
