import type { Answer } from "#web/api/call.ts";

export type MyLead = Answer<"getMyPage">["leads"][number];

export interface LeadGroups {
  /** Received and not begun with: the nearest deadline first, then the newest. */
  readonly toTake: readonly MyLead[];
  readonly inWork: readonly MyLead[];
  readonly closed: readonly MyLead[];
}

/** A manager's leads by what he has to do with them; each stands in exactly one group. */
export function leadGroups(leads: readonly MyLead[]): LeadGroups {
  const open = leads.filter(({ closed }) => !closed);
  return {
    toTake: open.filter(({ taken }) => !taken).sort(byDeadline),
    inWork: open.filter(({ taken }) => taken).sort(newestFirst),
    closed: leads.filter(({ closed }) => closed).sort(newestFirst),
  };
}

function byDeadline(a: MyLead, b: MyLead): number {
  const [endA, endB] = [a.takeBy ?? Number.MAX_SAFE_INTEGER, b.takeBy ?? Number.MAX_SAFE_INTEGER];
  return endA - endB || newestFirst(a, b);
}

function newestFirst(a: MyLead, b: MyLead): number {
  return b.at - a.at;
}
