/**
 * Writes decided managers into the CRM as responsible users, and makes sure that they stand there.
 *
 * Writing the same user twice is harmless, so whatever is in doubt is simply written again: a
 * time-out, a crash between the answer and our note of it. One process at a time delivers an
 * account, since the CRM's limit is per account.
 */
import { type Crm, CrmFailure } from "#crm/port.ts";
import { type Account, lockAccount, touchState } from "#store/accounts.ts";
import { type KnownLead, knownLeads, saveLeads } from "#store/leads.ts";
import { giveLease, takeLease } from "#store/leases.ts";
import {
  type Delivery,
  lookLater,
  markAttempts,
  markSent,
  pendingDeliveries,
  type SeenDelivery,
  settleDeliveries,
  unconfirmedDeliveries,
} from "#store/outbox.ts";
import { wakePool } from "#store/pool.ts";
import { observeConfirmed } from "./announce.ts";
import { backoffMs } from "./backoff.ts";
import { heed, relieved } from "./crm-failures.ts";
import type { Flow } from "./flow.ts";
import { isUnderWay, ownedBy } from "./open-leads.ts";
import { changedBy } from "./standing.ts";

/** The vendor's advice for one request; larger ones end in time-outs. */
const WRITE_MAX = 50;
/** Requests under way at once: enough to use the CRM's rate, whatever its answers take. */
const UNDER_WAY_MAX = 4;
/** Renewed with every request; whoever dies is replaced after so long. */
const LEASE_MS = 30_000;
/** After a failed reading back, nothing is asked for so long. */
const READ_AGAIN_MS = 30_000;
const READ_MAX = 250;

/** Delivers until nothing is due. @returns how many deliveries were tried or read back */
export async function deliverAccount(flow: Flow, id: string): Promise<number> {
  const account = await flow.account(id);
  const crm = account === null ? null : flow.crm(account);
  if (account === null || crm === null) return 0;
  const { database, clock, worker } = flow;
  const lease = { account: id, work: "deliver", holder: worker };
  const hold = () => {
    const now = clock.now();
    return takeLease(database.kysely, { ...lease, until: now + LEASE_MS }, now);
  };
  if (!(await hold())) return 0;
  try {
    const written = await writePending(flow, { account, crm }, hold);
    return written + (await readBack(flow, account, crm));
  } finally {
    await giveLease(database.kysely, lease);
  }
}

interface Target {
  readonly account: Account;
  readonly crm: Crm;
}

