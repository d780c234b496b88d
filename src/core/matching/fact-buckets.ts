/** Things kept by the value of a fact, as «is» compares values: a number equals its own text. */
import type { ScalarFact } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";
import { numberOf } from "./order.ts";

export interface FactKey {
  readonly fact: string;
  readonly value: ScalarFact;
}

/** The buckets of one fact. */
class Buckets<Thing> {
  readonly fact: string;
  readonly #byValue = new Map<string | number, Thing[]>();
  /** Whether any value is a number or spells one; where none does, no lead's text need be read as one. */
  #numeric = false;

  constructor(fact: string) {
    this.fact = fact;
  }

  add(value: ScalarFact, thing: Thing): void {
    this.#numeric ||= numberOf(value) !== null;
    const key = this.#keyOf(value);
    const bucket = this.#byValue.get(key);
    if (bucket === undefined) this.#byValue.set(key, [thing]);
    else if (bucket.at(-1) !== thing) bucket.push(thing);
  }

  at(value: ScalarFact): readonly Thing[] | undefined {
    return this.#byValue.get(this.#keyOf(value));
  }

  #keyOf(value: ScalarFact): string | number {
    return (this.#numeric ? numberOf(value) : null) ?? String(value);
  }
}

export class FactBuckets<Thing> {
  readonly #facts: Buckets<Thing>[] = [];

  /** Things are added in order; one added twice at one value stands there once. */
  add({ fact, value }: FactKey, thing: Thing): void {
    let buckets = this.#facts.find((one) => one.fact === fact);
    if (buckets === undefined) {
      buckets = new Buckets(fact);
      this.#facts.push(buckets);
    }
    buckets.add(value, thing);
  }

  at({ fact, value }: FactKey): readonly Thing[] {
    return this.#facts.find((one) => one.fact === fact)?.at(value) ?? [];
  }

  /** Visits the bucket of every value that the facts have. */
  forEach(facts: Facts, visit: (bucket: readonly Thing[]) => void): void {
    for (const buckets of this.#facts) {
      const value: unknown = facts[buckets.fact];
      // A fact that is named like something every object has is none where the lead lacks it.
      if (Array.isArray(value)) for (const element of value) visitIf(buckets.at(element), visit);
      else if (isScalar(value)) visitIf(buckets.at(value), visit);
    }
  }
}

function isScalar(value: unknown): value is ScalarFact {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function visitIf<Thing>(
  bucket: readonly Thing[] | undefined,
  visit: (bucket: readonly Thing[]) => void,
): void {
  if (bucket !== undefined) visit(bucket);
}
