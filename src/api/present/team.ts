import type { Today } from "#api/contract/today.ts";
import { dutyAt } from "#core/eligibility.ts";
import type { Program } from "#core/program.ts";
import type { AccountState } from "#core/state.ts";
import { DAY_MS, HOUR_MS } from "#core/time.ts";

type TeamMember = Today["team"][number];

/** An account as it stands at `now` (epoch ms). */
export interface AccountNow {
  readonly program: Program;
  readonly state: AccountState;
  readonly now: number;
}

/** Everybody's shift, switch and leads of today, in the order of the configuration. */
export function team(scene: AccountNow, receivedToday: ReadonlyMap<string, number>): TeamMember[] {
  const { program, state, now } = scene;
  return program.managers.map((manager, index) => ({
    manager: manager.key,
    name: manager.name,
    ...stateOf(scene, index),
    timeZone: manager.timeZone ?? program.configuration.account.timeZone,
    receivedToday: receivedToday.get(manager.key) ?? 0,
    lastAt: state.lastAt[index] ?? null,
    duty: dutyOf(scene, index),
    notAtWork: false,
    missedInRow: 0,
    shifts: shiftsAround(program.timetables[index] ?? null, now),
  }));
}

function dutyOf({ state, now }: AccountNow, index: number): TeamMember["duty"] {
  const switched = state.duty[index];
  const duty = switched ? dutyAt(switched, now) : "online";
  const until = duty === "paused" ? (switched?.until ?? null) : null;
  return { state: duty, until, by: null, why: null };
}

function stateOf(
  { program, state, now }: AccountNow,
  index: number,
): Pick<TeamMember, "state" | "until"> {
  if (state.blocked[index]) return { state: "blocked", until: null };
  const switched = state.duty[index];
  const duty = switched ? dutyAt(switched, now) : "online";
  if (duty === "paused") return { state: "paused", until: switched?.until ?? null };
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
