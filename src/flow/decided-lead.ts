/** How a lead stands after a decision, but for who holds it (see holding.ts). */
import type { DecisionRecord } from "#core/decision.ts";
import { waitEndsAt } from "#core/release.ts";
import type { StoredLead } from "#store/leads.ts";
import type { LeadBefore } from "#store/move-leads.ts";
import type { LeadState } from "#store/schema.ts";
import { claimsIn } from "./clients.ts";
import type { Desk } from "./desks.ts";

export const leadStates: Readonly<Record<DecisionRecord["kind"], LeadState>> = {
  assigned: "decided",
  waiting: "waiting",
  unmatched: "unmatched",
  left: "left",
};

/** @param decided `at`: epoch ms */
export function decidedLead(
  lead: StoredLead,
  record: DecisionRecord,
  { desk, at }: { readonly desk: Desk; readonly at: number },
): StoredLead {
  const { rule, until } = record;
  const state = leadStates[record.kind];
  if (state !== "waiting" || rule === null) {
    const holder = holderOf(lead, record, desk);
    const notWaiting = { claims: null, heldFor: null, waitEndsAt: null, wakeAt: null };
    return { ...lead, state, reason: null, holder, rule, ...notWaiting };
  }
  const waits = lead.state === "decided" ? null : lead.waitingSince;
  const since = waits ?? at;
  const ends = waitEndsAt(desk.program, rule, since);
  // A wait that is over and still could not end is asked again when somebody's shift says so.
  const waitEnds = ends !== null && ends > at ? ends : null;
  // While it lies before somebody, nothing else ends its wait.
  const wakes = [until, record.offer === undefined ? waitEnds : null].filter((at) => at !== null);
  return {
    ...lead,
    state,
    reason: null,
    holder: null,
    rule,
    claims: claimsIn(record.facts),
    heldFor: record.owner?.manager ?? null,
    waitingSince: since,
    waitEndsAt: waitEnds,
    wakeAt: wakes.length === 0 ? null : Math.min(...wakes),
  };
}

function holderOf(lead: StoredLead, { kind, manager }: DecisionRecord, desk: Desk): string | null {
  if (kind === "left") return lead.owner;
  return manager === null ? null : (desk.users.get(manager) ?? manager);
}

/** A move by hand was undone: the lead stands as before it. One that waits is asked again at once. */
export function leadAsBefore(lead: StoredLead, before: LeadBefore, at: number): StoredLead {
  const { closed, id, name, facts } = lead;
  return {
    ...before,
    ...{ id, name, facts, closed },
    owner: before.holder === null ? before.owner : lead.owner,
    wakeAt: before.state === "waiting" ? at : before.wakeAt,
    offeredTo: null,
    offerUntil: null,
  };
}
