/**
 * What the rows of an inbox say, gathered by lead in the order of arrival: a burst of webhooks about
 * one lead is one signal.
 */
import type { Facts } from "#core/decision.ts";
import type { Crm, CrmActivity, CrmEvent } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import type { InboxRow, ProcessedEvent } from "#store/inbox.ts";
import type { ToldEnd } from "./lead-ends.ts";

export interface Signal {
  readonly lead: string;
  /** Arrival of the first row that speaks of it. */
  readonly cameAt: number;
  /** What only the events knew; of two that differ the first stays. */
  readonly facts: Facts;
  /** As handed in by API; null: the CRM knows it. */
  readonly name: string | null;
  readonly events: readonly CrmEvent[];
  /** What was last told by API of its end; null: nothing. */
  readonly end: ToldEnd | null;
  /** The rows that speak of it. */
  readonly rows: readonly InboxRow[];
}

export interface ReadInbox {
  readonly signals: readonly Signal[];
  /** Rows that say nothing about a lead, or nothing that can be understood. */
  readonly done: readonly ProcessedEvent[];
}

interface Said {
  readonly lead: string;
  readonly facts: Facts;
  readonly name: string | null;
  readonly event: CrmEvent | null;
  readonly end?: ToldEnd;
}

export function readSignals(
  rows: readonly InboxRow[],
  { account, crm }: { readonly account: Account; readonly crm: Crm | null },
): ReadInbox {
  const signals = new Map<string, Signal>();
  const done: ProcessedEvent[] = [];
  for (const row of rows) {
    const said = understand(row, account, crm);
    if (typeof said === "string") done.push({ id: row.id, error: said });
    else if (said.length === 0) done.push({ id: row.id, error: null });
    else for (const one of said) signals.set(one.lead, merged(signals.get(one.lead), one, row));
  }
  return { signals: [...signals.values()], done };
}

function merged(known: Signal | undefined, said: Said, row: InboxRow): Signal {
  const rows = known?.rows ?? [];
  return {
    lead: said.lead,
    cameAt: known?.cameAt ?? row.receivedAt,
    facts: { ...said.facts, ...known?.facts },
    name: known?.name ?? said.name,
    events: [...(known?.events ?? []), ...(said.event === null ? [] : [said.event])],
    end: said.end ?? known?.end ?? null,
    rows: rows.at(-1) === row ? rows : [...rows, row],
  };
}

/** @returns why nothing can be made of the row, or what it says */
function understand(row: InboxRow, account: Account, crm: Crm | null): readonly Said[] | string {
  if (row.origin !== "webhook") return handedIn(row.body);
  if (crm === null) return "This account has no CRM.";
  try {
    const { accountId, events } = crm.parseWebhook(row.body);
    if (accountId !== null && accountId !== account.crmAccountId) {
      return `The event belongs to account ${accountId} of the CRM.`;
    }
    // Whatever else it tells of, a CRM's webhook names the account.
    if (accountId === null && events.length === 0) return "There is no webhook of the CRM in it.";
    return events.map((event) => ({ lead: event.lead, facts: event.facts, name: null, event }));
  } catch (error) {
    return `The event cannot be read: ${String(error)}`;
  }
}

/** Our own words: see `leadBody`, `activityBody` and `endBody`. */
function handedIn(body: string): readonly Said[] | string {
  try {
    const { lead, name, facts, activity, end } = JSON.parse(body) as LeadBody;
    const event = activity === undefined ? null : eventOf(activity);
    return [{ lead, name, facts, event, ...(end === undefined ? {} : { end }) }];
  } catch (error) {
    return `The event cannot be read: ${String(error)}`;
  }
}

interface LeadBody {
  readonly lead: string;
  readonly name: string | null;
  readonly facts: Facts;
  readonly activity?: CrmActivity;
  readonly end?: ToldEnd;
}

/** The body of a row that no CRM wrote: a lead handed in by API, or found by a sweep. */
export function leadBody(lead: Omit<LeadBody, "activity" | "end">): string {
  return JSON.stringify(lead);
}

/** The same of what somebody did with a lead, as a sweep has found it in the CRM's journal. */
export function activityBody(activity: CrmActivity): string {
  const body: LeadBody = { lead: activity.lead, name: null, facts: {}, activity };
  return JSON.stringify(body);
}

/** The same of what became of a lead, as it was told by API. */
export function endBody(lead: string, end: ToldEnd): string {
  const body: LeadBody = { lead, name: null, facts: {}, end };
  return JSON.stringify(body);
}

function eventOf({ lead, by, user, at }: CrmActivity): CrmEvent {
  return { kind: "changed", lead, activity: { by, user }, changedAt: at, facts: {}, key: "" };
}

/** Only these does a later reading of the lead not tell again. */
const toldOnce = ["channel", "source", "source_id", "form", "contact"];

/**
 * A lead's facts as read now, with what only its events knew: reading goes before memory, except
 * that «other» is no channel where an event had one.
 */
export function mergeFacts(read: Facts, told: Facts, stored: Facts): Facts {
  const remembered = Object.fromEntries(
    Object.entries({ ...told, ...stored }).filter(([name]) => toldOnce.includes(name)),
  );
  const channel = read["channel"] === "other" ? remembered["channel"] : read["channel"];
  return { ...told, ...remembered, ...read, channel: channel ?? read["channel"] ?? "other" };
}
