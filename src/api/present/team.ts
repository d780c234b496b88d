import type { Today } from "#api/contract/today.ts";
import type { DutyState } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import type { Language } from "#core/explain/language.ts";
import type { Program } from "#core/program.ts";
import { missedSince } from "#core/schedule/not-at-work.ts";
import type { AccountState } from "#core/state.ts";
import { DAY_MS, HOUR_MS } from "#core/time.ts";
import type { Attendance, StoredChange } from "#store/availability.ts";
import { managerDuty } from "./availability.ts";

type TeamMember = Today["team"][number];

/** An account as it stands at `now` (epoch ms). */
export interface AccountNow {
  readonly program: Program;
  readonly state: AccountState;
  readonly now: number;
}

/** What is told of everybody at once. Managers of whom nothing is known are no key. */
export interface Rosters {
  readonly receivedToday: ReadonlyMap<string, number>;
  readonly attendances: ReadonlyMap<string, Attendance>;
  readonly lastSwitches: ReadonlyMap<string, StoredChange>;
  readonly missedInRow: ReadonlyMap<string, number>;
}

/** Everybody's shift, switch and leads of today, in the order of the configuration. */
export function team(scene: AccountNow, rosters: Rosters, lang: Language): TeamMember[] {
  const { program, state, now } = scene;
  return program.managers.map((manager, index) => ({
    manager: manager.key,
    name: manager.name,
    ...stateOf(scene, index),
    timeZone: manager.timeZone ?? program.configuration.account.timeZone,
    receivedToday: rosters.receivedToday.get(manager.key) ?? 0,
    lastAt: state.lastAt[index] ?? null,
    duty: managerDuty(switchOf(state, index), rosters.lastSwitches.get(manager.key), { now, lang }),
    notAtWork: isMissed(scene, index, rosters.attendances.get(manager.key)),
    missedInRow: rosters.missedInRow.get(manager.key) ?? 0,
    shifts: shiftsAround(program.timetables[index] ?? null, now),
  }));
}

export function switchOf({ duty }: AccountState, index: number): DutyState {
  return duty[index] ?? { duty: "online", until: null };
}

function isMissed(
  { program, state, now }: AccountNow,
  index: number,
  attendance: Attendance | undefined,
): boolean {
  const staff = program.staff[index];
  if (staff === undefined || state.blocked[index]) return false;
  const { switchedAt = null, seenAt = null } = attendance ?? {};
  const signs = { duty: switchOf(state, index), switchedAt, seenAt };
  return missedSince(staff, signs, now) !== null;
}

function stateOf(
  { program, state, now }: AccountNow,
  index: number,
): Pick<TeamMember, "state" | "until"> {
  if (state.blocked[index]) return { state: "blocked", until: null };
  const switched = switchOf(state, index);
  const duty = dutyAt(switched, now);
  if (duty === "paused") return { state: "paused", until: switched.until };
  if (duty === "offline") return { state: "off_duty", until: null };
  const timetable = program.timetables[index] ?? null;
  if (timetable === null || (timetable.free && timetable.covers(now))) {
    return { state: "free", until: timetable?.nextOff(now) ?? null };
  }
  return timetable.covers(now)
    ? { state: "on_shift", until: timetable.nextOff(now) }
    : { state: "off_shift", until: timetable.nextOn(now) };
}

/** Shifts of the coming day and those just over, in their whole length. */
function shiftsAround(timetable: Program["timetables"][number], now: number): TeamMember["shifts"] {
  if (timetable === null || timetable.free) return [];
  return timetable
    .spans(now - 2 * DAY_MS, now + 3 * DAY_MS)
    .filter((span) => span.to > now - 6 * HOUR_MS && span.from < now + DAY_MS)
    .map(({ from, to }) => ({ from, to }));
}
