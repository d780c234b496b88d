/**
 * A configuration run over events, as the service would have run: pushed in time order, decided at
 * once, nothing kept but the state and the leads that wait, so that a million leads need no more
 * memory than a thousand.
 *
 * At one instant: what people do first (duty, presence, outcomes, owners); then leads of those who
 * went off duty; then shifts end and begin, with what is handed over and given back; then waits and
 * deadlines end; then waiting leads are released, oldest first; then new leads. What happens at an
 * instant is therefore held back until a later one is seen.
 */
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { Scene } from "#core/outcome.ts";
import type { Program } from "#core/program.ts";
import { type LeadBefore, noPast, pastAfter } from "#core/redistribution/held-lead.ts";
import { releaseOrder, waitEndsAt } from "#core/release.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  receiveByHand,
  restore,
  setDuty,
  setPresence,
} from "#core/state.ts";
import { DAY_MS } from "#core/time.ts";
import { Clients } from "./clients.ts";
import type { SimEvent } from "./event.ts";
import type { Background } from "./held-leads.ts";
import { OpenLeads } from "./open-leads.ts";
import { missedBy, type PooledLead, pooled, WaitingPool } from "./pool.ts";
import { Redistribution, redistributes } from "./redistribution.ts";
import { SalesShares } from "./sales-shares.ts";
import { SeenLeads } from "./seen-leads.ts";
import { canGo, wakeOf } from "./wake.ts";

/** How long after the last event shifts and timers still run. */
const AFTERMATH_MS = 30 * DAY_MS;

type NewLead = Extract<SimEvent, { kind: "lead" }>;

export interface Watcher {
  /** Called with every decision, in order. */
  decided(record: DecisionRecord): void;
  /** Called with a new lead that came before: it is not decided again. */
  repeated(lead: string): void;
  /** Called when a person gave on a lead that was given already: respected, no turn is moved. */
  overruled(lead: string): void;
}

export class Simulation {
  readonly #program: Program;
  readonly #state: AccountState;
  readonly #scene: Scene;
  readonly #watcher: Watcher;
  readonly #clients: Clients;
  readonly #open: OpenLeads;
  readonly #pool = new WaitingPool();
  /** Null: no rule gives leads again, and nothing is kept of them. */
  readonly #redistribution: Redistribution | null;
  readonly #shares: SalesShares;
  /** New leads that are not asked about before the account's `settle` has passed. */
  readonly #settling: NewLead[] = [];
  readonly #settleMs: number;
  readonly #seen = new SeenLeads();
  #now = Number.NEGATIVE_INFINITY;
  #leads = 0;
  #present: SimEvent[] = [];

