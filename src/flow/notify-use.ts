/** Whether a notice that is about to be sent still has a use: nobody is told late what is over. */
import type { DueDelivery, ToldLead } from "#store/notice-deliveries.ts";

/** @returns why it has none; null: it has */
export function uselessness(
  { told, leadNow }: Pick<DueDelivery, "told" | "leadNow">,
  now: number,
): string | null {
  if (now >= told.usefulUntil) return "Its time was over.";
  if (leadNow === null) return null;
  return isOver(told, leadNow) ? "What it tells was no longer so." : null;
}

function isOver({ kind, manager: to, params }: DueDelivery["told"], lead: ToldLead): boolean {
  switch (kind) {
    case "assigned":
    case "returned":
    case "not_taken_warning":
      return !isUntouchedWith(lead, to);
    case "offer":
      return !isOfferedTo(lead, to);
    case "taken_away":
    case "not_taken":
    case "offer_gone":
      return to !== null && lead.givenTo === to;
    case "waiting_long":
      return lead.state !== "waiting" || lead.closed;
    case "kept_though_missed":
      return !isUntouchedWith(lead, params.manager);
    case "stopped_fight":
      return lead.stopped === null || lead.closed;
    default:
      return false;
  }
}

function isUntouchedWith(lead: ToldLead, manager: string | null): boolean {
  const { closed, givenTo, takenBy } = lead;
  return !closed && manager !== null && givenTo === manager && !takenBy.includes(manager);
}

function isOfferedTo(
  { closed, state, offeredTo, declined }: ToldLead,
  manager: string | null,
): boolean {
  if (closed || state !== "waiting" || manager === null) return false;
  return (offeredTo?.includes(manager) ?? false) && !declined.includes(manager);
}
