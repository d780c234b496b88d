import type { Facts } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { deadlineOf } from "#core/redistribution/deadline.ts";

/** A lead that somebody has by a decision. */
export interface GivenLead {
  readonly lead: string;
  readonly facts: Facts;
  /** Null: by no rule. */
  readonly rule: string | null;
  /** Epoch ms. */
  readonly givenAt: number;
  readonly takenBy: readonly string[];
  readonly missed: readonly string[];
  readonly transfers: number;
  readonly returnTo: string | null;
}

/** Epoch ms until which the manager has to begin with it, by the rules of now; null: nothing asks him to. */
export function takeBy(program: Program, given: GivenLead, manager: string): number | null {
  const { rule } = given;
  return rule === null ? null : deadlineOf(program, { ...given, rule, manager, charge: null });
}
