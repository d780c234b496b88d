/**
 * Writes decided managers into the CRM as responsible users, and makes sure that they stand there.
 *
 * Writing the same user twice is harmless, so whatever is in doubt is simply written again: a
 * time-out, a crash between the answer and our note of it. One process at a time delivers an
 * account, since the CRM's limit is per account.
 */
import { type Crm, CrmFailure } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import { giveLease, takeLease } from "#store/leases.ts";
import { type Delivery, markAttempts, markSent, pendingDeliveries } from "#store/outbox.ts";
import { backoffMs } from "./backoff.ts";
import { heed, relieved } from "./crm-failures.ts";
import type { Flow } from "./flow.ts";
import { readBack } from "./read-back.ts";

/** The vendor's advice for one request; larger ones end in time-outs. */
const WRITE_MAX = 50;
/** Requests under way at once: enough to use the CRM's rate, whatever its answers take. */
const UNDER_WAY_MAX = 4;
/** Renewed with every request; whoever dies is replaced after so long. */
const LEASE_MS = 30_000;

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
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];
  let after = 0;
  let tried = 0;
  try {
    // The first request goes out on the lease as it was just taken.
    while (failures.length === 0 && (tried === 0 || (await hold()))) {
      const wanted = { account: account.id, after, limit: WRITE_MAX };
      const now = flow.clock.now();
      const deliveries = await pendingDeliveries(flow.database.kysely, wanted, now);
      if (deliveries.length === 0) break;
      after = deliveries.at(-1)?.seq ?? after;
      tried += deliveries.length;
      const leads = new Set(deliveries.map(({ lead }) => lead));
      // Two requests may be answered in any order: a later decision waits until the earlier is written.
      while ([...underWay.values()].some((others) => !others.isDisjointFrom(leads))) {
        await Promise.race(underWay.keys());
      }
      const write = writeBatch(flow, { account, crm }, deliveries)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(write));
      underWay.set(write, leads);
      if (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay.keys());
    }
  } finally {
    await Promise.all(underWay.keys());
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
