/** A lead that a decision gave to somebody and that is open. */
import type { Charge, DecisionRecord, Facts } from "#core/decision.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { chargeOf } from "./charge.ts";

export interface HeldLead {
  readonly lead: string;
  readonly facts: Facts;
  /** The rule that gave it. */
  readonly rule: string;
  /** Who has it: manager key. */
  readonly manager: string;
  /** Epoch ms of the decision that gave it. */
  readonly givenAt: number;
  /** Managers who have begun with it. «Taken» means that `manager` is among them. */
  readonly takenBy: readonly string[];
  /** Who has let it lie: not asked again. */
  readonly missed: readonly string[];
  /** How often it was passed on because nobody took it. */
  readonly transfers: number;
  /** Whose it is again at his next shift; null: nobody's. */
  readonly returnTo: string | null;
  /** What the decision that gave it charged, so that it can be turned back; null: nothing known. */
  readonly charge: Charge | null;
}

/** What a lead has behind it, whether somebody has it or it waits. */
export type Past = Pick<HeldLead, "takenBy" | "missed" | "transfers" | "returnTo">;

/** A lead before a decision: as somebody had it by a rule, or as it waited. */
export type LeadBefore = Past & Partial<Pick<HeldLead, "rule">>;

export const noPast: Past = { takenBy: [], missed: [], transfers: 0, returnTo: null };

/** What lies behind a lead after a decision about it. */
export function pastAfter(program: Program, record: DecisionRecord, before: LeadBefore): Past {
  const { cause, manager, move } = record;
  const byHand = cause === "manual";
  const returnTo = byHand ? null : ownerAfter(program, record, before);
  const counts = cause === "not_taken" ? before.transfers + 1 : before.transfers;
  return {
    takenBy: before.takenBy,
    missed: move?.missed ?? [],
    transfers: byHand ? 0 : counts,
    returnTo: returnTo === manager ? null : returnTo,
  };
}

/** Who gets it back: whoever had it when the first shift ended. */
function ownerAfter(
  program: Program,
  { cause, move }: DecisionRecord,
  { returnTo, rule }: LeadBefore,
): string | null {
  if (cause !== "handover" && cause !== "duty_off") return returnTo;
  const handover = rule === undefined ? null : program.ruleById.get(rule)?.rule.handover;
  const from = handover?.return === true ? (move?.from ?? null) : null;
  return returnTo ?? from;
}

/** The lead as the record's receiver has it; null: nobody received it, or outside of every rule. */
export function heldAfter(
  program: Program,
  record: DecisionRecord,
  before: LeadBefore = noPast,
): HeldLead | null {
  const { lead, facts, rule, manager, at, kind } = record;
  if (kind !== "assigned" || rule === null || manager === null) return null;
  const past = pastAfter(program, record, before);
  return { lead, facts, rule, manager, givenAt: at, ...past, charge: chargeOf(record) };
}

/** The rule that gave a lead, if it still stands; only then it is moved by itself. */
export function givingRule(
  program: Program,
  { rule }: Pick<HeldLead, "rule">,
): CompiledRule | null {
  const compiled = program.ruleById.get(rule);
  return compiled?.rule.mode === "live" ? compiled : null;
}

/** Whether whoever has the lead has begun with it. */
export function isTaken({ takenBy, manager }: Pick<HeldLead, "takenBy" | "manager">): boolean {
  return takenBy.includes(manager);
}
