/**
 * What the shares of one rule are learned from: every lead that it gave by share, with what became
 * of it. Leads that went by another reason than a share (to the client's manager, to who is on duty,
 * by hand) only count as load, since nobody's share earned them.
 *
 * Credit is the owner's at the time of the outcome: a lead that a decision moved belongs wholly to
 * the one who has it then, and is as young as his own time with it. Only who let it lie keeps it in
 * his count, as not won: otherwise the best way to a high conversion were to take the good ones.
 */
import { type Counts, counted, noCounts } from "./counts.ts";
import type { LeadOutcome, LeadState } from "./lead-outcome.ts";
import { idleMeter, type LoadMeter, loadAt, receiveOne } from "./load-meter.ts";

export interface OutcomeBook {
  /** Epoch ms; leads received before it only count as load. Null: all count. */
  readonly since: number | null;
  /** By lead, what belongs to its present owner. */
  readonly leads: Map<string, LeadOutcome>;
  /** What somebody let lie, closed for good. */
  readonly missed: LeadOutcome[];
  /** By manager. */
  readonly counts: Map<string, Counts>;
  /** Manager key → his leads over all rules, and those by share in this rule. */
  readonly loads: Map<string, LoadMeter>;
  readonly ownLoads: Map<string, LoadMeter>;
}

export function emptyBook(since: number | null = null): OutcomeBook {
  return {
    since,
    leads: new Map(),
    missed: [],
    counts: new Map(),
    loads: new Map(),
    ownLoads: new Map(),
  };
}

export interface Received {
  readonly lead: string;
  readonly manager: string;
  readonly source: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Somebody received a lead of this rule by his share. */
export function receivedByShare(book: OutcomeBook, { lead, manager, source, at }: Received): void {
  withdraw(book, lead);
  const load = loadAt(meterOf(book.loads, manager), at);
  receiveOne(meterOf(book.loads, manager), at);
  receiveOne(meterOf(book.ownLoads, manager), at);
  if (book.since !== null && at < book.since) return;
  const open = {
    state: "open",
    endedAt: null,
    price: null,
    touchedAt: null,
    reopened: 0,
  } as const;
  book.leads.set(lead, { manager, source, receivedAt: at, load, ...open });
  count(book, manager, { open: 1 });
}

/** Somebody received a lead otherwise: of another rule, as its client's manager, by hand. */
export function receivedOtherwise(
  book: OutcomeBook,
  { lead, manager, at }: Omit<Received, "source">,
): void {
  withdraw(book, lead);
  receiveOne(meterOf(book.loads, manager), at);
}

/** The lead was taken from its owner because he let it lie. */
export function letLie(book: OutcomeBook, lead: string, at: number): void {
  const known = book.leads.get(lead);
  if (known === undefined) return;
  withdraw(book, lead);
  book.missed.push({ ...known, state: "missed", endedAt: at, price: null });
  count(book, known.manager, { missed: 1 });
}

/** The lead leaves its owner without a trace: handed over, given away, its decision turned back. */
export function withdraw(book: OutcomeBook, lead: string): void {
  const known = book.leads.get(lead);
  if (known === undefined) return;
  book.leads.delete(lead);
  count(book, known.manager, { [known.state]: -1 });
}

/** The owner has begun with the lead. */
export function touched(book: OutcomeBook, lead: string, at: number): void {
  const known = book.leads.get(lead);
  if (known !== undefined && known.touchedAt === null) {
    book.leads.set(lead, { ...known, touchedAt: at });
  }
}

export interface Ended {
  readonly lead: string;
  readonly state: Exclude<LeadState, "missed">;
  /** Epoch ms. */
  readonly at: number;
  readonly price?: number;
}

/** The lead is won, lost, junk, or open again; one that this rule did not give is nothing to it. */
export function ended(book: OutcomeBook, { lead, state, at, price }: Ended): void {
  const known = book.leads.get(lead);
  if (known === undefined) return;
  count(book, known.manager, { [known.state]: -1 });
  count(book, known.manager, { [state]: 1 });
  // A lead that is given on after it was won in the CRM was not won before he had it.
  const endedAt = state === "open" ? null : Math.max(at, known.receivedAt);
  const reopened = known.reopened + Number(state === "open" && known.state !== "open");
  book.leads.set(lead, {
    ...known,
    state,
    endedAt,
    price: state === "won" ? (price ?? null) : null,
    reopened,
  });
}

function count(book: OutcomeBook, manager: string, change: Partial<Counts>): void {
  book.counts.set(manager, counted(book.counts.get(manager) ?? noCounts, change));
}

function meterOf(meters: Map<string, LoadMeter>, manager: string): LoadMeter {
  let meter = meters.get(manager);
  if (meter === undefined) {
    meter = idleMeter();
    meters.set(manager, meter);
  }
  return meter;
}
