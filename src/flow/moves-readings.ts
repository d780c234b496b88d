/** The leads of a move as they are now: as we know them, or as the CRM tells where they may be older. */
import type { CrmLead, CrmPipeline } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import { readDirectory } from "#store/directory.ts";
import { type KnownLead, knownLeads, type StoredLead, unheld } from "#store/leads.ts";
import { filteredLeads, openLeadsOfHolder } from "#store/move-selection.ts";
import type { MoveSelection } from "#store/moves.ts";
import type { Flow } from "./flow.ts";
import { unended } from "./lead-ends.ts";
import { readOwners } from "./read-owners.ts";
import { mergeFacts } from "./signals.ts";
import type { Reading } from "./standing.ts";

/**
 * Ids of the leads that are meant, each once.
 *
 * @throws CrmFailure where the CRM has to be asked and does not answer
 */
export async function selectLeads(
  flow: Flow,
  account: Account,
  selection: MoveSelection,
): Promise<readonly string[]> {
  const db = flow.database.kysely;
  const { id } = account;
  switch (selection.kind) {
    case "leads":
      return [...new Set(selection.leads)];
    case "manager": {
      const { manager, stages } = selection;
      const desk = await flow.desks.read(db, account);
      const holder = desk?.users.get(manager) ?? manager;
      return openLeadsOfHolder(db, { account: id, holder, stages });
    }
    case "filter":
      return filteredLeads(db, { ...selection, account: id });
    case "stage":
      return leadsInStage(flow, account, selection);
  }
}

async function leadsInStage(
  flow: Flow,
  account: Account,
  { pipeline, stage }: MoveSelection & { readonly kind: "stage" },
): Promise<readonly string[]> {
  const db = flow.database.kysely;
  const crm = flow.crm(account);
  if (crm === null) return filteredLeads(db, { account: account.id, stage });
  const page = await readDirectory(db, { account: account.id, kind: "pipelines" });
  const isMeant = (name: string) => (one: { readonly id: string; readonly name: string }) =>
    one.id === name || one.name === name;
  const known = ((page?.body ?? []) as readonly CrmPipeline[]).find(isMeant(pipeline));
  const stageId = known?.stages.find(isMeant(stage))?.id ?? stage;
  return [...new Set(await crm.leadIdsInStage(known?.id ?? pipeline, stageId))];
}

/** What the CRM shows of the leads of a stage now; empty for all others: what we know is enough. */
export async function readLeads(
  flow: Flow,
  account: Account,
  { selection, ids }: { readonly selection: MoveSelection; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Reading>> {
  const crm = selection.kind === "stage" ? flow.crm(account) : null;
  if (crm === null) return new Map();
  const leads = await crm.leads(ids);
  const gone = ids.map((id): [string, Reading] => [id, { kind: "gone" }]);
  const read = leads.map((lead): [string, Reading] => [lead.id, { kind: "read", lead }]);
  const known = await knownLeads(flow.database.kysely, { account: account.id, ids });
  const readings = { byLead: new Map([...gone, ...read]), failure: null };
  const owned = await readOwners(flow, account, { crm, known, readings });
  if (owned.failure !== null) throw owned.failure;
  return owned.byLead;
}

/** The lead as it is now; null: there is none. */
export function currentLead(
  known: KnownLead | undefined,
  reading: Reading | undefined,
  now: number,
): StoredLead | null {
  if (reading?.kind !== "read") return reading?.kind === "gone" ? null : (known ?? null);
  const { lead } = reading;
  if (known === undefined) return older(lead, now);
  const facts = mergeFacts(lead.facts, {}, known.facts);
  return { ...known, name: lead.name, facts, closed: known.closed || isDone(lead) };
}

const isDone = ({ closed, deleted }: CrmLead): boolean => closed || deleted;

/** A lead that nobody has told us of: it is from before we came. */
function older(lead: CrmLead, now: number): StoredLead {
  const { id, name, facts, responsible: owner, createdAt } = lead;
  return {
    ...{ id, name, facts, owner, state: "ignored", reason: "before_start" },
    ...{ holder: null, rule: null, claims: null, heldFor: null },
    // It has come when it came, not today.
    cameAt: Math.min(createdAt, now),
    ...{ waitingSince: null, waitEndsAt: null, wakeAt: null },
    crmCreatedAt: createdAt,
    closed: isDone(lead),
    lastDecision: null,
    ...unended,
    ...unheld,
  };
}
