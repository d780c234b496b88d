/** Facts of a lead that would lead it elsewhere. */
import { vocabularies } from "#core/configuration/conditions.ts";
import type { Condition, ScalarFact } from "#core/configuration/types.ts";
import type { Facts, FactValue } from "#core/decision.ts";
import { numberOf } from "#core/matching/order.ts";
import type { CompiledRule } from "#core/program.ts";
import type { Change } from "./change.ts";
import type { Trial } from "./trial.ts";

/** Of one fact; there may be as many sources as rules. */
const VALUES_MAX = 100;

/**
 * Values that the rules name, of facts that decide whether the lead meets a rule of his or one that
 * goes before: what his own rules name first, numbers by how far they are from the lead's own.
 */
export function otherFacts({ program, manager, actual }: Trial): readonly Change[] {
  const { facts } = actual.request;
  const live = program.rules.filter(({ rule }) => rule.mode === "live");
  const his = live.filter(({ members }) => members.some((one) => one.manager === manager));
  if (his.length === 0) return [];
  const matching = live.filter(({ failing }) => failing(facts) === null);
  const asked = new Set([...his, ...matching].flatMap(factsOf));
  const tests = [...his, ...live].flatMap(({ rule }) => testsIn(rule.conditions));
  const named = Map.groupBy(tests, ({ fact }) => fact);
  return [...asked].flatMap((fact) => {
    const values = (named.get(fact) ?? []).flatMap(valuesFor);
    const others = otherValues(fact, values, facts);
    return others.map((value): Change => ({ kind: "fact", fact, value }));
  });
}

/** Whose client it may have been, in the order in which the rules that the lead meets ask. */
export function otherOwners({ program, actual }: Trial): readonly Change[] {
  const { facts } = actual.request;
  const matching = program.rules.filter(
    ({ rule, failing }) => rule.mode === "live" && failing(facts) === null,
  );
  const first = program.configuration.account.sameClientMs === null ? [] : ["same_client" as const];
  const asked = new Set([...first, ...matching.flatMap(({ rule }) => rule.keepOwner?.of ?? [])]);
  return [...asked].map((of) => ({ kind: "owner", of }));
}

type Test = Exclude<Condition, { readonly op: "all" | "any" | "none" }>;

function testsIn(conditions: readonly Condition[]): readonly Test[] {
  return conditions.flatMap((one) => ("of" in one ? testsIn(one.of) : [one]));
}

const factsOf = ({ rule }: CompiledRule): readonly string[] =>
  testsIn(rule.conditions).map(({ fact }) => fact);

/** Values on both sides of the test; «not given» is always tried besides. */
function valuesFor(test: Test): readonly ScalarFact[] {
  switch (test.op) {
    case "one_of":
    case "none_of":
      return test.values;
    case "contains":
    case "starts":
      return [test.text];
    case "between":
      return [...besides(test.low, -1), ...besides(test.high, 1)];
    case "lt":
    case "gte":
      return besides(test.bound, -1);
    case "lte":
    case "gt":
      return besides(test.bound, 1);
    // No text that a pattern finds says what the pattern means.
    case "matches":
    case "empty":
      return [];
  }
}

function besides(bound: ScalarFact, step: 1 | -1): readonly ScalarFact[] {
  const number = numberOf(bound);
  return number === null ? [bound] : [number, number + step];
}

/** A pipeline and a stage stand as a name and a number, and are one thing all the same. */
const oneThing = new Set(["pipeline", "stage"]);

function otherValues(
  fact: string,
  named: readonly ScalarFact[],
  facts: Facts,
): readonly (FactValue | undefined)[] {
  const current = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  const words = vocabularies.get(fact) ?? [];
  const values = [...new Set([...named, ...words])];
  if (typeof current === "object" && !oneThing.has(fact)) {
    const without = current.map((element) => current.filter((one) => one !== element));
    const missing = values.filter((value) => !current.includes(String(value)));
    const added = missing.slice(0, VALUES_MAX);
    return [...added.map((value) => [...current, String(value)]), ...without];
  }
  const others = values.filter((value) => !isSame(value, current));
  const ordered = nearestFirst(others, current).slice(0, VALUES_MAX);
  // Every lead has a channel.
  return current === undefined || fact === "channel" ? ordered : [...ordered, undefined];
}

function isSame(value: ScalarFact, current: FactValue | undefined): boolean {
  const own = typeof current === "object" ? current : [current];
  return own.some((one) => one !== undefined && String(one) === String(value));
}

function nearestFirst(
  values: readonly ScalarFact[],
  current: FactValue | undefined,
): readonly ScalarFact[] {
  const own = typeof current === "number" ? current : 0;
  const distances = values.map((value) => numberOf(value));
  if (distances.includes(null)) return values;
  const distance = (value: ScalarFact) => Math.abs((numberOf(value) ?? 0) - own);
  return values.toSorted((one, other) => distance(one) - distance(other));
}
