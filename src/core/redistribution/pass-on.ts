/** What becomes of a lead that whoever has it did not take in time. */
import type { Taken } from "#core/configuration/types.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { Scene } from "#core/outcome.ts";
import type { CompiledRule } from "#core/program.ts";
import { withTakenBack } from "./charge.ts";
import { moveFrom } from "./hand-over.ts";
import { givingRule, type HeldLead } from "./held-lead.ts";

export type Passed =
  /** Somebody else has it, or it waits. */
  | { readonly kind: "moved"; readonly record: DecisionRecord }
  | {
      readonly kind: "stays";
      readonly because: "leave" | "transfers" | "everybody_missed";
      /** Who has missed it by now; the lead is held on with these. */
      readonly missed: readonly string[];
    };

/** @param at epoch ms, its deadline or later */
export function passOn(scene: Scene, held: HeldLead, at: number): Passed {
  const rule = givingRule(scene.program, held);
  const taken = rule?.rule.taken ?? null;
  const stays: Passed = { kind: "stays", because: "leave", missed: held.missed };
  if (rule === null || taken === null || taken.missed === "leave") return stays;
  const passing = new Passing(scene, { held, taken, at });
  if (taken.maxTransfers !== null && held.transfers >= taken.maxTransfers) {
    return passing.fallBack("transfers");
  }
  if (typeof taken.missed === "object") {
    return passing.toNamed(taken.missed.onDuty) ?? passing.fallBack("everybody_missed");
  }
  return passing.byRules(rule) ?? stays;
}

interface Missed {
  readonly held: HeldLead;
  readonly taken: Taken;
  readonly at: number;
}

class Passing {
  readonly #scene: Scene;
  readonly #held: HeldLead;
  readonly #taken: Taken;
  readonly #at: number;
  /** He who had it last too. */
  readonly #missed: readonly string[];

  constructor(scene: Scene, { held, taken, at }: Missed) {
    this.#scene = scene;
    this.#held = held;
    this.#taken = taken;
    this.#at = at;
    this.#missed = [...held.missed.filter((one) => one !== held.manager), held.manager];
  }

  /** Null: the rule leaves it where it is. */
  byRules(rule: CompiledRule): Passed | null {
    const everybody = rule.members.every(({ manager }) => this.#missed.includes(manager));
    const again = everybody && this.#taken.again && rule.members.length > 1;
    const elsewhere = rule.rule.otherwise.kind === "next_rule";
    if (everybody && !again && !elsewhere) return this.fallBack("everybody_missed");
    const record = this.#ask({ missed: again ? [this.#held.manager] : this.#missed });
    if (record.kind === "left" || record.kind === "unmatched") return null;
    // There it would wait for people who have all missed it.
    if (everybody && !again && record.kind === "waiting") return this.fallBack("everybody_missed");
    return { kind: "moved", record };
  }

  fallBack(because: "transfers" | "everybody_missed"): Passed {
    const { fallback } = this.#taken;
    const named = typeof fallback === "object" ? this.toNamed(fallback.onDuty) : null;
    return named ?? { kind: "stays", because, missed: this.#missed };
  }

  /** Null: he cannot have it, or has missed it himself. */
  toNamed(who: string): Passed | null {
    const record = this.#ask({ missed: this.#missed, to: who, costsTurn: false });
    return record.kind === "assigned" ? { kind: "moved", record } : null;
  }

  #ask(how: Pick<NonNullable<DecisionRequest["move"]>, "missed" | "to" | "costsTurn">) {
    const { lead, facts, rule, manager, missed, charge } = this.#held;
    const { program, state } = this.#scene;
    const turned = moveFrom({ manager, missed, charge: this.#taken.turnBack ? charge : null });
    const move = { ...turned, ...how };
    const asked = { lead, facts, at: this.#at, cause: "not_taken", rule, move } as const;
    return withTakenBack(state, move.turnedBack, () => decide(program, state, asked));
  }
}
