/** A lead leaves whoever has it, for somebody who can have it at once. */
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { Charge, DecisionRecord, Facts, Move } from "#core/decision.ts";
import { refusal } from "#core/eligibility.ts";
import type { Scene } from "#core/outcome.ts";
import { seatOf } from "#core/program.ts";
import { withTakenBack } from "./charge.ts";
import { givingRule, type HeldLead } from "./held-lead.ts";
import type { Trigger } from "./scope.ts";

export interface HandoverQuestion {
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Trigger;
  /** Who has just received another lead of this client: he comes first, if he may have it. */
  readonly together?: string;
}

/**
 * Hands the lead over: the rule that gave it is asked first, whatever the hour, then the others as
 * they match now. Null: nobody can have it, so it stays.
 */
export function handOver(
  scene: Scene,
  held: HeldLead,
  { at, cause, together }: HandoverQuestion,
): DecisionRecord | null {
  const { program, state } = scene;
  const { lead, facts, rule, manager, missed, charge } = held;
  const turnsBack = program.ruleById.get(rule)?.rule.handover?.turnBack ?? true;
  const question: DecisionRequest = {
    lead,
    facts,
    at,
    cause,
    rule,
    move: moveFrom({ manager, missed, charge: turnsBack ? charge : null }),
  };
  return withTakenBack(state, question.move?.turnedBack, () => {
    const joined = together === undefined ? null : join(scene, question, together);
    return joined ?? movedBy(decide(program, state, question));
  });
}

function join(
  { program, state }: Scene,
  question: DecisionRequest,
  together: string,
): DecisionRecord | null {
  const { move, at, rule } = question;
  const index = program.managerIndex.get(together);
  const compiled = givingRule(program, { rule: rule ?? "" });
  if (move === undefined || index === undefined || compiled === null) return null;
  const seat = { rule: compiled, member: seatOf(compiled, program, index) };
  if (refusal(seat, state, at) !== null) return null;
  return movedBy(decide(program, state, { ...question, move: { ...move, to: together } }));
}

/** A lead as far as a hand that redistributes it must know it. */
export interface LeadInHand {
  readonly lead: string;
  readonly facts: Facts;
  /** The rule that gave it or in which it waits; null: none. */
  readonly rule: string | null;
  /** Null: nobody has it. */
  readonly manager: string | null;
  readonly missed: readonly string[];
  /** What is to be turned back; null: nothing. */
  readonly charge: Charge | null;
}

export interface RedistributionByHand {
  /** Epoch ms. */
  readonly at: number;
  /** Is asked first; absent: the rule that gave the lead. */
  readonly rule?: string | undefined;
  /** Who says so, by login or key, and why in his own words. */
  readonly by?: string;
  readonly why?: string;
}

/**
 * Redistributes a lead because a person says so, by `rule` first where one is named, otherwise like
 * a handover. Null: nobody can have it, so it stays.
 */
export function redistributeByHand(
  { program, state }: Scene,
  one: LeadInHand,
  { at, rule, by, why }: RedistributionByHand,
): DecisionRecord | null {
  const { lead, facts } = one;
  const first = rule ?? one.rule;
  const question: DecisionRequest = {
    lead,
    facts,
    at,
    cause: "manual",
    ...(first === null ? {} : { rule: first }),
    move: {
      ...moveFrom(one),
      ...(by === undefined ? {} : { by }),
      ...(why === undefined ? {} : { why }),
    },
  };
  return withTakenBack(state, one.charge, () => movedBy(decide(program, state, question)));
}

/** @returns the record where the lead has gone to somebody */
function movedBy(record: DecisionRecord): DecisionRecord | null {
  return record.kind === "assigned" ? record : null;
}

export function moveFrom({
  manager: from,
  missed,
  charge,
}: Pick<LeadInHand, "manager" | "missed" | "charge">): Move {
  return { from, missed, ...(charge === null ? {} : { turnedBack: charge }) };
}
