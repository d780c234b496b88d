/**
 * One decision: which rule takes the lead, who may have it, whose turn it is.
 *
 * A pure function of program, state and request. It changes nothing: the caller keeps the record
 * and applies it. The record holds whatever the answer depended on, so that it can be found again.
 */
import { circumstancesOf, conclude } from "./conclude.ts";
import type { Cause, DecisionRecord, Facts, MemberVerdict, Move, PassedRule } from "./decision.ts";
import { ruleOfWaiting } from "./matching/why-not.ts";
import { assignInTurn, type Outcome, type Scene } from "./outcome.ts";
import { convene, type Panel } from "./panel.ts";
import type { Program } from "./program.ts";
import { findAnother, isTakenAway } from "./redistribution/another.ts";
import { giveToNamed } from "./redistribution/named-receiver.ts";
import { putBack } from "./redistribution/put-back.ts";
import type { AccountState } from "./state.ts";

export interface DecisionRequest {
  readonly lead: string;
  readonly facts: Facts;
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Cause;
  /** The rule in which the lead waits, or which gave it: asked first, and without its window. */
  readonly rule?: string;
  /** The rule's `at_most` has passed: if still nobody can have it, the lead goes on to `then`. */
  readonly waitOver?: boolean;
  /** Epoch ms since which the lead waits; absent: it has not waited yet. */
  readonly since?: number;
  /**
   * Who of those to whom the rule offered the lead accepted it, in one batch; nobody: the offer's
   * time is over. Absent: no offer of this rule has been answered, so one may be made.
   */
  readonly accepted?: readonly string[];
  /**
   * The lead had been given before. What is turned back by it must have been taken back from the
   * state already; the functions of `redistribution/` see to that.
   */
  readonly move?: Move;
  /** One of the control group, as `isControl` tells of new leads. */
  readonly control?: true;
}

export function decide(
  program: Program,
  state: AccountState,
  request: DecisionRequest,
): DecisionRecord {
  const passed: PassedRule[] = [];
  const outcome = outcomeOf({ program, state }, { request, passed });
  const { panel } = outcome;
  const rule = panel?.rule.rule ?? null;
  const record: Draft<DecisionRecord> = {
    lead: request.lead,
    at: request.at,
    cause: request.cause,
    kind: outcome.kind,
    rule: rule === null ? null : rule.id,
    configurationVersion: program.version,
    facts: request.facts,
    asked: request.rule ?? null,
    waitOver: request.waitOver ?? false,
    ledger: panel === null ? null : panel.ledger,
    debit: outcome.debit ?? 0,
    manager: outcome.manager ?? null,
    chosenBy: outcome.chosenBy ?? null,
    tie: outcome.tie ?? [],
    members: panel === null ? [] : panel.members,
    passed,
    until: untilWhen(outcome),
  };
  addRareParts(record, outcome, request);
  if (panel?.rule.sharesFromOutside) addEvidence(record, panel, state);
  return record;
}

/** Only the few records that have them are given these: most are alike, which keeps them fast. */
function addRareParts(
  record: Draft<DecisionRecord>,
  { owner, offer, panel }: Outcome,
  { since, accepted, move, control }: DecisionRequest,
): void {
  if (owner !== undefined) record.owner = owner;
  if (offer !== undefined) record.offer = offer;
  if (since !== undefined) record.since = since;
  if (accepted !== undefined) record.accepted = accepted;
  if (move !== undefined) record.move = move;
  if (control !== undefined) record.control = control;
  const arrears = panel?.arrears ?? null;
  if (arrears !== null && arrears.size > 0) record.arrears = [...arrears.values()];
}

/** The control group is shared out by no evidence. */
function addEvidence(record: Draft<DecisionRecord>, panel: Panel, state: AccountState): void {
  const { id, ledger } = panel.rule.rule;
  const evidence = state.shares.get(id)?.evidence;
  if (evidence !== undefined && panel.ledger === ledger) record.evidence = evidence;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Search {
  readonly request: DecisionRequest;
  /** Is filled with the rules that passed the lead on. */
  readonly passed: PassedRule[];
}

function outcomeOf(scene: Scene, search: Search): Outcome {
  const { move } = search.request;
  if (move === undefined) return find(scene, search);
  if (move.restores !== undefined) return putBack(move.restores, search.request, scene);
  if (move.to !== undefined) return giveToNamed(move.to, search.request, scene);
  return isTakenAway(search.request) ? findAnother(scene, search) : find(scene, search);
}

/** Asks the rules that match, in order, until one takes the lead; the others go to `passed`. */
function find(scene: Scene, { request, passed }: Search): Outcome {
  const { program, state } = scene;
  const waitsIn = ruleOfWaiting(program, request.rule, request.facts);
  let passedOn: Panel | null = null;
  let rule = waitsIn ?? program.matching.next(request, 0);
  while (rule !== null) {
    const panel = convene(rule, state, request);
    const outcome = conclude(panel, circumstancesOf(request, rule === waitsIn, scene));
    if (outcome !== null) return outcome;
    passedOn ??= panel;
    passed.push({ rule: rule.rule.id, members: panel.members });
    rule = program.matching.next(request, rule.index + 1);
  }
  if (passedOn === null) return { kind: "unmatched", panel: null };
  passed[0] = { rule: passedOn.rule.rule.id };
  // A lead that nobody accepted, here or further on, does not wait for people who are there.
  if (passedOn.eligible.length > 0) {
    return assignInTurn(passedOn, circumstancesOf(request, passedOn.rule === waitsIn, scene));
  }
  return { kind: "waiting", panel: passedOn };
}

function untilWhen({ kind, panel, until }: Outcome): number | null {
  if (kind !== "waiting" || panel === null) return null;
  return until ?? earliest(panel.members);
}

function earliest(members: readonly MemberVerdict[]): number | null {
  let first: number | null = null;
  for (const { nextAt } of members) {
    if (nextAt !== null && (first === null || nextAt < first)) first = nextAt;
  }
  return first;
}
