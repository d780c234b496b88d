/**
 * Finds the first matching rule without asking them all.
 *
 * A rule that requires a fact to be one of some values can only take leads with one of these, so it
 * stands in the bucket of each. A lead is tested only by the rules in the buckets of its own facts,
 * and by those that require no such thing. Of several such conditions the rarest among all rules is
 * chosen. Whatever comes out of a bucket is still tested in full: the index only leaves out rules
 * that could not match, and its answer is that of asking every rule in order.
 */
import type { Condition, ScalarFact } from "#core/configuration/types.ts";
import type { CompiledRule } from "#core/program.ts";
import { FactBuckets, type FactKey } from "./fact-buckets.ts";
import type { Arrival } from "./why-not.ts";

interface Search extends Arrival {
  readonly from: number;
  found: CompiledRule | null;
}

export class RuleIndex {
  readonly #buckets = new FactBuckets<CompiledRule>();
  /** Rules that a lead of any facts may match, in order. */
  readonly #unbound: CompiledRule[] = [];

  /** @param rules all rules in their order; only live ones are ever found */
  constructor(rules: readonly CompiledRule[]) {
    const live = rules.filter(({ rule }) => rule.mode === "live");
    const mentions = new FactBuckets<CompiledRule>();
    for (const compiled of live) {
      for (const key of keysIn(compiled.rule.conditions)) mentions.add(key, compiled);
    }
    const crowd = (keys: readonly FactKey[]) =>
      keys.reduce((sum, key) => sum + mentions.at(key).length, 0);
    for (const compiled of live) {
      const keys = requiredOf(compiled.rule.conditions, crowd);
      if (keys === null) this.#unbound.push(compiled);
      else for (const key of keys) this.#buckets.add(key, compiled);
    }
  }

  /** The first rule at place `from` or behind it whose window and conditions hold; null: none. */
  next({ facts, at }: Arrival, from: number): CompiledRule | null {
    const search: Search = { facts, at, from, found: null };
    this.#buckets.forEach(facts, (rules) => scan(rules, search));
    scan(this.#unbound, search);
    return search.found;
  }
}

/** Takes the first match of the list where it stands before what was found in other lists. */
function scan(rules: readonly CompiledRule[], search: Search): void {
  const before = search.found?.index ?? Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    if (rule.index >= before) return;
    if (rule.index < search.from || !rule.window.covers(search.at)) continue;
    if (rule.failing(search.facts) !== null) continue;
    search.found = rule;
    return;
  }
}

/** Every value that some «is» of the conditions names, at whatever depth. */
function keysIn(conditions: readonly Condition[]): readonly FactKey[] {
  return conditions.flatMap((condition) => {
    if (condition.op === "one_of") return keysOf(condition);
    return "of" in condition ? keysIn(condition.of) : [];
  });
}

interface ValuesOfFact {
  readonly fact: string;
  readonly values: readonly ScalarFact[];
}

function keysOf({ fact, values }: ValuesOfFact): readonly FactKey[] {
  return values.map((value) => ({ fact, value }));
}

type Crowd = (keys: readonly FactKey[]) => number;

/** Values of which a lead must have at least one to meet all the conditions; null: there are none. */
function requiredOf(conditions: readonly Condition[], crowd: Crowd): readonly FactKey[] | null {
  let best: readonly FactKey[] | null = null;
  for (const condition of conditions) {
    const keys = requiredBy(condition, crowd);
    if (keys !== null && (best === null || crowd(keys) < crowd(best))) best = keys;
  }
  return best;
}

function requiredBy(condition: Condition, crowd: Crowd): readonly FactKey[] | null {
  switch (condition.op) {
    case "one_of":
      return keysOf(condition);
    case "all":
      return requiredOf(condition.of, crowd);
    case "any": {
      // One branch that requires nothing, and the whole requires nothing; so does an empty `any`.
      const branches = condition.of.map((branch) => requiredBy(branch, crowd));
      return branches.length === 0 || branches.includes(null)
        ? null
        : branches.flatMap((keys) => keys ?? []);
    }
    default:
      return null;
  }
}
