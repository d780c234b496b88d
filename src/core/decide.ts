/**
 * One decision: which rule takes the lead, who may have it, whose turn it is.
 *
 * A pure function of program, state and request. It changes nothing: the caller keeps the record
 * and applies it. The record holds whatever the answer depended on, so that it can be found again.
 */
import type {
  Cause,
  ChosenBy,
  DecisionRecord,
  Facts,
  Kind,
  MemberVerdict,
  PassedRule,
} from "./decision.ts";
import { dutyAt, dutyOf, eligibleFrom, refusal } from "./eligibility.ts";
import { takeTurn } from "./ledger.ts";
import { ruleOfWaiting } from "./matching/why-not.ts";
import type { CompiledMember, CompiledRule, Program } from "./program.ts";
import { type AccountState, ledgerOf } from "./state.ts";

export interface DecisionRequest {
  readonly lead: string;
  readonly facts: Facts;
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Cause;
  /** The rule in which the lead waits: asked first, and without its window. */
  readonly rule?: string;
  /** The rule's `at_most` has passed: if still nobody can have it, the lead goes on to `then`. */
  readonly waitOver?: boolean;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** A rule that matches, with what stands in the way of each of its members. */
interface Panel {
  readonly rule: CompiledRule;
  readonly members: Draft<MemberVerdict>[];
  readonly eligible: Draft<MemberVerdict>[];
}

interface Outcome {
  readonly kind: Kind;
  readonly panel: Panel | null;
  readonly manager?: string;
  readonly chosenBy?: ChosenBy;
  readonly debit?: number;
  readonly tie?: readonly string[];
}

export function decide(
  program: Program,
  state: AccountState,
  request: DecisionRequest,
): DecisionRecord {
  const passed: PassedRule[] = [];
  const outcome = find(program, state, { request, passed });
  const { panel } = outcome;
  const rule = panel?.rule.rule ?? null;
  return {
    lead: request.lead,
    at: request.at,
    cause: request.cause,
    kind: outcome.kind,
    rule: rule === null ? null : rule.id,
    configurationVersion: program.version,
    facts: request.facts,
    asked: request.rule ?? null,
    waitOver: request.waitOver ?? false,
    ledger: rule === null ? null : rule.ledger,
    debit: outcome.debit ?? 0,
    manager: outcome.manager ?? null,
    chosenBy: outcome.chosenBy ?? null,
    tie: outcome.tie ?? [],
    members: panel === null ? [] : panel.members,
    passed,
    until: outcome.kind === "waiting" && panel !== null ? earliest(panel.members) : null,
  };
}

interface Search {
  readonly request: DecisionRequest;
  readonly passed: PassedRule[];
}

/** Asks the rules that match, in order, until one takes the lead; the others go to `passed`. */
function find(program: Program, state: AccountState, { request, passed }: Search): Outcome {
  const waitsIn = ruleOfWaiting(program, request.rule, request.facts);
  let passedOn: Panel | null = null;
  let rule = waitsIn ?? program.matching.next(request, 0);
  while (rule !== null) {
    const panel = convene(rule, state, request.at);
    const waitOver = rule === waitsIn && request.waitOver === true;
    const outcome = conclude(panel, { program, state, request, waitOver });
    if (outcome !== null) return outcome;
    passedOn ??= panel;
    passed.push({ rule: rule.rule.id, members: panel.members });
    rule = program.matching.next(request, rule.index + 1);
  }
  if (passedOn === null) return { kind: "unmatched", panel: null };
  passed[0] = { rule: passedOn.rule.rule.id };
  return { kind: "waiting", panel: passedOn };
}

/** Asks every member. Of the eligible ones only the lowest tier is left in `eligible`. */
function convene(rule: CompiledRule, state: AccountState, at: number): Panel {
  const balances = ledgerOf(state, rule.rule.ledger);
  const members: Draft<MemberVerdict>[] = [];
  let eligible: Draft<MemberVerdict>[] = [];
  let lowestTier = Number.POSITIVE_INFINITY;
  for (const member of rule.members) {
    const verdict = judge({ rule, member, balance: balances[member.index] ?? 0 }, state, at);
    members.push(verdict);
    if (verdict.verdict !== "later") continue;
    if (member.tier < lowestTier) {
      for (const outranked of eligible) outranked.verdict = "outranked";
      eligible = [];
      lowestTier = member.tier;
    }
    if (member.tier === lowestTier) eligible.push(verdict);
    else verdict.verdict = "outranked";
  }
  return { rule, members, eligible };
}

/** Whoever is eligible is «later» until somebody is chosen. */
function judge(
  seat: {
    readonly rule: CompiledRule;
    readonly member: CompiledMember;
    readonly balance: number;
  },
  state: AccountState,
  at: number,
): Draft<MemberVerdict> {
  const { member, balance } = seat;
  const because = refusal(seat, state, at);
  return {
    manager: member.manager,
    verdict: because ?? "later",
    weight: member.weight,
    before: balance,
    credit: 0,
    after: balance,
    lastAt: state.lastAt[member.index] ?? null,
    nextAt: because === null ? null : eligibleFrom({ member, because }, state, at),
    duty: dutyAt(dutyOf(state, member), at),
  };
}

interface Circumstances {
  readonly program: Program;
  readonly state: AccountState;
  readonly request: DecisionRequest;
  readonly waitOver: boolean;
}

/** What becomes of the lead in a rule that matches; null: the following rules are to be asked. */
function conclude(panel: Panel, circumstances: Circumstances): Outcome | null {
  if (panel.eligible.length > 0) return assign(panel, circumstances);
  const { otherwise } = panel.rule.rule;
  const step =
    otherwise.kind === "wait" && circumstances.waitOver ? otherwise.afterwards : otherwise;
  switch (step.kind) {
    case "wait":
      return { kind: "waiting", panel };
    case "leave":
      return { kind: "left", panel };
    case "on_duty":
      return assignOnDuty(panel, step.who, circumstances);
    case "next_rule":
      return null;
  }
}

function assign(panel: Panel, { program, request }: Circumstances): Outcome {
  const { lead } = request;
  const { chosen, by, debit, tie } = takeTurn(panel.eligible, { lead, seed: program.seed });
  for (const seat of panel.eligible) seat.after = seat.before + seat.credit;
  chosen.after -= debit;
  chosen.verdict = "chosen";
  return {
    kind: "assigned",
    panel,
    manager: chosen.manager,
    chosenBy: by,
    debit,
    tie: tie.map((seat) => seat.manager),
  };
}

/**
 * The named person has the lead whatever his shift and switch say: that is what he is named for.
 * It costs no turn. Only a deactivated user cannot have it; then it waits.
 */
function assignOnDuty(panel: Panel, who: string, { state, request }: Circumstances): Outcome {
  const index = state.indexOf.get(who) ?? 0;
  const blocked = state.blocked[index] === true;
  if (!panel.members.some((member) => member.manager === who)) {
    const member = { manager: who, index, weight: 0, tier: 0, timetable: null };
    const balance = ledgerOf(state, panel.rule.rule.ledger)[index] ?? 0;
    const verdict = judge({ rule: panel.rule, member, balance }, state, request.at);
    panel.members.push({ ...verdict, verdict: blocked ? "blocked" : "chosen", nextAt: null });
  }
  if (blocked) return { kind: "waiting", panel };
  return { kind: "assigned", panel, manager: who, chosenBy: "on_duty" };
}

function earliest(members: readonly MemberVerdict[]): number | null {
  let first: number | null = null;
  for (const { nextAt } of members) {
    if (nextAt !== null && (first === null || nextAt < first)) first = nextAt;
  }
  return first;
}
