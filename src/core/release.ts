/** The waiting pool: when somebody can take from it again, and in which order. */
import type { Facts } from "./decision.ts";
import { eligibleFrom, refusal, signalAgainst } from "./eligibility.ts";
import { claimsOn, keepsOwners } from "./keep-owner.ts";
import { countsOf, reachedLimit } from "./limits/count.ts";
import type { CompiledMember } from "./membership.ts";
import { type CompiledRule, type Program, seatOf } from "./program.ts";
import type { AccountState } from "./state.ts";

export interface PoolQuestion {
  /** The rule in which leads wait. */
  readonly rule: string;
  /** Epoch ms. */
  readonly at: number;
  /** Of a lead: its client's managers may have it too. Absent: asked for whatever waits there. */
  readonly facts?: Facts;
  /** Who has let the lead lie, and is not asked again. */
  readonly missed?: readonly string[];
}

/**
 * Whether a lead that waits in the rule is to be decided now: somebody is eligible, or the rule no
 * longer stands, so that the lead is matched afresh.
 */
export function eligibleNow(
  program: Program,
  state: AccountState,
  question: PoolQuestion,
): boolean {
  const rule = standing(program, question.rule);
  if (rule === null) return true;
  const { at, missed = nobody } = question;
  for (const member of rule.members) {
    if (missed.includes(member.manager)) continue;
    if (refusal({ rule, member }, state, at) === null) return true;
  }
  return others(rule, program, question).some((one) => whyNotNow(one, state, at) === null);
}

const nobody: readonly string[] = [];

/**
 * Epoch ms of the earliest moment from `at` on at which schedules, pauses and limits make somebody
 * eligible; null where none tells. Duty switches and presence may bring it forward.
 */
export function wakeAt(
  program: Program,
  state: AccountState,
  question: PoolQuestion,
): number | null {
  const { at, missed = nobody } = question;
  const rule = standing(program, question.rule);
  if (rule === null) return at;
  let first: number | null = null;
  for (const member of rule.members) {
    if (missed.includes(member.manager)) continue;
    const because = refusal({ rule, member }, state, at);
    if (because === null) return at;
    first = earlier(first, eligibleFrom({ member, because }, state, at));
  }
  for (const one of others(rule, program, question)) {
    const because = whyNotNow(one, state, at);
    if (because === null) return at;
    first = earlier(first, eligibleFrom({ member: one.member, because }, state, at));
  }
  return first;
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || (other !== null && other < one) ? other : one;
}

/** The same for a lead that waits for its client's manager, and for nobody else. */
export function ownerFrom(
  program: Program,
  state: AccountState,
  {
    rule: id,
    at,
    manager,
  }: { readonly rule: string; readonly at: number; readonly manager: string },
): number | null {
  const rule = standing(program, id);
  const index = program.managerIndex.get(manager);
  if (rule === null || index === undefined) return at;
  const member = seatOf(rule, program, index);
  const because = refusal({ rule, member }, state, at);
  return because === null ? at : eligibleFrom({ member, because }, state, at);
}

/** Somebody who may come to have a lead that waits, though not as a member. */
interface Candidate {
  readonly rule: CompiledRule;
  readonly member: CompiledMember;
  /** Neither his schedule nor his switch are asked: only a limit or his user keeps him from it. */
  readonly anyway: boolean;
}

function others(
  rule: CompiledRule,
  program: Program,
  { facts, at, missed = nobody }: PoolQuestion,
): readonly Candidate[] {
  const found: Candidate[] = [];
  const { otherwise } = rule.rule;
  const named = otherwise.kind === "on_duty" ? program.managerIndex.get(otherwise.who) : undefined;
  if (named !== undefined) {
    found.push({ rule, member: seatOf(rule, program, named), anyway: true });
  }
  const claims =
    facts === undefined || !keepsOwners(rule, program)
      ? []
      : claimsOn(rule, program, { facts, at });
  for (const { index, when } of claims) {
    found.push({ rule, member: seatOf(rule, program, index), anyway: when === "always" });
  }
  return found.filter(({ member }) => !missed.includes(member.manager));
}

function whyNotNow({ rule, member, anyway }: Candidate, state: AccountState, at: number) {
  if (!anyway) return refusal({ rule, member }, state, at);
  if (signalAgainst({ rule, member }, state, at) === "blocked") return "blocked";
  return reachedLimit(countsOf(member, state, at)) === null ? null : "limit";
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
