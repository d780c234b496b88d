/**
 * What reading a decided lead again tells: who owns it, whether it is closed, whether its holder has
 * begun with it, and what became of the delivery under way.
 */
import type { Facts } from "#core/decision.ts";
import type { CrmLead } from "#crm/port.ts";
import type { KnownLead, StoredLead } from "#store/leads.ts";
import type { SeenDelivery } from "#store/outbox.ts";
import type { Desk } from "./desks.ts";
import { begun, closed, overruled } from "./holding.ts";
import { isUnderWay, ownedBy } from "./open-leads.ts";
import { mergeFacts, type Signal } from "./signals.ts";
import type { Circumstances, Reading } from "./standing.ts";
import { isMovedOn } from "./taken.ts";

/** An older write of our own may show so long after the lead has lost its holder. */
const LATE_MS = 60_000;

export interface Sighting {
  readonly signal: Signal;
  readonly known: KnownLead;
  readonly reading: Reading;
}

export interface Settled {
  readonly lead: StoredLead;
  /** What it says about the delivery under way. */
  readonly seen: SeenDelivery | null;
}

export function settled(
  { signal, known, reading }: Sighting,
  { desk, now }: Circumstances,
): Settled {
  if (reading.kind !== "read" || reading.lead.deleted) {
    return { lead: closed(known), seen: seenIn(known, leadIsGone) };
  }
  const read = reading.lead;
  const { name, responsible: owner, updatedBy: by } = read;
  const seen =
    owner === known.owner || (isUnderWay(known) && isLate(owner, known, now))
      ? null
      : seenIn(known, owner === known.delivery?.user ? null : changedBy(owner));
  const underWay = seen === null && isUnderWay(known);
  const owned = overruled(known, ownedBy(known, owner, { underWay }), { desk, by, now });
  const facts = { ...ownersIn(known.facts), ...mergeFacts(read.facts, signal.facts, known.facts) };
  const lead = { ...movedOn(owned, read, desk), name, facts };
  return { lead: read.closed ? closed(lead) : { ...lead, closed: false }, seen };
}

/** Whose client it is was read when it was to be decided, and is not asked again for every change. */
function ownersIn(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name.startsWith("owner.")));
}

function movedOn(known: KnownLead, read: CrmLead, desk: Desk | null): KnownLead {
  const isHeld = desk !== null && known.givenTo !== null;
  return isHeld && isMovedOn(known, read, desk) ? begun(known) : known;
}

/** Whether an older write of our own shows only now: nobody else has given the lead to this user. */
export function isLate(
  owner: string | null,
  { delivery, waitingSince, state }: KnownLead,
  now: number,
): boolean {
  if (owner === null || !delivery?.unseen.includes(owner)) return false;
  return state !== "waiting" || now < (waitingSince ?? 0) + LATE_MS;
}

export function seenIn({ delivery }: KnownLead, problem: string | null): SeenDelivery | null {
  return delivery !== null && isUnderWay({ delivery }) ? { seq: delivery.seq, problem } : null;
}

/** Why a delivery is not as decided. */
export const leadIsGone = "The lead is gone from the CRM.";

/** The same of one that somebody else changed. */
export function changedBy(owner: string | null): string {
  return owner === null
    ? "The CRM shows nobody responsible: somebody else changed it."
    : `The CRM shows the user ${owner}: somebody else changed it.`;
}
