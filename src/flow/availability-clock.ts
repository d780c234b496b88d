/**
 * What clocks tell of who is at work: a pause ends, heartbeats fail to come, a shift has begun
 * without its manager. The account's row says when to look next, so that nothing runs meanwhile.
 */
import type { Staff } from "#core/membership.ts";
import type { Program } from "#core/program.ts";
import { missedSince, nextMissed } from "#core/schedule/not-at-work.ts";
import { lockAccount, touchState } from "#store/accounts.ts";
import {
  type Attendance,
  type AvailabilityChange,
  addChanges,
  attendances,
  markAbsent,
  presenceSince,
  saveAttendances,
  setAvailabilityAt,
} from "#store/availability.ts";
import type { Db } from "#store/schema.ts";
import { newcomer, PRESENT_MS, pauseEnd, system } from "./availability.ts";
import type { Flow } from "./flow.ts";
import { type Notice, queueNotices } from "./notices.ts";

/** @returns how much was found out about who is at work; at most nine statements */
export async function attendBatch(flow: Flow, id: string): Promise<number> {
  const found = await flow.database.kysely.transaction().execute((tx) => attend(flow, tx, id));
  if (found === 0) return 0;
  flow.live.publish(id, { kind: "changed" });
  flow.kick(id, "release");
  return found;
}

async function attend(flow: Flow, tx: Db, id: string): Promise<number> {
  const account = await lockAccount(tx, id);
  const program = account === null ? null : await flow.desks.program(tx, account);
  if (program === null) {
    await setAvailabilityAt(tx, id, null);
    return 0;
  }
  const now = flow.clock.now();
  const known = await attendances(tx, id);
  const everybody = program.staff.map((staff) => ({
    staff,
    attendance: known.get(staff.manager.key) ?? newcomer(staff.manager.key),
  }));
  const since = await presenceSince(tx, id);
  const silent = everybody.filter((one) => silentFrom(one.attendance, since) <= now);
  const gone = await markAbsent(
    tx,
    { account: id, managers: silent.map(({ attendance }) => attendance.manager) },
    now - PRESENT_MS,
  );
  const seen = everybody.map((one) => look(one, { gone, since, live: liveMembers(program), now }));
  const changes = seen.flatMap((one) => one.changes);
  const notices = seen.flatMap((one) => one.notices);
  const moved = seen.filter((one) => one.changes.length + one.notices.length > 0);
  await saveAttendances(tx, { account: id, attendances: moved.map((one) => one.attendance) });
  await addChanges(tx, { account: id, changes });
  await queueNotices(tx, id, notices);
  if (changes.length > 0) await touchState(tx, id);
  const next = Math.min(...seen.map((one) => one.nextAt));
  await setAvailabilityAt(tx, id, Number.isFinite(next) ? next : null);
  return moved.length;
}

/** From when on (epoch ms) a manager who counts as present is absent unless he is seen again. */
function silentFrom({ present, seenAt }: Attendance, since: number | null): number {
  if (!present || since === null) return Number.POSITIVE_INFINITY;
  return (seenAt ?? since) + PRESENT_MS;
}

/** Whom somebody would miss: members of rules that give leads. */
function liveMembers({ rules }: Program): ReadonlySet<string> {
  const live = rules.filter(({ rule }) => rule.mode === "live");
  return new Set(live.flatMap(({ members }) => members.map(({ manager }) => manager)));
}

interface Somebody {
  readonly staff: Staff;
  readonly attendance: Attendance;
}

interface Moment {
  /** Who was found absent just now. */
  readonly gone: ReadonlySet<string>;
  /** When anybody was first seen. */
  readonly since: number | null;
  readonly live: ReadonlySet<string>;
  readonly now: number;
}

interface Looked {
  readonly attendance: Attendance;
  readonly changes: readonly AvailabilityChange[];
  readonly notices: readonly Notice[];
  /** Epoch ms at which a clock tells something of him next; infinite: never. */
  readonly nextAt: number;
}

function look({ staff, attendance }: Somebody, moment: Moment): Looked {
  const { gone, since, live, now } = moment;
  const { manager } = attendance;
  const resumed = pauseEnd(attendance, now);
  const changes = resumed === null ? [] : [resumed.change];
  if (gone.has(manager)) changes.push(absence(attendance, silentFrom(attendance, since)));
  const present = attendance.present && !gone.has(manager);
  const current = { ...(resumed?.attendance ?? attendance), present };
  const missed = live.has(manager) ? missedIn(staff, current, now) : null;
  const notices = missed === null ? [] : [notAtWork(manager, missed, now)];
  const nexts = [
    current.until ?? Number.POSITIVE_INFINITY,
    silentFrom(current, since),
    live.has(manager)
      ? (nextMissed(staff, now) ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY,
  ];
  return {
    attendance: missed === null ? current : { ...current, missedShift: missed },
    changes,
    notices,
    nextAt: Math.min(...nexts),
  };
}

function absence({ manager }: Attendance, at: number): AvailabilityChange {
  const told = { from: "present", to: "absent", until: null, by: system, why: "not_seen" };
  return { at, manager, what: "presence", ...told };
}

/** The beginning of the shift in which he is missed and heads do not know it yet. */
function missedIn(staff: Staff, attendance: Attendance, now: number): number | null {
  const { duty, until, switchedAt, seenAt, missedShift, blocked } = attendance;
  if (blocked) return null;
  const since = missedSince(staff, { duty: { duty, until }, switchedAt, seenAt }, now);
  return since === missedShift ? null : since;
}

function notAtWork(manager: string, since: number, now: number): Notice {
  const told = { to: { role: "head" }, lead: null, decision: null, at: now } as const;
  return { kind: "not_at_work", params: { manager, since }, ...told };
}