  constructor(program: Program, watcher: Watcher) {
    this.#program = program;
    this.#state = restore(program, emptySnapshot);
    this.#scene = { program, state: this.#state };
    this.#clients = new Clients(program);
    this.#open = new OpenLeads(program, this.#state);
    this.#watcher = watcher;
    this.#settleMs = program.configuration.account.settleMs;
    this.#shares = new SalesShares(this.#scene);
    this.#redistribution = redistributes(program)
      ? new Redistribution(this.#scene, {
          moved: (record, before) => this.#record(record, before),
          known: (facts, at) => this.#clients.known(facts, at),
        })
      : null;
  }

  /** Epoch ms of the latest event; events must not go back behind it. */
  get now(): number {
    return this.#now;
  }

  push(event: SimEvent): void {
    if (event.at > this.#now) {
      this.#conclude();
      this.#runUntil(event.at);
      this.#now = event.at;
    }
    this.#present.push(event);
  }

  /** No more events: what is pending goes on until nothing is, or for 30 days. */
  finish(): void {
    this.#conclude();
    this.#runUntil(this.#now + AFTERMATH_MS + 1);
  }

  /** The instants before `end` at which something happens by itself. */
  #runUntil(end: number): void {
    let next = this.#nextPending();
    while (next !== null && next < end) {
      this.#instant(next, []);
      next = this.#nextPending(next);
    }
  }

  #conclude(): void {
    const events = this.#present;
    if (events.length === 0) return;
    this.#present = [];
    this.#instant(this.#now, events);
  }

  #instant(at: number, events: readonly SimEvent[]): void {
    this.#shares.passTo(at);
    const arriving: NewLead[] = [];
    for (const event of events) {
      if (event.kind !== "lead") this.#happen(event);
      else if (this.#seen.isNew(event.lead)) arriving.push(event);
      else this.#watcher.repeated(event.lead);
    }
    this.#shares.refresh(at);
    this.#redistribution?.dutyEnds(at);
    this.#redistribution?.shiftsChange(at);
    this.#endWaits(at);
    this.#redistribution?.deadlinesPass(at);
    this.#release(at);
    this.#arrive(at, arriving);
    if (arriving.length > 0) this.#catchUp(events, arriving);
  }

  /** What is told of a lead at the very instant at which it came, though that goes before it. */
  #catchUp(events: readonly SimEvent[], arrived: readonly NewLead[]): void {
    const leads = new Set(arrived.map(({ lead }) => lead));
    for (const event of events) {
      if (event.kind === "lead" || !("lead" in event) || !leads.has(event.lead)) continue;
      this.#redistribution?.told(event);
      this.#shares.told(event);
    }
  }

  #happen(event: Exclude<SimEvent, NewLead>): void {
    this.#shares.told(event);
    if ("lead" in event) this.#redistribution?.told(event);
    switch (event.kind) {
      case "duty":
        this.#redistribution?.switches(event.manager, event.at);
        setDuty(this.#state, event.manager, { duty: event.duty, until: null });
        return;
      case "presence":
        setPresence(this.#state, event.manager, event.present);
        return;
      case "owner":
        this.#giveByHand(event);
        return;
      case "won":
      case "lost":
      case "junk":
        // Closed: it waits for nobody any more.
        this.#pool.remove(event.lead);
        this.#open.set(event.lead, false);
        return;
      case "reopened":
        this.#open.set(event.lead, true);
        return;
      case "taken":
        return;
    }
  }

  #giveByHand({ lead, manager, at }: Extract<SimEvent, { kind: "owner" }>): void {
    const waiting = this.#pool.get(lead);
    if (waiting === null) this.#watcher.overruled(lead);
    this.#pool.remove(lead);
    this.#redistribution?.givenByHand(lead);
    this.#shares.givenByHand({ lead, manager, at });
    receiveByHand(this.#state, { manager, at });
    this.#open.moved(lead, manager);
    this.#clients.moved(lead, { manager, at: waiting?.since ?? at }, waiting?.facts ?? null);
  }

  #endWaits(at: number): void {
    let over = this.#overAt(at);
    while (over !== null) {
      this.#pool.endless(over);
      this.#redecide(over, at, { waitOver: true });
      over = this.#overAt(at);
    }
  }

  /** A lead whose wait is over. */
  #overAt(at: number): PooledLead | null {
    const over = this.#pool
      .timed()
      .find(({ rule, since }) => (waitEndsAt(this.#program, rule, since) ?? at + 1) <= at);
    return over ?? null;
  }

  #release(at: number): void {
    if (this.#pool.size === 0) return;
    const open = this.#pool.firsts().filter((lead) => canGo(this.#scene, lead, at));
    for (const lead of releaseOrder(this.#program, this.#pool.alike(open))) {
      // Those before it may have been the last that somebody could take.
      if (!canGo(this.#scene, lead, at)) continue;
      const accepted = lead.hold !== null && lead.hold.manager === null ? { accepted: [] } : {};
      this.#redecide(lead, at, accepted);
    }
  }

  #redecide(
    waiting: PooledLead,
    at: number,
    how: { readonly waitOver?: boolean; readonly accepted?: readonly string[] },
  ): void {
    const { rule, since, past } = waiting;
    const missed = missedBy(waiting);
    const move = missed.length === 0 ? {} : { move: { from: null, missed } };
    const record = this.#decide(waiting, at, { cause: "released", rule, since, ...how, ...move });
    if (record.kind === "waiting" && record.rule === rule) {
      this.#pool.replace(pooled(record, { rule, since, past }));
      return;
    }
    this.#pool.remove(waiting.lead);
    this.#record(record, past);
  }

  #arrive(at: number, arriving: readonly NewLead[]): void {
    this.#settling.push(...arriving);
    let first = this.#settling[0];
    while (first !== undefined && first.at + this.#settleMs <= at) {
      this.#settling.shift();
      this.#record(this.#decide(first, at, { cause: "new" }), this.#newPast(first));
      first = this.#settling[0];
    }
  }

  #decide(
    { lead, facts }: Pick<PooledLead, "lead" | "facts">,
    at: number,
    why: Pick<DecisionRequest, "cause" | "rule" | "waitOver" | "since" | "accepted" | "move">,
  ): DecisionRecord {
    const known = this.#clients.known(facts, at);
    const control = this.#shares.isControl(lead) ? ({ control: true } as const) : {};
    return decide(this.#program, this.#state, { lead, facts: known, at, ...control, ...why });
  }

  #newPast({ facts }: NewLead): PooledLead["past"] {
    if (this.#redistribution === null) return null;
    this.#leads += 1;
    return { ...noPast, facts, order: this.#leads };
  }

  #record(record: DecisionRecord, before: (LeadBefore & Background) | null): void {
    apply(this.#state, record);
    const { kind, rule, at, lead, manager } = record;
    if (kind === "waiting" && rule !== null) {
      const ends = waitEndsAt(this.#program, rule, at) !== null;
      this.#pool.add(pooled(record, { rule, since: at, past: this.#pastOf(record, before) }), ends);
      if (record.move !== undefined) this.#lost(lead);
    }
    if (kind === "unmatched" || kind === "left") this.#clients.passed(record);
    this.#shares.decided(record);
    if (before !== null) this.#redistribution?.decided(record, before);
    if (kind === "assigned" && manager !== null) {
      this.#open.given(lead, manager);
      this.#clients.given(record);
    }
    this.#watcher.decided(record);
  }

  /** Nobody has it any more: it waits for somebody else. */
  #lost(lead: string): void {
    this.#open.lost(lead);
    this.#clients.lost(lead);
  }

  #pastOf(record: DecisionRecord, before: (LeadBefore & Background) | null): PooledLead["past"] {
    if (before === null) return null;
    const { order, facts } = before;
    return { ...pastAfter(this.#program, record, before), order, facts };
  }

  /** Epoch ms after `after` at which the next thing happens by itself; null: nothing is pending. */
  #nextPending(after: number = this.#now): number | null {
    const settled = this.#settling[0];
    const moments = [
      settled === undefined ? null : settled.at + this.#settleMs,
      ...this.#pool.firsts().map((lead) => wakeOf(this.#scene, lead, after)),
      ...this.#pool.timed().map(({ rule, since }) => waitEndsAt(this.#program, rule, since)),
      this.#redistribution?.next(after) ?? null,
    ];
    let next: number | null = null;
    for (const moment of moments) {
      // What could go at `after` has gone by now.
      if (moment === null || moment <= after) continue;
      if (next === null || moment < next) next = moment;
    }
    return next;
  }
}
