/**
 * Lets waiting leads go the moment somebody can have them, oldest first. Nothing is read from the
 * CRM here: what happened to a lead while it waited was told by webhooks and sweeps.
 */
import type { Facts } from "#core/decision.ts";
import { eligibleNow, ownerFrom, releaseOrder, wakeAt } from "#core/release.ts";
import { type Account, lockAccount } from "#store/accounts.ts";
import { knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import { leadsToAsk, type PoolGroup, poolGroups, setWakes } from "#store/pool.ts";
import type { Db } from "#store/schema.ts";
import { type Announced, announce } from "./announce.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import { endOffer } from "./offers-answers.ts";

const BATCH = 500;

/** @returns how many leads were asked about: 0 when nobody can take any */
export async function releaseBatch(flow: Flow, id: string): Promise<number> {
  const released = await flow.lockTurns.run(() =>
    flow.database.kysely.transaction().execute((tx) => release(flow, tx, id)),
  );
  released.keep();
  announce(flow, id, released);
  return released.asked;
}

interface Released extends Announced {
  readonly asked: number;
  keep(): void;
}

const nothing: Released = {
  asked: 0,
  decisions: [],
  cameAt: new Map(),
  confirmed: [],
  changed: false,
  keep: () => undefined,
};

async function release(flow: Flow, tx: Db, id: string): Promise<Released> {
  const account = await lockAccount(tx, id);
  const desk = account === null ? null : await flow.desks.take(tx, account);
  if (account === null || desk === null) return nothing;
  const now = flow.clock.now();
  const asked = await leadsNow(tx, { account, desk }, now);
  const batch = new DecisionBatch(account, desk, now);
  await batch.recallClients(
    tx,
    asked.map(({ facts }) => facts),
  );
  const leads = asked.map((lead) => ask(batch, lead, now));
  await saveLeads(tx, { account: id, leads });
  await batch.write(tx);
  const { decisions } = batch;
  return {
    asked: asked.length,
    decisions,
    cameAt: new Map(),
    confirmed: [],
    changed: false,
    keep: () => flow.desks.keep(account, desk, batch.stateVersion),
  };
}

function ask(batch: DecisionBatch, lead: StoredLead, now: number): StoredLead {
  if (lead.offerUntil !== null) return endOffer(batch, lead, now);
  const waitOver = lead.waitEndsAt !== null && lead.waitEndsAt <= now;
  const asked = batch.decide({ lead, cause: "released", waitOver });
  if (waitOver && asked.state === "waiting") tellOfWait(batch, asked, now);
  // Whom no rule took is asked again only when the rules change.
  return asked.state === "unmatched" ? { ...asked, wakeAt: null } : asked;
}

/** Its wait had an end, and it waits on. */
function tellOfWait(batch: DecisionBatch, lead: StoredLead, at: number): void {
  const about = { lead: lead.id, decision: lead.lastDecision, at };
  const params = { since: lead.waitingSince ?? at };
  batch.tell({ kind: "waiting_long", params, to: { role: "head" }, ...about });
}

const questionOf = ({ rule, claims, missed }: PoolGroup, at: number) => ({
  rule,
  at,
  missed,
  ...(claims === null ? {} : { facts: JSON.parse(claims) as Facts }),
});

/** Whether leads of the group are to be asked now. */
function canGo({ program, state }: Desk, group: PoolGroup, at: number): boolean {
  const { rule, heldFor } = group;
  if (heldFor === null) return eligibleNow(program, state, questionOf(group, at));
  return ownerFrom(program, state, { rule, at, manager: heldFor }) === at;
}

interface Waiting {
  readonly lead: StoredLead;
  /** Epoch ms. */
  readonly since: number;
}

/** Of those that began to wait at one moment, in the order of the decisions that say so. */
function byTheirWait(one: Waiting, other: Waiting): number {
  const decided = (one.lead.lastDecision ?? 0) - (other.lead.lastDecision ?? 0);
  return one.since - other.since || decided || (one.lead.id < other.lead.id ? -1 : 1);
}

/** The leads to ask now, in order; for all others the moment to ask is set. */
async function leadsNow(
  tx: Db,
  { account, desk }: { readonly account: Account; readonly desk: Desk },
  now: number,
): Promise<readonly StoredLead[]> {
  const { program, state } = desk;
  const pool = await poolGroups(tx, account.id);
  const open = pool.filter((group) => canGo(desk, group, now));
  // Who waits for his client's manager only is asked at a moment of his own.
  const closed = pool.filter((group) => group.heldFor === null && !open.includes(group));
  const wakes = closed.map((group) => ({
    ...group,
    at: wakeAt(program, state, questionOf(group, now)),
  }));
  await setWakes(tx, { account: account.id, wakes });
  const isNewest = ({ rule }: PoolGroup) => {
    const otherwise = program.ruleById.get(rule)?.rule.otherwise;
    return otherwise?.kind === "wait" && otherwise.order === "newest";
  };
  const query = { account: account.id, limit: BATCH };
  const oldest = open.filter((group) => !isNewest(group));
  const newest = open.filter(isNewest);
  const ids = [...(await leadsToAsk(tx, { ...query, groups: oldest, newestFirst: false }, now))];
  if (newest.length > 0) {
    ids.push(...(await leadsToAsk(tx, { ...query, groups: newest, newestFirst: true }, now)));
  }
  if (ids.length === 0) return [];
  const known = await knownLeads(tx, { account: account.id, ids });
  const waiting = [...known.values()].map((lead) => ({
    lead,
    rule: lead.rule ?? "",
    since: lead.waitingSince ?? lead.cameAt,
  }));
  return releaseOrder(program, waiting.sort(byTheirWait))
    .slice(0, BATCH)
    .map(({ lead }) => lead);
}
