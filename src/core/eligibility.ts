/**
 * Whether a member may receive a lead now, and if not, since when he may again.
 *
 * Of several reasons the one that lasts is told: a deactivated user before the duty switch, the
 * switch before the schedule, the schedule before presence; limits are asked last, since only who
 * could take a lead can be at his limit.
 */
import type { Duty, DutyState, VerdictCode } from "./decision.ts";
import { countsOf, reachedLimit } from "./limits/count.ts";
import type { CompiledMember } from "./membership.ts";
import type { CompiledRule } from "./program.ts";
import type { AccountState } from "./state.ts";

const inTheWay: ReadonlySet<VerdictCode> = new Set([
  "off_schedule",
  "no_schedule",
  "paused",
  "off_duty",
  "absent",
  "blocked",
  "limit",
  "missed",
  "has_it",
]);

/** Whether somebody with this verdict could have had the lead, though it may not be his turn. */
export function couldReceive(verdict: VerdictCode): boolean {
  return !inTheWay.has(verdict);
}

/** How everybody starts. */
export const online: DutyState = { duty: "online", until: null };

/** A pause that is over counts as online. */
export function dutyAt(state: DutyState, at: number): Duty {
  return state.duty === "paused" && state.until !== null && state.until <= at
    ? "online"
    : state.duty;
}

interface Seat {
  readonly rule: CompiledRule;
  readonly member: CompiledMember;
}

/** Why he may not receive a lead of this rule at `at`; null: he may. */
export function refusal(seat: Seat, state: AccountState, at: number): VerdictCode | null {
  const signal = signalAgainst(seat, state, at);
  if (signal !== null || seat.member.limits.length === 0) return signal;
  return reachedLimit(countsOf(seat.member, state, at)) === null ? null : "limit";
}

/** The same without his limits: what his user, his switch, his schedule and his presence say. */
export function signalAgainst(
  { rule, member }: Seat,
  state: AccountState,
  at: number,
): VerdictCode | null {
  if (state.ready[member.index]) return hoursAgainst(rule, member, at);
  if (state.blocked[member.index]) return "blocked";
  const duty = rule.asksDuty ? dutyAt(dutyOf(state, member), at) : "online";
  if (duty !== "online") return duty === "paused" ? "paused" : "off_duty";
  const hours = hoursAgainst(rule, member, at);
  return hours ?? (rule.asksPresence && state.absent[member.index] ? "absent" : null);
}

function hoursAgainst(
  rule: CompiledRule,
  { timetable }: CompiledMember,
  at: number,
): "no_schedule" | "off_schedule" | null {
  if (timetable === null) return rule.demandsSchedule ? "no_schedule" : null;
  return timetable.covers(at) ? null : "off_schedule";
}

/**
 * Epoch ms of the earliest moment from `at` on at which schedule, pause and limits let a refused
 * member receive leads again; null where no clock tells: he must switch himself on, or appear, or
 * finish something.
 */
export function eligibleFrom(
  refused: { readonly member: CompiledMember; readonly because: VerdictCode },
  state: AccountState,
  at: number,
): number | null {
  const { member, because } = refused;
  switch (because) {
    case "off_schedule":
      return member.timetable?.nextOn(at) ?? null;
    case "paused":
      return onShiftFrom(member, dutyOf(state, member).until);
    case "limit":
      return onShiftFrom(member, reachedLimit(countsOf(member, state, at))?.nextAt ?? null);
    default:
      return null;
  }
}

function onShiftFrom({ timetable }: CompiledMember, at: number | null): number | null {
  return at === null || timetable === null ? at : timetable.nextOn(at);
}

export function dutyOf(state: AccountState, member: CompiledMember): DutyState {
  return state.duty[member.index] as DutyState;
}
