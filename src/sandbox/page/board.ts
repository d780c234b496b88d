import type { Account, Lead, User } from "#sandbox/state/account.ts";
import { statusOf } from "#sandbox/state/look-up.ts";
import type { Tenant } from "#sandbox/state/world.ts";

export interface Chip {
  readonly id: number;
  readonly name: string;
  readonly initials: string;
  /** His place among the account's users: it gives him his colour. */
  readonly place: number;
}

export interface BoardLead {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly stage: string;
  readonly stageKind: string;
  readonly stageColor: string;
  readonly pipeline: string;
  readonly source: string;
  readonly responsible: Chip | null;
  /** Epoch milliseconds. */
  readonly arrivedMs: number;
}

export interface Board {
  readonly counts: {
    readonly leads: number;
    readonly unsorted: number;
    readonly nobody: number;
    readonly webhooks: number;
  };
  readonly leads: readonly BoardLead[];
}

const shownLeads = 40;

/** The newest leads of an account as its page shows them. */
export function boardOf({ account }: Tenant): Board {
  const all = [...account.leads.values()].filter(({ deleted }) => !deleted);
  const open = all.filter(({ closedAt }) => closedAt === null);
  return {
    counts: {
      leads: all.length,
      unsorted: open.filter((lead) => statusOf(account, lead)?.kind === "unsorted").length,
      nobody: open.filter(({ responsibleUserId }) => responsibleUserId === 0).length,
      webhooks: [...account.webhooks.values()].filter(({ disabled }) => !disabled).length,
    },
    leads: all
      .slice(-shownLeads)
      .reverse()
      .map((lead) => boardLead(account, lead)),
  };
}

/** A lead in the words of its account. */
export function boardLead(account: Account, lead: Lead): BoardLead {
  const status = statusOf(account, lead);
  const user = account.users.get(lead.responsibleUserId);
  return {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    stage: status?.name ?? "",
    stageKind: status?.kind ?? "open",
    stageColor: status?.color ?? "#e6e8ea",
    pipeline: account.pipelines.get(lead.pipelineId)?.name ?? "",
    source: account.sources.get(lead.sourceId ?? -1)?.name ?? "",
    responsible: user ? chipOf(account, user) : null,
    arrivedMs: lead.arrivedMs,
  };
}

/** A person as a coloured sign with his initials. */
export function chipOf(account: Account, { id, name }: User): Chip {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word[0]) : [name.slice(0, 2)];
  const place = [...account.users.keys()].indexOf(id);
  return { id, name, initials: letters.join(""), place };
}
