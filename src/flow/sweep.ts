/**
 * What no webhook told: once a minute the CRM is asked for leads that changed, for its users and
 * pipelines, and whether it still reports to us. Distribution therefore never depends on webhooks
 * alone; without any, leads are a minute late.
 */
import { type Crm, type CrmActivity, CrmFailure } from "#crm/port.ts";
import { type Account, setSweptTo, touchState } from "#store/accounts.ts";
import { type DirectoryKind, readDirectory, saveDirectory } from "#store/directory.ts";
import { keepEvents } from "#store/inbox.ts";
import { giveLease, takeLease } from "#store/leases.ts";
import { toJson } from "#store/rows.ts";
import { unsettledOf, untakenOf } from "#store/swept-leads.ts";
import { watchSoon } from "#store/watch.ts";
import { heed, relieved } from "./crm-failures.ts";
import type { Flow } from "./flow.ts";
import { activityBody, leadBody } from "./signals.ts";
import { asksTaken } from "./taken.ts";

/** Clocks differ, and the CRM counts in seconds: what was just before is asked for again. */
const OVERLAP_MS = 120_000;
const DIRECTORY_MS = 10 * 60_000;
const LEASE_MS = 60_000;

/** @returns how many leads were found that nobody had told of, or that wait */
export async function sweepAccount(flow: Flow, id: string): Promise<number> {
  const account = await flow.account(id);
  const crm = account === null ? null : flow.crm(account);
  if (account === null || crm === null) return 0;
  const { kysely } = flow.database;
  const lease = { account: id, work: "sweep", holder: flow.worker };
  const now = flow.clock.now();
  if (!(await takeLease(kysely, { ...lease, until: now + LEASE_MS }, now))) return 0;
  try {
    const found = await findUntold(flow, account, crm);
    await refreshDirectory(flow, account, crm);
    await keepSubscribed(flow, account, crm);
    await relieved(flow, account);
    return found;
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    await heed(flow, account, error);
    return 0;
  } finally {
    await giveLease(kysely, lease);
  }
}

async function findUntold(flow: Flow, account: Account, crm: Crm): Promise<number> {
  if (account.switchedOnAt === null) return 0;
  const { kysely } = flow.database;
  const now = flow.clock.now();
  const since = (account.sweptTo ?? account.switchedOnAt) - OVERLAP_MS;
  const changed = await crm.leadIdsChangedSince(since);
  const untold = await unsettledOf(kysely, { account: account.id, ids: changed }, now);
  const begun = await begunSince(flow, account, { crm, since });
  const found = [
    ...untold.map((lead) => ({
      body: leadBody({ lead, name: null, facts: {} }),
      dedupeKey: `sweep ${lead}`,
    })),
    ...begun.map((activity) => ({
      body: activityBody(activity),
      dedupeKey: `sweep ${JSON.stringify(activity)}`,
    })),
  ];
  const about = { account: account.id, origin: "sweep" as const, receivedAt: now };
  const events = found.map((event) => ({ ...event, ...about }));
  if (events.length > 0) {
    await keepEvents(kysely, events, flow.worker);
    flow.kick(account.id, "decide");
  }
  // Only now: if we die before, the same time is swept again.
  await setSweptTo(kysely, account.id, now);
  flow.forget(account.id);
  return events.length;
}

/** What people did with leads that nobody is known to have begun with, where a live rule asks. */
async function begunSince(
  flow: Flow,
  account: Account,
  { crm, since }: { readonly crm: Crm; readonly since: number },
): Promise<readonly CrmActivity[]> {
  const { kysely } = flow.database;
  const program = await flow.desks.program(kysely, account);
  if (program === null || !asksTaken(program)) return [];
  const activities = await crm.activitiesSince(since);
  const ids = [...new Set(activities.map(({ lead }) => lead))];
  const untaken = await untakenOf(kysely, { account: account.id, ids });
  return activities.filter(({ lead }) => untaken.has(lead));
}

/** Reads users and pipelines again where they are old. A manager who left is blocked from then on. */
async function refreshDirectory(flow: Flow, account: Account, crm: Crm): Promise<void> {
  const read: readonly [DirectoryKind, () => Promise<unknown>][] = [
    ["users", () => crm.users()],
    ["pipelines", () => crm.pipelines()],
  ];
  for (const [kind, ask] of read) await refresh(flow, { account: account.id, kind }, ask);
}

async function refresh(
  flow: Flow,
  page: { readonly account: string; readonly kind: DirectoryKind },
  ask: () => Promise<unknown>,
): Promise<void> {
  const { kysely } = flow.database;
  const now = flow.clock.now();
  const known = await readDirectory(kysely, page);
  if (known !== null && now - known.readAt < DIRECTORY_MS) return;
  const told = await ask();
  const isSame = sameJson(known?.body, told);
  await kysely.transaction().execute(async (tx) => {
    await saveDirectory(tx, { ...page, body: toJson(told) }, now);
    if (isSame) return;
    await touchState(tx, page.account);
    await watchSoon(tx, page.account, now);
  });
  if (isSame) return;
  flow.live.publish(page.account, { kind: "changed" });
  flow.kick(page.account, "release");
  flow.kick(page.account, "watch");
}

/** jsonb keeps keys in an order of its own. */
function sameJson(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === "object" && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  return sorted(one) === sorted(other);
}

async function keepSubscribed(flow: Flow, account: Account, crm: Crm): Promise<void> {
  const destination = flow.hookAddress(account);
  // A hook at an address of this machine only would fill the CRM's account with failures.
  if (destination === null) return;
  const state = await crm.subscription(destination);
  if (state === "active") return;
  await crm.subscribe(destination);
  flow.log.warn({ account: account.id, state }, "our hook was not active: subscribed again");
}
