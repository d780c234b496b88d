/** The waiting pool: when somebody can take from it again, and in which order. */
import { eligibleFrom, refusal } from "./eligibility.ts";
import type { CompiledRule, Program } from "./program.ts";
import type { AccountState } from "./state.ts";

/**
 * Whether a lead that waits in the rule is to be decided now: somebody is eligible, or the rule no
 * longer stands, so that the lead is matched afresh.
 */
export function eligibleNow(
  program: Program,
  state: AccountState,
  { rule: id, at }: { readonly rule: string; readonly at: number },
): boolean {
  const rule = standing(program, id);
  if (rule === null) return true;
  return rule.members.some((member) => refusal({ rule, member }, state, at) === null);
}

/**
 * Epoch ms of the earliest moment from `at` on at which schedules and pauses make a member of the
 * rule eligible; null where none tells. Duty switches and presence may bring it forward.
 */
export function wakeAt(
  program: Program,
  state: AccountState,
  { rule: id, at }: { readonly rule: string; readonly at: number },
): number | null {
  const rule = standing(program, id);
  if (rule === null) return at;
  let first: number | null = null;
  for (const member of rule.members) {
    const because = refusal({ rule, member }, state, at);
    if (because === null) return at;
    const from = eligibleFrom({ member, because }, state, at);
    if (from !== null && (first === null || from < first)) first = from;
  }
  return first;
}

/** Epoch ms at which the rule's `at_most` ends a wait that began at `since`; null: it never does. */
export function waitEndsAt(program: Program, rule: string, since: number): number | null {
  const otherwise = standing(program, rule)?.rule.otherwise;
  if (otherwise?.kind !== "wait" || otherwise.atMostMs === null) return null;
  return since + otherwise.atMostMs;
}

export interface WaitingLead {
  /** The rule in which it waits. */
  readonly rule: string;
  /** Epoch ms. */
  readonly since: number;
}

/**
 * The order in which leads leave the pool at one moment: oldest first. Where a rule says `newest`,
 * its leads change places among themselves and nobody else is moved by it.
 *
 * @param waiting in the order in which they came
 */
export function releaseOrder<Lead extends WaitingLead>(
  program: Program,
  waiting: readonly Lead[],
): readonly Lead[] {
  const order = waiting.toSorted((one, other) => one.since - other.since);
  const newestFirst = Map.groupBy(order, (lead) => lead.rule);
  return order.map((lead) => {
    const otherwise = standing(program, lead.rule)?.rule.otherwise;
    if (otherwise?.kind !== "wait" || otherwise.order === "oldest") return lead;
    return newestFirst.get(lead.rule)?.pop() ?? lead;
  });
}

function standing(program: Program, id: string): CompiledRule | null {
  const rule = program.ruleById.get(id);
  return rule?.rule.mode === "live" ? rule : null;
}
