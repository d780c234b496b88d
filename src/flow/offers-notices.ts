import type { StoredLead } from "#store/leads.ts";
import type { Desk } from "./desks.ts";
import type { Notice } from "./notices.ts";

/** Tells everybody before whom a lead lies from now on, and everybody before whom it lies no more. */
export function offerNotices(
  before: StoredLead | undefined,
  after: StoredLead,
  { desk, at }: { readonly desk: Desk; readonly at: number },
): readonly Notice[] {
  if ((before?.offerUntil ?? null) === after.offerUntil) return [];
  const about = { lead: after.id, decision: after.lastDecision, at };
  const to = after.holder === null ? null : (desk.holders.get(after.holder) ?? null);
  const { offerUntil: until } = after;
  const offered = until === null ? [] : (after.offeredTo ?? []);
  const gone = (before?.offeredTo ?? []).filter(
    (one) => one !== to && !offered.includes(one) && !before?.declined.includes(one),
  );
  return [
    ...gone.map(
      (manager): Notice => ({ ...about, kind: "offer_gone", params: { to }, to: { manager } }),
    ),
    ...offered.map(
      (manager): Notice => ({
        ...about,
        kind: "offer",
        params: { until: until ?? at },
        to: { manager },
      }),
    ),
  ];
}
