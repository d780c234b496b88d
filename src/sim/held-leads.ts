/**
 * Leads that may still be moved: open, given by a rule that hands over or passes on, and not such
 * that nothing would move them any more. Everything else is forgotten, so that a run of a million
 * leads keeps only those that somebody has in hand.
 */
import type { Facts } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { deadlineOf } from "#core/redistribution/deadline.ts";
import { type HeldLead, isTaken, type Past } from "#core/redistribution/held-lead.ts";
import { handsOver } from "#core/redistribution/scope.ts";
import { Timers } from "./timers.ts";

/** What a run knows of a lead besides its decisions. */
export interface Background {
  /** Its place among all leads, in the order in which they came. */
  readonly order: number;
  /** As they were told, without what the run knows of the client. */
  readonly facts: Facts;
}

export interface WatchedLead extends Background {
  readonly held: HeldLead;
  /** Epoch ms at which it counts as missed; null: never. */
  readonly due: number | null;
}

/** Closed leads are remembered, in case they are opened again; the oldest are forgotten first. */
const CLOSED_KEPT = 10_000;

type Index = Map<string, Map<string, WatchedLead>>;

export class HeldLeads {
  readonly #program: Program;
  /** Some rule moves a client's leads together, whichever rule they are of. */
  readonly #together: boolean;
  readonly #leads = new Map<string, WatchedLead>();
  readonly #byHolder: Index = new Map();
  readonly #byReturn: Index = new Map();
  readonly #closed = new Map<string, WatchedLead>();
  readonly #timers = new Timers<WatchedLead>((lead) => this.isCurrent(lead));

  constructor(program: Program) {
    this.#program = program;
    this.#together = program.rules.some(({ rule }) => rule.handover?.together === true);
  }

  get size(): number {
    return this.#leads.size;
  }

  hold(held: HeldLead, { order, facts }: Background): void {
    const own = { ...held, facts };
    this.#put({ held: own, order, facts, due: deadlineOf(this.#program, own) });
  }

  /** Whether it still is as it was when it was found. */
  isCurrent(lead: WatchedLead): boolean {
    return this.#leads.get(lead.held.lead) === lead;
  }

  /** Whoever has it has begun with it. */
  taken(lead: string): string | null {
    const watched = this.#leads.get(lead);
    if (watched === undefined) return null;
    const { held } = watched;
    if (!isTaken(held)) {
      this.#put({
        ...watched,
        held: { ...held, takenBy: [...held.takenBy, held.manager] },
        due: null,
      });
    }
    return held.manager;
  }

  /** It stays with whoever let it lie, and is not passed on any more. */
  stays({ held, ...watched }: WatchedLead, missed: Past["missed"]): void {
    this.#put({ ...watched, held: { ...held, missed }, due: null });
  }

  forget(lead: string): void {
    const watched = this.#leads.get(lead);
    this.#closed.delete(lead);
    if (watched === undefined) return;
    this.#leads.delete(lead);
    outOf(this.#byHolder, watched.held.manager, lead);
    if (watched.held.returnTo !== null) outOf(this.#byReturn, watched.held.returnTo, lead);
  }

  /** Closed leads never move, until they are opened again. */
  close(lead: string): void {
    const watched = this.#leads.get(lead);
    this.forget(lead);
    if (watched === undefined) return;
    this.#closed.set(lead, { ...watched, due: null });
    if (this.#closed.size <= CLOSED_KEPT) return;
    for (const oldest of this.#closed.keys()) {
      this.#closed.delete(oldest);
      return;
    }
  }

  reopen(lead: string): void {
    const watched = this.#closed.get(lead);
    if (watched === undefined) return;
    this.#closed.delete(lead);
    this.#put(watched);
  }

  /** What he has, oldest lead first. */
  of(manager: string): readonly WatchedLead[] {
    return oldestFirst([...(this.#byHolder.get(manager)?.values() ?? [])]);
  }

  /** What is his again at his next shift. */
  returningTo(manager: string): readonly WatchedLead[] {
    return [...(this.#byReturn.get(manager)?.values() ?? [])];
  }

  /** Epoch ms at which the next lead counts as missed; null: none will. */
  nextDue(): number | null {
    return this.#timers.next();
  }

  /** Leads that count as missed at `at` (epoch ms), oldest lead first. */
  missedAt(at: number): readonly WatchedLead[] {
    return oldestFirst(this.#timers.take(at));
  }

  #put(watched: WatchedLead): void {
    const { held, due } = watched;
    this.forget(held.lead);
    if (!this.#mayMove(watched)) return;
    this.#leads.set(held.lead, watched);
    into(this.#byHolder, held.manager, watched);
    if (held.returnTo !== null) into(this.#byReturn, held.returnTo, watched);
    if (due !== null) this.#timers.set(due, watched);
  }

  #mayMove({ held, due }: WatchedLead): boolean {
    if (due !== null || held.returnTo !== null) return true;
    if (this.#together && held.facts["contact"] !== undefined) return true;
    return handsOver(this.#program, held, "handover") || handsOver(this.#program, held, "duty_off");
  }
}

/** Oldest lead first. */
export function oldestFirst(leads: readonly WatchedLead[]): readonly WatchedLead[] {
  return leads.toSorted((one, other) => one.order - other.order);
}

function into(index: Index, manager: string, watched: WatchedLead): void {
  const leads = index.get(manager) ?? new Map<string, WatchedLead>();
  index.set(manager, leads.set(watched.held.lead, watched));
}

function outOf(index: Index, manager: string, lead: string): void {
  const leads = index.get(manager);
  leads?.delete(lead);
  if (leads?.size === 0) index.delete(manager);
}
