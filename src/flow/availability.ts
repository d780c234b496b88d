/**
 * Who is at work, as people say it of themselves or of others, and as their screens show it. Every
 * change is kept with who made it and why; where nothing changes, nothing is kept.
 */
import type { Duty, DutyState } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import { lockAccount, touchState } from "#store/accounts.ts";
import {
  type Attendance,
  type AvailabilityChange,
  addChanges,
  attendanceOf,
  type By,
  beginPresence,
  keepSeen,
  lookAtAvailability,
  saveAttendances,
} from "#store/availability.ts";
import type { Db } from "#store/schema.ts";
import type { Flow } from "./flow.ts";

/** Whoever was seen working counts as present for so long: three heartbeats may be lost. */
export const PRESENT_MS = 180_000;

export interface DutyChange {
  readonly account: string;
  /** The manager's key in the configuration. */
  readonly manager: string;
  readonly duty: DutyState;
  readonly by: By;
  /** A person's own words, of the system a code; null: unsaid. */
  readonly why: string | null;
}

/**
 * A manager's own switch. Whoever comes on duty is given what waits for him; the leads of whoever
 * goes off are looked at.
 *
 * @returns whether anything changed
 */
export async function changeDuty(flow: Flow, change: DutyChange): Promise<boolean> {
  const { account, manager } = change;
  const now = flow.clock.now();
  const changed = await flow.database.kysely.transaction().execute(async (tx) => {
    await lockAccount(tx, account);
    return switchDuty(tx, change, now);
  });
  if (!changed) return false;
  flow.log.info({ account, manager, duty: change.duty.duty, by: change.by.kind }, "duty changed");
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, change.duty.duty === "offline" ? "watch" : "release");
  return true;
}

/**
 * The same inside a transaction that has locked the account's row; whoever commits it kicks.
 *
 * @returns whether anything changed
 */
export async function switchDuty(
  tx: Db,
  { account, manager, duty: wanted, by, why }: DutyChange,
  now: number,
): Promise<boolean> {
  const duty = lasting(wanted, now);
  const before = (await attendanceOf(tx, { account, manager })) ?? newcomer(manager);
  const ended = pauseEnd(before, now);
  const current = ended === null ? before : ended.attendance;
  const changes = ended === null ? [] : [ended.change];
  const isSame = current.duty === duty.duty && current.until === duty.until;
  const after = isSame ? current : switched(current, duty, now);
  if (!isSame) {
    const told = { from: current.duty, to: duty.duty, until: duty.until };
    changes.push({ at: now, manager, what: "duty", ...told, by, why });
  }
  if (changes.length === 0) return false;
  await saveAttendances(tx, { account, attendances: [after] });
  await addChanges(tx, { account, changes });
  await touchState(tx, account);
  if (duty.until !== null) await lookAtAvailability(tx, account, duty.until);
  return !isSame;
}

/** Only a pause ends by itself, and one that has ended is none. */
function lasting({ duty, until }: DutyState, now: number): DutyState {
  const ends = duty === "paused" ? until : null;
  return {
    duty: dutyAt({ duty, until: ends }, now),
    until: ends !== null && ends > now ? ends : null,
  };
}

function switched(attendance: Attendance, duty: DutyState, now: number): Attendance {
  const leftAt = leftAfter(attendance, duty.duty, now);
  return { ...attendance, ...duty, leftAt, switchedAt: now };
}

/** A pause is no leaving: his leads stay with him. */
function leftAfter({ duty, leftAt }: Attendance, next: Duty, now: number): number | null {
  if (next === "online") return null;
  return next === "offline" && duty !== "offline" ? now : leftAt;
}

/** Everybody begins online and, while nobody is ever seen, present. */
export function newcomer(manager: string): Attendance {
  return {
    manager,
    duty: "online",
    until: null,
    present: true,
    seenAt: null,
    leftAt: null,
    switchedAt: null,
    missedShift: null,
    blocked: false,
  };
}

export const system: By = { kind: "system", name: "smena" };

export interface Altered {
  readonly attendance: Attendance;
  readonly change: AvailabilityChange;
}

/** A pause whose time is over, as it is from then on; null: he is on no such pause. */
export function pauseEnd(attendance: Attendance, now: number): Altered | null {
  const { manager, duty, until } = attendance;
  if (duty !== "paused" || until === null || until > now) return null;
  const change: AvailabilityChange = {
    at: until,
    manager,
    what: "duty",
    from: "paused",
    to: "online",
    until: null,
    by: system,
    why: "pause_over",
  };
  return { attendance: switched(attendance, { duty: "online", until: null }, until), change };
}

/**
 * A heartbeat: he is working now, and counts as present for {@link PRESENT_MS}. From the first one of
 * an account on, whoever is not seen is absent for the rules that ask.
 */
export async function seen(
  flow: Flow,
  { account, manager }: { readonly account: string; readonly manager: string },
): Promise<void> {
  const { kysely } = flow.database;
  const now = flow.clock.now();
  if (await keepSeen(kysely, { account, manager }, now)) return;
  const appeared = await kysely.transaction().execute(async (tx) => {
    await lockAccount(tx, account);
    return appear(tx, { account, manager }, now);
  });
  if (!appeared) return;
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "release");
}

/** @returns whether he was absent until now */
async function appear(
  tx: Db,
  { account, manager }: { readonly account: string; readonly manager: string },
  now: number,
): Promise<boolean> {
  const before = (await attendanceOf(tx, { account, manager })) ?? newcomer(manager);
  await saveAttendances(tx, {
    account,
    attendances: [{ ...before, present: true, seenAt: now }],
  });
  await beginPresence(tx, account, now);
  await lookAtAvailability(tx, account, now + PRESENT_MS);
  if (before.present) return false;
  const by: By = { kind: "self", name: manager };
  const told = { from: "absent", to: "present", until: null, by, why: "seen" };
  await addChanges(tx, { account, changes: [{ at: now, manager, what: "presence", ...told }] });
  await touchState(tx, account);
  return true;
}
