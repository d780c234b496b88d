/** Looks in the CRM for what was written and no event has confirmed. */
import { type Crm, CrmFailure, type CrmLead } from "#crm/port.ts";
import { type Account, lockAccount } from "#store/accounts.ts";
import { type KnownLead, knownLeads, saveLeads } from "#store/leads.ts";
import {
  type Delivery,
  lookLater,
  type SeenDelivery,
  settleDeliveries,
  unconfirmedDeliveries,
  writeAgain,
} from "#store/outbox.ts";
import type { Db } from "#store/schema.ts";
import { observeConfirmed } from "./announce.ts";
import { heed } from "./crm-failures.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Flow } from "./flow.ts";
import { overruled } from "./holding.ts";
import { isUnderWay, ownedBy } from "./open-leads.ts";
import { changedBy, leadIsGone } from "./settled.ts";

/** After a failed reading back, nothing is asked for so long. */
const READ_AGAIN_MS = 30_000;
/** What fits into one request: whoever has read so many may find more. */
export const READ_MAX = 250;

/** @returns how many deliveries were looked at */
export async function readBack(flow: Flow, account: Account, crm: Crm): Promise<number> {
  const { database, clock } = flow;
  const wanted = { account: account.id, limit: READ_MAX };
  const deliveries = await unconfirmedDeliveries(database.kysely, wanted, clock.now());
  if (deliveries.length === 0) return 0;
  try {
    const leads = await crm.leads(deliveries.map(({ lead }) => lead));
    const shown = new Map(leads.filter((lead) => !lead.deleted).map((lead) => [lead.id, lead]));
    await settle(flow, { account: account.id, deliveries, shown });
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    await heed(flow, account, error);
    const dueAt = clock.now() + Math.max(error.retryAfterMs ?? 0, READ_AGAIN_MS);
    const seqs = deliveries.map(({ seq }) => seq);
    await lookLater(database.kysely, { account: account.id, seqs, dueAt });
  }
  return deliveries.length;
}

interface ReadBack {
  readonly account: string;
  readonly deliveries: readonly Delivery[];
  /** Lead → as the CRM shows it now; a lead that is gone is no key. */
  readonly shown: ReadonlyMap<string, CrmLead>;
}

async function settle(flow: Flow, read: ReadBack) {
  const { account } = read;
  const noted = await flow.database.kysely.transaction().execute((tx) => noteShown(flow, tx, read));
  noted.keep();
  observeConfirmed(flow, confirmedArrivals(noted.known, noted.seen));
  const changed = noted.seen.filter(({ problem }) => problem !== null).length;
  if (changed > 0) flow.metrics.count("smena_owner_changes_total", {}, changed);
  flow.live.publish(account, { kind: "changed" });
}

/** Writes who has the leads as the CRM shows it, in the transaction `tx`. */
async function noteShown(flow: Flow, tx: Db, { account: id, deliveries, shown }: ReadBack) {
  const account = await lockAccount(tx, id);
  const desk = account === null ? null : await flow.desks.take(tx, account);
  const now = flow.clock.now();
  const batch = account === null || desk === null ? null : new DecisionBatch(account, desk, now);
  const known = await knownLeads(tx, { account: id, ids: [...shown.keys()] });
  const read = new Set(deliveries.map(({ seq }) => seq));
  const overtaken = [...known.values()].filter((lead) =>
    isOvertaken(lead, shown.get(lead.id), read),
  );
  const again = new Set(overtaken.flatMap(({ delivery }) => delivery?.seq ?? []));
  const leads = [...known.values()].map((lead) => {
    const { responsible = null, updatedBy: by } = shown.get(lead.id) ?? {};
    const seq = lead.delivery?.seq ?? 0;
    const underWay = isUnderWay(lead) && (!read.has(seq) || again.has(seq));
    const after = overruled(lead, ownedBy(lead, responsible, { underWay }), { desk, by, now });
    batch?.see(lead, after);
    return after;
  });
  const seen = seenOf({ deliveries: deliveries.filter(({ seq }) => !again.has(seq)), shown });
  await saveLeads(tx, { account: id, leads });
  await settleDeliveries(tx, { account: id, seen }, now);
  await writeAgain(tx, { account: id, seqs: [...again] }, now);
  await batch?.write(tx);
  return {
    known,
    seen,
    keep: () => {
      if (account === null || desk === null || batch === null) return;
      flow.desks.keep(account, desk, batch.stateVersion);
      if (batch.freed) flow.kick(id, "release");
    },
  };
}

/** Whether an older write of ours, which had seemed to fail, came after the newer one. */
function isOvertaken(
  { delivery }: KnownLead,
  shown: CrmLead | undefined,
  read: ReadonlySet<number>,
): boolean {
  if (delivery?.state !== "sent" || !read.has(delivery.seq)) return false;
  const { responsible = null, updatedBy } = shown ?? {};
  if (responsible === null || updatedBy !== null || responsible === delivery.user) return false;
  return delivery.unseen.includes(responsible);
}

function seenOf({ deliveries, shown }: Omit<ReadBack, "account">): readonly SeenDelivery[] {
  return deliveries.map(({ seq, lead, user }) => {
    const now = shown.get(lead);
    if (now?.responsible === user) return { seq, problem: null };
    return { seq, problem: now === undefined ? leadIsGone : changedBy(now.responsible) };
  });
}

/** Of the leads confirmed just now; what an event has confirmed since was counted then. */
function confirmedArrivals(
  known: ReadonlyMap<string, KnownLead>,
  seen: readonly SeenDelivery[],
): readonly number[] {
  const confirmed = new Set(seen.filter(({ problem }) => problem === null).map(({ seq }) => seq));
  return [...known.values()].flatMap(({ delivery, waitingSince, cameAt }) =>
    delivery?.state === "sent" && confirmed.has(delivery.seq) && waitingSince === null
      ? [cameAt]
      : [],
  );
}
