/** What the members of a rule have to make up for while a lead of it is decided. */
import type { Arrears, Portion } from "#core/decision.ts";
import type { Seat } from "#core/ledger.ts";
import { reachedLimit } from "#core/limits/count.ts";
import type { CompiledMember } from "#core/membership.ts";
import { usedShare } from "#core/methods/least-used.ts";
import type { OpenVerdict, Panel } from "#core/panel.ts";
import type { CompiledRule } from "#core/program.ts";
import type { AccountState } from "#core/state.ts";
import { expiresAt, standing } from "./arrears.ts";
import { arrearsIn } from "./state-arrears.ts";

/** Arrears whose change is not final yet. */
export type OpenArrears = { -readonly [Key in keyof Arrears]: Arrears[Key] };

/** Of every member who has any, by manager, in the order of the members. */
export type PanelArrears = Map<string, OpenArrears>;

/** What the state remembers; null: the rule does not let anybody catch up. */
export function arrearsOf(
  rule: CompiledRule,
  state: AccountState,
  at: number,
): PanelArrears | null {
  if (rule.catchUp === null) return null;
  const found: PanelArrears = new Map();
  for (const { manager } of rule.members) {
    const before = standing(arrearsIn(state.arrears, rule.rule.ledger, manager), at);
    if (before.length > 0) found.set(manager, { manager, before, change: null });
  }
  return found;
}

/** One lead that is shared out. */
interface SharedLead {
  /** Who was credited, and is debited. */
  readonly seats: readonly Seat[];
  /** Fixed-point leads, or money. */
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Remembers for everybody who was away what this lead would have been worth to him. */
export function noteMissed(panel: Panel, lead: SharedLead): void {
  const { rule, arrears } = panel;
  if (arrears === null || rule.catchUp === null) return;
  const total = lead.seats.reduce((sum, { weight }) => sum + weight, 0);
  const until = expiresAt(lead.at, rule.catchUp.expireMs);
  for (const member of absentees(panel, lead)) {
    const units = shareOf(lead.value, member.weight, total + member.weight);
    if (units > 0) add(arrears, member.manager, [until, units]);
  }
}

/** Who would have shared in the lead had he been there. */
function absentees({ rule, members }: Panel, lead: SharedLead): readonly CompiledMember[] {
  const first = rule.members.find(({ manager }) => manager === lead.seats[0]?.manager);
  if (first === undefined) return [];
  const load = rule.leastOf === null ? null : loadOf(members, first);
  return rule.members.filter((member, place) => {
    const verdict = members[place];
    if (verdict === undefined || member.tier !== first.tier) return false;
    return isMissing(verdict, member, lead) && isAsLoaded(verdict, load);
  });
}

function add(arrears: PanelArrears, manager: string, change: Portion): void {
  const known = arrears.get(manager);
  arrears.set(manager, { manager, before: known?.before ?? [], change });
}

/** Whether only his switch or his presence kept him from it, in time in which he was to work. */
function isMissing(
  { verdict, counts = [] }: OpenVerdict,
  { manager, workingTime }: CompiledMember,
  { seats, at }: SharedLead,
): boolean {
  if (!isAway(verdict) || reachedLimit(counts) !== null) return false;
  if (seats.some((seat) => seat.manager === manager)) return false;
  return workingTime === null || workingTime.covers(at);
}

export function isAway(verdict: OpenVerdict["verdict"]): boolean {
  return verdict === "paused" || verdict === "off_duty" || verdict === "absent";
}

/** By load the lead would have been shared with him only where he carries as much as they do. */
function isAsLoaded(verdict: OpenVerdict, load: number | null): boolean {
  return load === null || loadIn(verdict) === load;
}

function loadOf(members: readonly OpenVerdict[], { manager }: CompiledMember): number | null {
  const verdict = members.find((one) => one.manager === manager);
  return verdict === undefined ? null : loadIn(verdict);
}

function loadIn({ counts = [] }: OpenVerdict): number | null {
  const load = counts.find(({ of }) => of === "load");
  return load === undefined ? null : usedShare(load);
}

/** `value * weight / total`, rounded down, by products that are exact (see `shareOut`). */
function shareOf(value: number, weight: number, total: number): number {
  const each = Math.floor(value / total);
  return weight * each + Math.floor((weight * (value - each * total)) / total);
}
