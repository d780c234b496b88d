/**
 * What became of a lead: won, lost, junk, or open. In a CRM the lead itself says so; of an account
 * without one it is told by API. One that is deleted was lost, whoever deletes his failures.
 */
import type { Configuration } from "#core/configuration/types.ts";
import type { CrmLead } from "#crm/port.ts";
import type { StoredLead } from "#store/leads.ts";
import type { LeadEnd } from "#store/schema-outcomes.ts";
import type { Desk } from "./desks.ts";
import { closed } from "./holding.ts";
import type { Signal } from "./signals.ts";
import type { Reading } from "./standing.ts";

/** How a lead stands, as somebody tells it by API. */
export interface ToldEnd {
  readonly state: LeadEnd;
  /** Epoch ms; null: just now. */
  readonly at: number | null;
  readonly price: number | null;
}

type End = Pick<StoredLead, "outcome" | "endedAt" | "soldFor">;

/** Nothing has become of it yet. */
export const unended: End = { outcome: "open", endedAt: null, soldFor: null };

/** Loss reasons, by name or id, for which a lead was none. */
export type JunkReasons = Configuration["account"]["junkReasons"];

/** @param now epoch ms, for what the CRM does not date */
export function endIn(
  { closed, deleted, end, facts }: CrmLead,
  { junk, now }: { readonly junk: JunkReasons; readonly now: number },
): End {
  if (!closed && !deleted) return unended;
  const endedAt = Math.min(end?.at ?? now, now);
  if (!deleted && end?.won === true) {
    const price = facts["price"];
    return { outcome: "won", endedAt, soldFor: typeof price === "number" ? price : null };
  }
  const reasons = deleted ? [] : (end?.reasons ?? []);
  return {
    outcome: reasons.some((one) => isJunk(one, junk)) ? "junk" : "lost",
    endedAt,
    soldFor: null,
  };
}

function isJunk(reason: string, junk: JunkReasons): boolean {
  return junk.some((one) => one.toLowerCase() === reason.toLowerCase());
}

export interface Moment {
  readonly desk: Desk | null;
  readonly now: number;
}

/** The lead with what is heard of its end. When it came to be so stays as it was first known. */
export function withEnd<Lead extends StoredLead>(
  lead: Lead,
  { signal, reading }: { readonly signal: Signal; readonly reading: Reading },
  { desk, now }: Moment,
): Lead {
  if (reading.kind === "told") return signal.end === null ? lead : ended(lead, signal.end, now);
  const junk = desk?.program.configuration.account.junkReasons ?? [];
  const end = reading.kind === "gone" ? gone(now) : endIn(reading.lead, { junk, now });
  const isSame = end.outcome === lead.outcome && end.soldFor === lead.soldFor;
  return isSame ? lead : { ...lead, ...end };
}

const gone = (now: number): End => ({ outcome: "lost", endedAt: now, soldFor: null });

function ended<Lead extends StoredLead>(
  lead: Lead,
  { state, at, price }: ToldEnd,
  now: number,
): Lead {
  if (state === "open") return { ...lead, closed: false, ...unended };
  const endedAt = Math.min(at ?? now, now);
  return { ...closed(lead), outcome: state, endedAt, soldFor: state === "won" ? price : null };
}
