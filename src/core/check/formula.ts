/** Conditions as logic: tests that hold or do not, joined by «all» and «any» only. */
import type { Condition, ScalarFact } from "#core/configuration/types.ts";

type Group = Extract<Condition, { readonly op: "all" | "any" | "none" }>;
/** A test in its affirmative form: `none_of` is a `one_of` that does not hold. */
export type Test =
  | Exclude<Condition, Group | { readonly values: readonly ScalarFact[] }>
  | { readonly op: "one_of"; readonly fact: string; readonly values: readonly ScalarFact[] };

export type Formula<Literal> =
  | Literal
  | { readonly kind: "all" | "any"; readonly of: readonly Formula<Literal>[] };

/** Makes what a formula is made of: that `test` holds, or that it does not. */
export type Assert<Literal> = (test: Test, holds: boolean) => Literal;

/** That all of the conditions hold or, with `holds` false, that they do not all hold. */
export function formulaOf<Literal>(
  conditions: readonly Condition[],
  holds: boolean,
  assert: Assert<Literal>,
): Formula<Literal> {
  const of = conditions.map((condition) => formulaOfOne(condition, holds, assert));
  return { kind: holds ? "all" : "any", of };
}

function formulaOfOne<Literal>(
  condition: Condition,
  holds: boolean,
  assert: Assert<Literal>,
): Formula<Literal> {
  switch (condition.op) {
    case "all":
      return formulaOf(condition.of, holds, assert);
    case "any":
    case "none": {
      const some = condition.op === "any" ? holds : !holds;
      const of = condition.of.map((one) => formulaOfOne(one, some, assert));
      return { kind: some ? "any" : "all", of };
    }
    case "none_of":
      return assert({ ...condition, op: "one_of" }, !holds);
    case "one_of":
      return assert({ ...condition, op: "one_of" }, holds);
    case "empty":
      return assert({ ...condition, empty: true }, holds === condition.empty);
    default:
      return assert(condition, holds);
  }
}
