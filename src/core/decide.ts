/**
 * One decision: which rule takes the lead, who may have it, whose turn it is.
 *
 * A pure function of program, state and request. It changes nothing: the caller keeps the record
 * and applies it. The record holds whatever the answer depended on, so that it can be found again.
 */
import { giveToOwner } from "./client.ts";
import type { Cause, DecisionRecord, Facts, MemberVerdict, PassedRule } from "./decision.ts";
import { ruleOfWaiting } from "./matching/why-not.ts";
import { giveToAccepter, offerTo } from "./methods/offer.ts";
import { assignInTurn, assignOnDuty, type Circumstances, type Outcome } from "./outcome.ts";
import { convene, type Panel } from "./panel.ts";
import type { Program } from "./program.ts";
import type { AccountState } from "./state.ts";

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
  /** Epoch ms since which the lead waits; absent: it has not waited yet. */
  readonly since?: number;
  /**
   * Who of those to whom the rule offered the lead accepted it, in one batch; nobody: the offer's
   * time is over. Absent: no offer of this rule has been answered, so one may be made.
   */
  readonly accepted?: readonly string[];
}

export function decide(
  program: Program,
  state: AccountState,
  request: DecisionRequest,
): DecisionRecord {
  const passed: PassedRule[] = [];
  const outcome = find({ program, state }, { request, passed });
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
    ledger: rule === null ? null : rule.ledger,
    debit: outcome.debit ?? 0,
    manager: outcome.manager ?? null,
    chosenBy: outcome.chosenBy ?? null,
    tie: outcome.tie ?? [],
    members: panel === null ? [] : panel.members,
    passed,
    until: untilWhen(outcome),
  };
  addRareParts(record, outcome, request);
  return record;
}

/** Only the few records that have them are given these: most are alike, which keeps them fast. */
function addRareParts(
  record: Draft<DecisionRecord>,
  { owner, offer }: Outcome,
  { since, accepted }: DecisionRequest,
): void {
  if (owner !== undefined) record.owner = owner;
  if (offer !== undefined) record.offer = offer;
  if (since !== undefined) record.since = since;
  if (accepted !== undefined) record.accepted = accepted;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

interface Search {
  readonly request: DecisionRequest;
  readonly passed: PassedRule[];
}

/** Asks the rules that match, in order, until one takes the lead; the others go to `passed`. */
function find(scene: Scene, { request, passed }: Search): Outcome {
  const { program, state } = scene;
  const waitsIn = ruleOfWaiting(program, request.rule, request.facts);
  let passedOn: Panel | null = null;
  let rule = waitsIn ?? program.matching.next(request, 0);
  while (rule !== null) {
    const panel = convene(rule, state, request.at);
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

interface Scene {
  readonly program: Program;
  readonly state: AccountState;
}

function circumstancesOf(
  request: DecisionRequest,
  waitsHere: boolean,
  { program, state }: Scene,
): Circumstances {
  const { lead, facts, at } = request;
  return {
    program,
    state,
    lead,
    facts,
    at,
    since: request.since ?? at,
    waitOver: waitsHere && request.waitOver === true,
    accepted: waitsHere ? (request.accepted ?? null) : null,
  };
}

/** What becomes of the lead in a rule that matches; null: the following rules are to be asked. */
function conclude(panel: Panel, circumstances: Circumstances): Outcome | null {
  const owned = giveToOwner(panel, circumstances);
  if (owned !== null) return owned;
  if (panel.eligible.length === 0) return withNobody(panel, circumstances);
  const { offer } = panel.rule;
  if (offer === null) return assignInTurn(panel, circumstances);
  const { accepted } = circumstances;
  if (accepted === null) return offerTo(panel, offer, circumstances);
  return giveToAccepter(panel, accepted, circumstances) ?? withNobody(panel, circumstances);
}

/** Nobody is eligible, or nobody accepted in time: the rule says what happens then. */
function withNobody(panel: Panel, circumstances: Circumstances): Outcome | null {
  const { otherwise } = panel.rule.rule;
  const step =
    otherwise.kind === "wait" && circumstances.waitOver ? otherwise.afterwards : otherwise;
  switch (step.kind) {
    case "wait":
      // Who was offered the lead and let it lie can still have it in turn: nothing is to wait for.
      if (panel.eligible.length > 0) return assignInTurn(panel, circumstances);
      return { kind: "waiting", panel };
    case "leave":
      return { kind: "left", panel };
    case "on_duty":
      return assignOnDuty(panel, step.who, circumstances);
    case "next_rule":
      return null;
  }
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
