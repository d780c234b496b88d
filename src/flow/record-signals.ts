import type { Facts } from "#core/decision.ts";
import type { CrmFailure } from "#crm/port.ts";
import { lockAccount } from "#store/accounts.ts";
import {
  finishEvents,
  type PostponedEvent,
  type ProcessedEvent,
  postponeEvents,
} from "#store/inbox.ts";
import { type KnownLead, knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import { type SeenDelivery, settleDeliveries } from "#store/outbox.ts";
import type { Db } from "#store/schema.ts";
import { type Announced, noteOverruled } from "./announce.ts";
import { backoffMs } from "./backoff.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import { withEnd } from "./lead-ends.ts";
import type { Readings } from "./read-again.ts";
import type { ReadInbox, Signal } from "./signals.ts";
import { type Reading, standingOf } from "./standing.ts";

/** A lead that the CRM tells of but does not show yet is looked for so often. */
const LOOKS_MAX = 5;

export interface Heard {
  readonly account: string;
  readonly inbox: ReadInbox;
  readonly readings: Readings;
}

export interface Recorded extends Announced {
  /** To be called after the commit: only what was committed is kept in memory. */
  keep(): void;
}

/** Decides what was heard and writes it, in the transaction `tx`. At most nineteen statements. */
export async function recordSignals(flow: Flow, tx: Db, heard: Heard): Promise<Recorded> {
  const account = await lockAccount(tx, heard.account);
  if (account === null) throw new Error(`There is no account ${heard.account}.`);
  const desk = await flow.desks.take(tx, account);
  const now = flow.clock.now();
  const batch = desk === null ? null : new DecisionBatch(account, desk, now);
  const ids = heard.inbox.signals.map((signal) => signal.lead);
  const known = await knownLeads(tx, { account: account.id, ids });
  await batch?.recallClients(tx, factsHeard(heard, known));
  const { switchedOnAt } = account;
  const sorted = sort(heard, { known, batch, desk, switchedOnAt, now });
  await saveLeads(tx, { account: account.id, leads: sorted.leads });
  await settleDeliveries(tx, { account: account.id, seen: sorted.seen }, now);
  await batch?.write(tx);
  await finishEvents(tx, { account: account.id, events: sorted.done }, now);
  await postponeEvents(tx, { account: account.id, events: [...sorted.later.values()] });
  const decisions = batch?.decisions ?? [];
  return {
    decisions,
    cameAt: new Map(sorted.leads.map((lead) => [lead.id, lead.cameAt])),
    confirmed: sorted.confirmed,
    changed: sorted.leads.length > 0 || sorted.seen.length > 0,
    keep: () => {
      noteOverruled(flow, account.id, overruledIn(sorted.leads, known));
      if (desk === null || batch === null) return;
      flow.desks.keep(account, desk, batch.stateVersion);
      if (batch.freed) flow.kick(account.id, "release");
    },
  };
}

/** Leads that somebody else has taken from whom we gave them to. */
function overruledIn(leads: readonly StoredLead[], known: Room["known"]): readonly StoredLead[] {
  return leads.filter(({ id, holder, lastDecision }) => {
    const before = known.get(id);
    const isHeld = before !== undefined && before.givenTo !== null;
    return isHeld && before.lastDecision === lastDecision && before.holder !== holder;
  });
}

/** Everything that is said of the leads; some of it names their clients. */
function factsHeard({ inbox, readings }: Heard, known: Room["known"]): readonly Facts[] {
  return inbox.signals.flatMap(({ lead, facts }) => {
    const reading = readings.byLead.get(lead);
    const read = reading?.kind === "read" ? [reading.lead.facts] : [];
    return [facts, known.get(lead)?.facts ?? {}, ...read];
  });
}

interface Room {
  readonly known: ReadonlyMap<string, KnownLead>;
  readonly batch: DecisionBatch | null;
  readonly desk: Desk | null;
  readonly switchedOnAt: number | null;
  readonly now: number;
}

/** What the signals leave to be written besides the decisions. */
interface Sorted {
  readonly leads: StoredLead[];
  readonly seen: SeenDelivery[];
  /** Arrivals of the leads whose delivery was confirmed without a wait in the pool. */
  readonly confirmed: number[];
  readonly done: ProcessedEvent[];
  /** By row. */
  readonly later: Map<number, PostponedEvent>;
}

/** Takes the signals one after another, in the order in which they came. */
function sort({ inbox, readings }: Heard, room: Room): Sorted {
  const sorted: Sorted = {
    leads: [],
    seen: [],
    confirmed: [],
    done: [...inbox.done],
    later: new Map(),
  };
  for (const signal of inbox.signals) {
    const reading = readings.byLead.get(signal.lead);
    if (reading === undefined) postpone(sorted, signal, waitFor(readings.failure, room.now));
    else if (isNotShownYet(signal, reading, room))
      postpone(sorted, signal, waitFor(null, room.now));
    else take(sorted, { signal, reading }, room);
  }
  for (const { id } of new Set(inbox.signals.flatMap((signal) => signal.rows))) {
    if (!sorted.later.has(id)) sorted.done.push({ id, error: null });
  }
  return sorted;
}

function take(
  sorted: Sorted,
  { signal, reading }: { readonly signal: Signal; readonly reading: Reading },
  room: Room,
): void {
  const known = room.known.get(signal.lead);
  const { lead, question, seen, settlesAt } = standingOf(signal, { known, reading }, room);
  const decided = question === null || room.batch === null ? lead : room.batch.decide(question);
  const standing = withEnd(decided, { signal, reading }, room);
  if (question === null) room.batch?.see(known, standing);
  else if (standing !== decided) room.batch?.see(decided, standing);
  if (standing !== known) sorted.leads.push(standing);
  if (seen !== null) sorted.seen.push(seen);
  if (seen?.problem === null && lead.waitingSince === null) sorted.confirmed.push(lead.cameAt);
  if (settlesAt === null) return;
  for (const { id } of signal.rows) {
    sorted.later.set(id, { id, dueAt: settlesAt, error: null, failed: false });
  }
}

/** A lead that was told of and is not there: a little later it may be, unless it was deleted. */
function isNotShownYet({ lead, events, rows }: Signal, reading: Reading, { known }: Room): boolean {
  if (reading.kind !== "gone" || known.has(lead)) return false;
  if (events.some((event) => event.kind === "deleted")) return false;
  return rows.every((row) => row.attempts < LOOKS_MAX);
}

interface Wait {
  readonly error: string;
  dueAt(attempts: number): number;
}

/** @param failure why the lead could not be read; null: the CRM does not show it */
function waitFor(failure: CrmFailure | null, now: number): Wait {
  return {
    error: failure?.message ?? "The CRM does not show the lead yet.",
    dueAt: (attempts) => now + (failure?.retryAfterMs ?? backoffMs(attempts)),
  };
}

function postpone(sorted: Sorted, signal: Signal, wait: Wait): void {
  for (const { id, attempts } of signal.rows) {
    const dueAt = wait.dueAt(attempts);
    sorted.later.set(id, { id, dueAt, error: wait.error, failed: true });
  }
}
