/**
 * Catching up (`options: { catch_up: 20 }`): who was away during his hours may make up for what he
 * missed. Without it nobody gains or loses by being away.
 *
 * What counts is time in which he was to work, as everywhere in Smena: his time on schedule, all
 * time where he has none or a free one. If he was paused, off duty or not seen in the CRM then, he
 * is remembered what he would have been credited had he been there: his arrears, per ledger. A pause
 * may be a meeting with a client or a broken line, so nobody asks whose choice it was. Time outside
 * his schedule, holidays and vacations with it, does not count, since shares are earned by the hours
 * that are worked; nor do limits, which are there to hold leads back, leads that he let lie, and a
 * user who is deactivated.
 *
 * Once back he is credited more than his share until his arrears are used up, within four bounds:
 * - at most the rate: at 20 % never more than 1.2 times his share;
 * - the others pay for it, and keep at least one part in 1.2 of theirs;
 * - among three or more not on the lead after his own, for which he is one of the others: so nobody
 *   gets three leads in a row;
 * - what he missed longer ago than `expire` is forgotten, the oldest is made up for first. That also
 *   bounds what may come together: his share of the last seven days.
 */
import type { Rule } from "#core/configuration/types.ts";
import { DAY_MS } from "#core/time.ts";

export interface CatchUp {
  /** By how much a credit may grow: 0.2 is 20 %. */
  readonly rate: number;
  /** Ms after which what was missed can no longer be made up for. */
  readonly expireMs: number;
}

const EXPIRE_MS = 7 * DAY_MS;

/** What the rule says of it; null: who is away neither gains nor loses. */
export function catchUpOf({ options }: Rule): CatchUp | null {
  const said = options["catch_up"];
  if (typeof said === "number") return said > 0 ? { rate: said / 100, expireMs: EXPIRE_MS } : null;
  if (typeof said !== "object" || said === null) return null;
  const { rate, expire } = said as { readonly rate: number; readonly expire: number | null };
  return rate > 0 ? { rate: rate / 100, expireMs: expire ?? EXPIRE_MS } : null;
}
