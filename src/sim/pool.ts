/** Leads that wait, by the rule in which they wait, each in the order in which it came. */
import type { Facts } from "#core/decision.ts";

export interface PooledLead {
  readonly lead: string;
  readonly facts: Facts;
  readonly rule: string;
  /** Epoch ms. */
  readonly since: number;
}

export class WaitingPool {
  readonly #byRule = new Map<string, Map<string, PooledLead>>();
  /** Those whose rule may still end their wait. */
  readonly #timed = new Map<string, Map<string, PooledLead>>();
  readonly #ruleOf = new Map<string, string>();

  get size(): number {
    return this.#ruleOf.size;
  }

  rules(): readonly string[] {
    return [...this.#byRule.keys()];
  }

  has(lead: string): boolean {
    return this.#ruleOf.has(lead);
  }

  add(waiting: PooledLead): void {
    this.#ruleOf.set(waiting.lead, waiting.rule);
    into(this.#byRule, waiting);
    into(this.#timed, waiting);
  }

  remove(lead: string): void {
    const rule = this.#ruleOf.get(lead);
    if (rule === undefined) return;
    this.#ruleOf.delete(lead);
    outOf(this.#byRule, rule, lead);
    outOf(this.#timed, rule, lead);
  }

  of(rule: string): readonly PooledLead[] {
    return [...(this.#byRule.get(rule)?.values() ?? [])];
  }

  /** The lead of the rule whose wait is the first to end, if any may still end. */
  firstTimed(rule: string): PooledLead | null {
    for (const waiting of this.#timed.get(rule)?.values() ?? []) return waiting;
    return null;
  }

  /** The wait has ended and nobody took the lead: it waits on, without an end. */
  endless(waiting: PooledLead): void {
    outOf(this.#timed, waiting.rule, waiting.lead);
  }
}

type ByRule = Map<string, Map<string, PooledLead>>;

function into(pools: ByRule, waiting: PooledLead): void {
  const pool = pools.get(waiting.rule) ?? new Map<string, PooledLead>();
  pools.set(waiting.rule, pool.set(waiting.lead, waiting));
}

function outOf(pools: ByRule, rule: string, lead: string): void {
  const pool = pools.get(rule);
  pool?.delete(lead);
  if (pool?.size === 0) pools.delete(rule);
}
