/** Whether one rule takes a lead; what finding it among many (rule-index.ts) must agree with. */
import type { Facts } from "#core/decision.ts";
import type { CompiledRule, Program } from "#core/program.ts";

/** A lead at a moment, as far as rules ask about it. */
export interface Arrival {
  readonly facts: Facts;
  /** Epoch ms. */
  readonly at: number;
}

export type Mismatch =
  | { readonly because: "off" | "window" }
  /** `fact` is the first that failed. */
  | { readonly because: "condition"; readonly fact: string };

const off: Mismatch = { because: "off" };
const closed: Mismatch = { because: "window" };

/** Why the rule passes the lead by; null: it matches. */
export function whyNot(rule: CompiledRule, { facts, at }: Arrival): Mismatch | null {
  if (rule.rule.mode !== "live") return off;
  if (!rule.window.covers(at)) return closed;
  const fact = rule.failing(facts);
  return fact === null ? null : { because: "condition", fact };
}

/**
 * The rule in which a lead waits, if it still stands and the lead still meets its conditions; its
 * window is not asked again. Null: the lead is matched afresh.
 */
export function ruleOfWaiting(
  program: Program,
  waitsIn: string | null | undefined,
  facts: Facts,
): CompiledRule | null {
  const rule = waitsIn == null ? undefined : program.ruleById.get(waitsIn);
  if (rule === undefined || rule.rule.mode !== "live") return null;
  return rule.failing(facts) === null ? rule : null;
}
