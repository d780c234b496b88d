/** Whose open leads a lead is counted among, and what a change of it does to the counts. */
import { openLeads, setOpenLeads } from "#core/state.ts";
import type { KnownLead, StoredLead } from "#store/leads.ts";
import type { Desk } from "./desks.ts";

/** Leads that nobody had to give, or that are older than we are, are nobody's load. */
function canBeHeld({ state, reason }: StoredLead): boolean {
  return state === "decided" || state === "left" || reason === "own" || reason === "by_hand";
}

/**
 * The lead as the CRM shows it owned. While our own write is under way, the manager decided has the
 * lead already.
 */
export function ownedBy<Lead extends StoredLead>(
  lead: Lead,
  owner: string | null,
  { underWay }: { readonly underWay: boolean },
): Lead {
  if (underWay) return { ...lead, owner };
  return { ...lead, owner, holder: canBeHeld(lead) ? owner : null };
}

export function isUnderWay({ delivery }: Pick<KnownLead, "delivery">): boolean {
  return delivery?.state === "pending" || delivery?.state === "sent";
}

/** Who has it open; null: nobody, or it is closed. */
export function openHolder(lead: StoredLead | undefined): string | null {
  return lead === undefined || lead.closed ? null : lead.holder;
}

/** Counts a lead with whoever has it now, and no more with whoever had it: holders, null for nobody. */
export function moveOpenLead(
  { state, holders }: Desk,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): void {
  for (const [holder, leads] of [[from, -1] as const, [to, 1] as const]) {
    const manager = holder === null ? undefined : holders.get(holder);
    if (manager !== undefined) setOpenLeads(state, manager, openLeads(state, manager) + leads);
  }
}
