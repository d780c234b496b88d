/** A rule that matches, and what stands in the way of each of its members. */
import { arrearsOf, isAway, type PanelArrears } from "./catch-up/panel-arrears.ts";
import type { Facts, MemberVerdict, Move, VerdictCode } from "./decision.ts";
import { dutyAt, dutyOf, eligibleFrom, signalAgainst } from "./eligibility.ts";
import { countsOf, reachedLimit } from "./limits/count.ts";
import type { CompiledMember } from "./membership.ts";
import { belowComfort } from "./methods/comfort.ts";
import { controlLedger } from "./methods/control.ts";
import { leastUsed } from "./methods/least-used.ts";
import { type CompiledRule, type Program, seatOf } from "./program.ts";
import { writeShares } from "./shares.ts";
import { type AccountState, ledgerOf } from "./state.ts";

/** A verdict that is not final yet. */
export type OpenVerdict = { -readonly [Key in keyof MemberVerdict]: MemberVerdict[Key] };

export interface Panel {
  readonly rule: CompiledRule;
  /** The key of the ledger on which the lead is shared out. */
  readonly ledger: string;
  readonly members: OpenVerdict[];
  /** Who may have the lead and is in turn by the method; whoever is not is among the members only. */
  eligible: readonly OpenVerdict[];
  /** Of the members; null: the rule does not let anybody catch up. */
  readonly arrears: PanelArrears | null;
}

/** When members are asked, and about which lead; without one, as for a lead of no known source. */
export interface Question {
  /** Epoch ms. */
  readonly at: number;
  readonly facts?: Facts;
  /** Who has had the lead before is not asked. */
  readonly move?: Move | undefined;
  /** The lead is one of the control group. */
  readonly control?: boolean;
}

/** Asks every member. Of the eligible ones only those who are in turn are left in `eligible`. */
export function convene(rule: CompiledRule, state: AccountState, question: Question): Panel {
  const ledger = ledgerFor(rule, question);
  const balances = ledgerOf(state, ledger);
  const members: OpenVerdict[] = [];
  let tier = Number.POSITIVE_INFINITY;
  let ofTier = 0;
  for (let place = 0; place < rule.members.length; place += 1) {
    const member = rule.members[place] as CompiledMember;
    const because = refusedFor({ rule, member }, state, question);
    const balance = balances[member.index] as number;
    const verdict = verdictOn({ rule, member, because, balance }, state, question.at);
    members.push(verdict);
    // Without limits nothing else is asked: fourteen comparisons of words are worth leaving out.
    const may = because === null && (member.limits.length === 0 || verdict.verdict === "later");
    if (!may || member.tier > tier) continue;
    ofTier = member.tier < tier ? 1 : ofTier + 1;
    tier = member.tier;
  }
  // Mostly everybody is eligible, in one tier: then nobody needs to be picked out.
  const eligible = ofTier === members.length ? members : lowestTier(tier, rule, members);
  const arrears = arrearsOf(rule, state, question.at);
  if (rule.sharesFromOutside) shareOut({ rule, ledger, members }, state, question);
  if (rule.leastOf === null || eligible.length < 2) {
    return { rule, ledger, members, eligible, arrears };
  }
  return { rule, ledger, members, eligible: inTurnByUse(eligible, rule.leastOf), arrears };
}

/** Weights from outside; the control group has none. */
function shareOut(
  { rule, ledger, members }: Pick<Panel, "rule" | "ledger" | "members">,
  state: AccountState,
  { facts }: Question,
): void {
  const shares = state.shares.get(rule.rule.id);
  if (shares === undefined || ledger !== rule.rule.ledger) return;
  writeShares(members, shares, facts?.["source"]);
}

/** The control group is shared out by equal turns on a ledger of its own. */
export function ledgerFor(
  { rule, hasControlGroup }: CompiledRule,
  { control }: Pick<Question, "control">,
): string {
  return control === true && hasControlGroup ? controlLedger(rule.ledger) : rule.ledger;
}

/** The eligible ones of the tier; whoever could have had it in a later one is told so. */
function lowestTier(
  tier: number,
  rule: CompiledRule,
  members: readonly OpenVerdict[],
): readonly OpenVerdict[] {
  return members.filter((verdict, place) => {
    if (verdict.verdict !== "later") return false;
    if (rule.members[place]?.tier === tier) return true;
    verdict.verdict = "outranked";
    return false;
  });
}

