import { type Crm, CrmFailure } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import type { KnownLead } from "#store/leads.ts";
import { heed, relieved } from "./crm-failures.ts";
import type { Flow } from "./flow.ts";
import type { Signal } from "./signals.ts";
import { isEcho, type Reading } from "./standing.ts";

export interface Readings {
  readonly byLead: ReadonlyMap<string, Reading>;
  /** Why the others could not be read. */
  readonly failure: CrmFailure | null;
}

/**
 * Reads the leads of the signals again, except where the events only tell what is known. An event
 * is no proof and may be late; what the CRM holds now is what counts.
 */
export async function readAgain(
  flow: Flow,
  account: Account,
  asked: {
    readonly crm: Crm | null;
    readonly signals: readonly Signal[];
    readonly known: ReadonlyMap<string, KnownLead>;
    readonly now: number;
  },
): Promise<Readings> {
  const { crm, signals, known, now } = asked;
  const isTold = ({ lead, events }: Signal) =>
    crm === null ||
    (events.length > 0 && events.every((event) => isEcho(event, known.get(lead), now)));
  const [told, untold] = [signals.filter(isTold), signals.filter((signal) => !isTold(signal))];
  const byLead = new Map<string, Reading>(told.map(({ lead }) => [lead, { kind: "told" }]));
  if (crm === null || untold.length === 0) return { byLead, failure: null };
  try {
    const ids = untold.map(({ lead }) => lead);
    const leads = await crm.leads(ids);
    for (const id of ids) byLead.set(id, { kind: "gone" });
    for (const lead of leads) byLead.set(lead.id, { kind: "read", lead });
    await relieved(flow, account);
    return { byLead, failure: null };
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    await heed(flow, account, error);
    return { byLead, failure: error };
  }
}
