import type { Facts } from "#core/decision.ts";
import { ownerFact } from "#core/keep-owner.ts";
import { type Crm, CrmFailure, type CrmLead } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import type { KnownLead } from "#store/leads.ts";
import { askedOwners } from "./clients.ts";
import { heed } from "./crm-failures.ts";
import type { Flow } from "./flow.ts";
import type { Readings } from "./read-again.ts";
import type { Reading } from "./standing.ts";

const kinds = ["contact", "company"] as const;
type Kind = (typeof kinds)[number];

interface Read {
  readonly crm: Crm | null;
  readonly readings: Readings;
  readonly known: ReadonlyMap<string, KnownLead>;
}

/**
 * Adds to leads that may be decided who is responsible for their contacts and companies, in bulk
 * and only where a live rule asks for it. Where the CRM does not answer, the leads count as unread;
 * where it refuses, they are decided without.
 */
export async function readOwners(
  flow: Flow,
  account: Account,
  { crm, readings, known }: Read,
): Promise<Readings> {
  const program = crm === null ? null : await flow.desks.program(flow.database.kysely, account);
  if (crm === null || program === null) return readings;
  const asked = askedOwners(program);
  const leads = [...readings.byLead.values()].flatMap((reading) =>
    reading.kind === "read" && known.get(reading.lead.id)?.state !== "decided"
      ? [reading.lead]
      : [],
  );
  try {
    let owned: readonly CrmLead[] = leads;
    for (const kind of kinds.filter((one) => asked.has(one))) {
      const owners = await ownersOf(crm, kind, leads);
      owned = owned.map((lead) => ({
        ...lead,
        facts: { ...lead.facts, ...ownerIn(lead.facts, kind, owners) },
      }));
    }
    const read = owned.map((lead): [string, Reading] => [lead.id, { kind: "read", lead }]);
    return { ...readings, byLead: new Map([...readings.byLead, ...read]) };
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    await heed(flow, account, error);
    return error.kind === "refused" ? readings : without(leads, readings, error);
  }
}

async function ownersOf(
  crm: Crm,
  kind: Kind,
  leads: readonly CrmLead[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(leads.flatMap(({ facts }) => facts[kind] ?? []).map(String));
  return ids.size === 0 ? new Map() : await crm.responsibles(kind, [...ids]);
}

function ownerIn(facts: Facts, kind: Kind, owners: ReadonlyMap<string, string>): Facts {
  const owner = owners.get(String(facts[kind] ?? ""));
  return owner === undefined ? {} : { [ownerFact(kind)]: owner };
}

function without(leads: readonly CrmLead[], { byLead }: Readings, failure: CrmFailure): Readings {
  const unread = new Set(leads.map(({ id }) => id));
  return { byLead: new Map([...byLead].filter(([lead]) => !unread.has(lead))), failure };
}