/** @param hold renews the lease; false: another process delivers now */
async function writePending(
  flow: Flow,
  { account, crm }: Target,
  hold: () => Promise<boolean>,
): Promise<number> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let after = 0;
  let tried = 0;
  try {
    while (failures.length === 0 && (await hold())) {
      const wanted = { account: account.id, after, limit: WRITE_MAX };
      const now = flow.clock.now();
      const deliveries = await pendingDeliveries(flow.database.kysely, wanted, now);
      if (deliveries.length === 0) break;
      after = deliveries.at(-1)?.seq ?? after;
      tried += deliveries.length;
      const write = writeBatch(flow, { account, crm }, deliveries)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(write));
      underWay.add(write);
      if (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  return tried;
}

async function writeBatch(
  flow: Flow,
  { account, crm }: Target,
  deliveries: readonly Delivery[],
): Promise<void> {
  // Of two deliveries of one lead only the later decision counts.
  const byLead = new Map(deliveries.map((delivery) => [delivery.lead, delivery]));
  const assignments = [...byLead.values()].map(({ lead, user }) => ({ lead, user }));
  try {
    const written = new Set(await crm.setResponsible(assignments));
    const seqs = deliveries.filter(({ lead }) => written.has(lead)).map(({ seq }) => seq);
    await markSent(flow.database.kysely, { account: account.id, seqs }, flow.clock.now());
    flow.metrics.count("smena_deliveries_total", { outcome: "sent" }, seqs.length);
    const unwritten = deliveries.filter(({ lead }) => !written.has(lead));
    await tryLater(flow, account, { deliveries: unwritten, failure: notWritten });
    await relieved(flow, account);
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    await afterFailure(flow, { account, crm }, { deliveries, failure: error });
  }
}

const notWritten = new CrmFailure("unavailable", "The CRM answered without naming the lead.");

interface Failed {
  readonly deliveries: readonly Delivery[];
  readonly failure: CrmFailure;
}

async function afterFailure(flow: Flow, target: Target, { deliveries, failure }: Failed) {
  if (failure.kind !== "refused") {
    await heed(flow, target.account, failure);
    await tryLater(flow, target.account, { deliveries, failure });
    return;
  }
  const atFault = deliveries.filter(({ lead }) => failure.leads.includes(lead));
  // The CRM refuses a batch as a whole. Where it names nobody, halves tell who it is.
  if (atFault.length === 0 && deliveries.length > 1) {
    const middle = Math.ceil(deliveries.length / 2);
    await writeBatch(flow, target, deliveries.slice(0, middle));
    await writeBatch(flow, target, deliveries.slice(middle));
    return;
  }
  const refused = atFault.length === 0 ? deliveries : atFault;
  await giveUp(flow, target.account, { deliveries: refused, failure });
  const rest = deliveries.filter((delivery) => !refused.includes(delivery));
  if (rest.length > 0) await writeBatch(flow, target, rest);
}

async function tryLater(flow: Flow, { id: account }: Account, { deliveries, failure }: Failed) {
  const now = flow.clock.now();
  const failed = deliveries.map(({ seq, attempts }) => ({
    seq,
    error: failure.message,
    dueAt: now + Math.max(failure.retryAfterMs ?? 0, backoffMs(attempts)),
  }));
  await markAttempts(flow.database.kysely, { account, failed });
  if (failed.length > 0) {
    flow.metrics.count("smena_deliveries_total", { outcome: "postponed" }, failed.length);
  }
}

async function giveUp(flow: Flow, { id: account }: Account, { deliveries, failure }: Failed) {
  const failed = deliveries.map(({ seq }) => ({ seq, error: failure.message, dueAt: null }));
  await markAttempts(flow.database.kysely, { account, failed });
  flow.metrics.count("smena_deliveries_total", { outcome: "failed" }, failed.length);
  flow.log.warn({ account, decisions: failed.map(({ seq }) => seq) }, "the CRM refuses a delivery");
  flow.live.publish(account, { kind: "changed" });
}

/** Looks in the CRM for what no event has confirmed. */
async function readBack(flow: Flow, account: Account, crm: Crm): Promise<number> {
  const { database, clock } = flow;
  const wanted = { account: account.id, limit: READ_MAX };
  const deliveries = await unconfirmedDeliveries(database.kysely, wanted, clock.now());
  if (deliveries.length === 0) return 0;
  try {
    const leads = await crm.leads(deliveries.map(({ lead }) => lead));
    const owners = new Map(
      leads.filter((lead) => !lead.deleted).map((lead) => [lead.id, lead.responsible]),
    );
    await settle(flow, account.id, { deliveries, owners });
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
  readonly deliveries: readonly Delivery[];
  /** Lead → responsible user now; a lead that is gone is no key. */
  readonly owners: ReadonlyMap<string, string | null>;
}

async function settle(flow: Flow, account: string, { deliveries, owners }: ReadBack) {
  const now = flow.clock.now();
  const seen = deliveries.map(({ seq, lead, user }): SeenDelivery => {
    const owner = owners.get(lead);
    if (owner === user) return { seq, problem: null };
    const problem = owner === undefined ? "The lead is gone from the CRM." : changedBy(owner);
    return { seq, problem };
  });
  const known = await flow.database.kysely.transaction().execute(async (tx) => {
    await lockAccount(tx, account);
    const known = await knownLeads(tx, { account, ids: [...owners.keys()] });
    const read = new Set(seen.map(({ seq }) => seq));
    const leads = [...known.values()].map((lead) => {
      const underWay = isUnderWay(lead) && !read.has(lead.delivery?.seq ?? 0);
      return ownedBy(lead, owners.get(lead.id) ?? null, { underWay });
    });
    await saveLeads(tx, { account, leads });
    if (leads.some(({ id, holder }) => holder !== known.get(id)?.holder)) {
      await touchState(tx, account);
      await wakePool(tx, account, now);
    }
    await settleDeliveries(tx, { account, seen }, now);
    return known;
  });
  observeConfirmed(flow, confirmedArrivals(known, seen));
  const changed = seen.filter(({ problem }) => problem !== null).length;
  if (changed > 0) flow.metrics.count("smena_owner_changes_total", {}, changed);
  flow.live.publish(account, { kind: "changed" });
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
