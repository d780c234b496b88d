/**
 * A configuration run over events, as the service would have run: pushed in time order, decided at
 * once, nothing kept but the state and the leads that wait, so that a million leads need no more
 * memory than a thousand.
 *
 * At one instant: what people do first (duty, presence, outcomes, owners); then shifts end and
 * begin; then waits end; then waiting leads are released, oldest first; then new leads. What
 * happens at an instant is therefore held back until a later one is seen.
 */
import { decide } from "#core/decide.ts";
import type { Cause, DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { eligibleNow, releaseOrder, waitEndsAt, wakeAt } from "#core/release.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  restore,
  setDuty,
  setPresence,
} from "#core/state.ts";
import { DAY_MS } from "#core/time.ts";
import type { SimEvent } from "./event.ts";
import { type PooledLead, WaitingPool } from "./pool.ts";

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
  readonly #watcher: Watcher;
  readonly #pool = new WaitingPool();
  /** New leads that are not asked about before the account's `settle` has passed. */
  readonly #settling: NewLead[] = [];
  readonly #settleMs: number;
  /** Every lead that came; a lead is decided once for one cause, however often it is reported. */
  readonly #seen = new Set<string | number>();
  #now = Number.NEGATIVE_INFINITY;
  #present: SimEvent[] = [];

  constructor(program: Program, watcher: Watcher) {
    this.#program = program;
    this.#state = restore(program, emptySnapshot);
    this.#watcher = watcher;
    this.#settleMs = program.configuration.account.settleMs;
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
    const arriving: NewLead[] = [];
    for (const event of events) {
      if (event.kind !== "lead") this.#happen(event);
      else if (this.#seen.has(compact(event.lead))) this.#watcher.repeated(event.lead);
      else {
        this.#seen.add(compact(event.lead));
        arriving.push(event);
      }
    }
    this.#endWaits(at);
    this.#release(at);
    this.#arrive(at, arriving);
  }

  #happen(event: Exclude<SimEvent, NewLead>): void {
    switch (event.kind) {
      case "duty":
        setDuty(this.#state, event.manager, { duty: event.duty, until: null });
        return;
      case "presence":
        setPresence(this.#state, event.manager, event.present);
        return;
      case "owner":
        if (!this.#pool.has(event.lead)) this.#watcher.overruled(event.lead);
        this.#pool.remove(event.lead);
        return;
      case "won":
      case "lost":
      case "junk":
        // Closed, or given by hand: it waits for nobody any more.
        this.#pool.remove(event.lead);
        return;
      case "taken":
      case "reopened":
        return;
    }
  }

  #endWaits(at: number): void {
    for (const rule of this.#pool.rules()) {
      let first = this.#pool.firstTimed(rule);
      while (first !== null && (waitEndsAt(this.#program, rule, first.since) ?? at + 1) <= at) {
        this.#pool.endless(first);
        this.#redecide(first, at, true);
        first = this.#pool.firstTimed(rule);
      }
    }
  }

  #release(at: number): void {
    if (this.#pool.size === 0) return;
    const open = this.#pool
      .rules()
      .filter((rule) => eligibleNow(this.#program, this.#state, { rule, at }));
    const waiting = open.flatMap((rule) => this.#pool.of(rule));
    for (const lead of releaseOrder(this.#program, waiting)) this.#redecide(lead, at, false);
  }

  #redecide(waiting: PooledLead, at: number, waitOver: boolean): void {
    const record = this.#decide(waiting, at, {
      cause: "released",
      rule: waiting.rule,
      ...(waitOver ? { waitOver } : {}),
    });
    if (record.kind === "waiting" && record.rule === waiting.rule) return;
    this.#pool.remove(waiting.lead);
    this.#record(record);
  }

  #arrive(at: number, arriving: readonly NewLead[]): void {
    this.#settling.push(...arriving);
    let first = this.#settling[0];
    while (first !== undefined && first.at + this.#settleMs <= at) {
      this.#settling.shift();
      this.#record(this.#decide(first, at, { cause: "new" }));
      first = this.#settling[0];
    }
  }

  #decide(
    { lead, facts }: Pick<PooledLead, "lead" | "facts">,
    at: number,
    why: { readonly cause: Cause; readonly rule?: string; readonly waitOver?: boolean },
  ): DecisionRecord {
    return decide(this.#program, this.#state, { lead, facts, at, ...why });
  }

  #record(record: DecisionRecord): void {
    apply(this.#state, record);
    const { kind, lead, facts, rule, at } = record;
    if (kind === "waiting" && rule !== null) this.#pool.add({ lead, facts, rule, since: at });
    this.#watcher.decided(record);
  }

  /** Epoch ms after `after` at which the next thing happens by itself; null: nothing is pending. */
  #nextPending(after: number = this.#now): number | null {
    const moments: number[] = [];
    const settled = this.#settling[0];
    if (settled !== undefined) moments.push(settled.at + this.#settleMs);
    for (const rule of this.#pool.rules()) {
      const wake = wakeAt(this.#program, this.#state, { rule, at: after });
      if (wake !== null) moments.push(wake);
      const first = this.#pool.firstTimed(rule);
      const ends = first && waitEndsAt(this.#program, rule, first.since);
      if (ends !== null) moments.push(ends);
    }
    return moments.length === 0 ? null : Math.min(...moments);
  }
}

/** A lead's id to be remembered: most are numbers, and a number takes far less memory than its text. */
function compact(lead: string): string | number {
  const number = Number(lead);
  return String(number) === lead ? number : lead;
}
