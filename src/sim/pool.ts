/**
 * Leads that wait, in groups of those that the same thing can release: leads of one rule, and where
 * a client's managers have a say, of the same managers.
 */
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { noPast, type Past } from "#core/redistribution/held-lead.ts";
import type { Background } from "./held-leads.ts";

/** What a lead waits for besides somebody who is eligible, and until when it waits for that. */
export interface Hold {
  /** The client's manager; null: the answer to an offer. */
  readonly manager: string | null;
  /** Epoch ms. */
  readonly until: number;
}

export interface PooledLead {
  readonly lead: string;
  readonly facts: Facts;
  readonly rule: string;
  /** Epoch ms. */
  readonly since: number;
  readonly hold: Hold | null;
  /** Null: it is new, and nothing that happens to it later is watched. */
  readonly past: (Past & Background) | null;
}

/** The lead of a record that says `waiting`. */
export function pooled(
  { lead, facts, owner, offer, until }: DecisionRecord,
  { rule, since, past }: Pick<PooledLead, "rule" | "since" | "past">,
): PooledLead {
  if (offer !== undefined) {
    return { lead, facts, rule, since, past, hold: { manager: null, until: offer.until } };
  }
  const hold = owner === undefined ? null : { manager: owner.manager, until: until ?? since };
  return { lead, facts, rule, since, past, hold };
}

/** Who has let the lead lie before it came to wait. */
export function missedBy({ past }: Pick<PooledLead, "past">): readonly string[] {
  return (past ?? noPast).missed;
}

export class WaitingPool {
  readonly #groups = new Map<string, Map<string, PooledLead>>();
  /** Those whose rule may still end their wait, by rule. */
  readonly #timed = new Map<string, Map<string, PooledLead>>();
  readonly #waiting = new Map<string, PooledLead>();
  /** Lead → its place in the order in which leads began to wait. */
  readonly #places = new Map<string, number>();
  #entered = 0;

  get size(): number {
    return this.#waiting.size;
  }

  get(lead: string): PooledLead | null {
    return this.#waiting.get(lead) ?? null;
  }

  /** The first lead of every group: what can be said of one can be said of all of its group. */
  firsts(): readonly PooledLead[] {
    const found: PooledLead[] = [];
    for (const group of this.#groups.values()) {
      const oldest = first(group);
      if (oldest !== null) found.push(oldest);
    }
    return found;
  }

  /** All leads of these ones' groups, in the order in which they began to wait. */
  alike(firsts: readonly PooledLead[]): readonly PooledLead[] {
    const groups = firsts.map((waiting) => this.#groups.get(groupOf(waiting)));
    const leads = groups.flatMap((group) => [...(group?.values() ?? [])]);
    const placeOf = ({ lead }: PooledLead) => this.#places.get(lead) ?? 0;
    return firsts.length < 2 ? leads : leads.sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** @param ends whether its rule may end its wait */
  add(waiting: PooledLead, ends: boolean): void {
    this.#waiting.set(waiting.lead, waiting);
    this.#entered += 1;
    this.#places.set(waiting.lead, this.#entered);
    into(this.#groups, groupOf(waiting), waiting);
    if (ends) into(this.#timed, waiting.rule, waiting);
  }

  /** It waits on in its rule, since as long, but for something else. */
  replace(waiting: PooledLead): void {
    const before = this.#waiting.get(waiting.lead);
    if (before === undefined || groupOf(before) === groupOf(waiting)) return;
    outOf(this.#groups, groupOf(before), waiting.lead);
    this.#waiting.set(waiting.lead, waiting);
    into(this.#groups, groupOf(waiting), waiting);
  }

  remove(lead: string): void {
    const waiting = this.#waiting.get(lead);
    if (waiting === undefined) return;
    this.#waiting.delete(lead);
    this.#places.delete(lead);
    outOf(this.#groups, groupOf(waiting), lead);
    outOf(this.#timed, waiting.rule, lead);
  }

  /** Of every rule the lead whose wait is the first to end, if any may still end. */
  timed(): readonly PooledLead[] {
    return [...this.#timed.values()].flatMap((leads) => {
      const soonest = first(leads);
      return soonest === null ? [] : (this.get(soonest.lead) ?? []);
    });
  }

  /** The wait has ended and nobody took the lead: it waits on, without an end. */
  endless(waiting: PooledLead): void {
    outOf(this.#timed, waiting.rule, waiting.lead);
  }
}

/** Names the group of a lead. Who owns the client is in its facts under `owner.…`. */
function groupOf(waiting: PooledLead): string {
  const { rule, facts, hold } = waiting;
  const missed = missedBy(waiting);
  const owners: unknown[] = [];
  for (const fact in facts) if (fact.startsWith("owner.")) owners.push(fact, facts[fact]);
  // Most leads wait for whoever comes: these are named without a detour, and unlike the others.
  if (hold === null && owners.length === 0 && missed.length === 0) return `=${rule}`;
  return JSON.stringify([rule, owners, missed, hold?.manager ?? null, hold?.until ?? null]);
}

type Grouped = Map<string, Map<string, PooledLead>>;

function first(leads: ReadonlyMap<string, PooledLead>): PooledLead | null {
  for (const waiting of leads.values()) return waiting;
  return null;
}

function into(groups: Grouped, key: string, waiting: PooledLead): void {
  const group = groups.get(key) ?? new Map<string, PooledLead>();
  groups.set(key, group.set(waiting.lead, waiting));
}

function outOf(groups: Grouped, key: string, lead: string): void {
  const group = groups.get(key);
  group?.delete(lead);
  if (group?.size === 0) groups.delete(key);
}