const notInTurn = { load: "busier", quota: "ahead", comfort: "over_comfort" } as const;

function inTurnByUse(
  eligible: readonly OpenVerdict[],
  of: "load" | "quota" | "comfort",
): readonly OpenVerdict[] {
  const inTurn = of === "comfort" ? belowComfort(eligible) : leastUsed(eligible, of);
  for (const verdict of eligible) {
    if (!inTurn.includes(verdict)) verdict.verdict = notInTurn[of];
  }
  return inTurn;
}

interface Seated {
  readonly rule: CompiledRule;
  readonly member: CompiledMember;
}

/** What stands in his way besides his limits; null: nothing. */
function refusedFor(
  seated: Seated,
  state: AccountState,
  { at, move }: Question,
): VerdictCode | null {
  const asked = move === undefined ? null : notAsked(seated.member, move);
  return asked ?? signalAgainst(seated, state, at);
}

/** Whoever is eligible is «later» until somebody is chosen. */
function verdictOn(
  {
    member,
    rule,
    because,
    balance,
  }: Seated & { readonly because: VerdictCode | null; readonly balance: number },
  state: AccountState,
  at: number,
): OpenVerdict {
  const verdict: OpenVerdict = {
    manager: member.manager,
    verdict: because ?? "later",
    weight: member.weight,
    before: balance,
    credit: 0,
    after: balance,
    lastAt: state.lastAt[member.index] as number | null,
    nextAt: because === null ? null : eligibleFrom({ member, because }, state, at),
    duty: state.ready[member.index] ? "online" : dutyAt(dutyOf(state, member), at),
  };
  if (member.limits.length === 0) return verdict;
  if (because === null) count({ verdict, member }, state, at);
  // Who could not have had the lead at his desk either has missed nothing.
  else if (rule.catchUp !== null && isAway(because)) verdict.counts = countsOf(member, state, at);
  return verdict;
}

/** What no shift and no switch of his can change about this lead; null: he may be asked. */
function notAsked({ manager }: CompiledMember, { from, missed }: Move): "has_it" | "missed" | null {
  if (missed.includes(manager)) return "missed";
  return manager === from ? "has_it" : null;
}

/** Writes his counters into the verdict; a limit that is reached is his verdict then. */
function count(
  { verdict, member }: { readonly verdict: OpenVerdict; readonly member: CompiledMember },
  state: AccountState,
  at: number,
): void {
  const counts = countsOf(member, state, at);
  const limit = reachedLimit(counts);
  verdict.counts = counts;
  if (limit === null) return;
  verdict.verdict = "limit";
  verdict.limit = limit;
  verdict.nextAt = eligibleFrom({ member, because: "limit" }, state, at);
}

const stops: ReadonlySet<VerdictCode> = new Set(["blocked", "limit", "missed", "has_it"]);

/** Somebody who is to have the lead for another reason than his turn. */
export interface Named {
  readonly verdict: OpenVerdict;
  /**
   * His user is deactivated, a limit of his is reached, or he has had the lead: then nothing but
   * somebody's own hand gives it to him.
   */
  readonly stopped: boolean;
}

/** @param index of a manager; one who is no member is seen with the eyes of the rule, and recorded */
export function named(
  panel: Panel,
  index: number,
  question: Question & { readonly program: Program; readonly state: AccountState },
): Named {
  const { rule } = panel;
  const { program, state, at } = question;
  const member = seatOf(rule, program, index);
  let verdict = panel.members.find((one) => one.manager === member.manager);
  if (verdict === undefined) {
    const balance = ledgerOf(state, panel.ledger)[index] ?? 0;
    const because = refusedFor({ rule, member }, state, question);
    verdict = verdictOn({ rule, member, because, balance }, state, at);
    // The list of members may be that of the eligible too, of whom he is none by being named.
    if (panel.eligible === panel.members) panel.eligible = panel.members.slice();
    panel.members.push(verdict);
  }
  if (!stops.has(verdict.verdict) && member.limits.length > 0) {
    count({ verdict, member }, state, at);
  }
  return { verdict, stopped: stops.has(verdict.verdict) };
}
