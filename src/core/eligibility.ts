/**
 * Whether a member may receive a lead now, and if not, since when he may again.
 *
 * Of several reasons the one that lasts is told: a deactivated user before the duty switch, the
 * switch before the schedule, the schedule before presence.
 */
import type { Duty, DutyState, VerdictCode } from "./decision.ts";
import type { CompiledMember, CompiledRule } from "./program.ts";
import type { AccountState } from "./state.ts";

/** A pause that is over counts as online. */
export function dutyAt(state: DutyState, at: number): Duty {
  return state.duty === "paused" && state.until !== null && state.until <= at
    ? "online"
    : state.duty;
}

/** Why he may not receive a lead of this rule at `at`; null: he may. */
export function refusal(
  { rule, member }: { readonly rule: CompiledRule; readonly member: CompiledMember },
  state: AccountState,
  at: number,
): VerdictCode | null {
  if (state.blocked[member.index]) return "blocked";
  const duty = rule.asksDuty ? dutyAt(dutyOf(state, member), at) : "online";
  if (duty !== "online") return duty === "paused" ? "paused" : "off_duty";
  if (member.timetable === null) {
    if (rule.demandsSchedule) return "no_schedule";
  } else if (!member.timetable.covers(at)) return "off_schedule";
  return rule.asksPresence && state.absent[member.index] ? "absent" : null;
}

/**
 * Epoch ms of the earliest moment from `at` on at which schedule and pause let a refused member
 * receive leads again; null where no schedule tells: he must switch himself on, or appear.
 */
export function eligibleFrom(
  refused: { readonly member: CompiledMember; readonly because: VerdictCode },
  state: AccountState,
  at: number,
): number | null {
  const { member, because } = refused;
  if (because === "paused") {
    const { until } = dutyOf(state, member);
    if (until === null || member.timetable === null) return until;
    return member.timetable.nextOn(until);
  }
  return because === "off_schedule" ? (member.timetable?.nextOn(at) ?? null) : null;
}

export function dutyOf(state: AccountState, member: CompiledMember): DutyState {
  return state.duty[member.index] as DutyState;
}
