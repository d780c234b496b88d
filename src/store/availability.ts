/** Who is at work: duty switches, heartbeats, and every change of them with who and why. */
import { sql } from "kysely";
import type { Duty } from "#core/decision.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";
import type { ByKind } from "./schema-hands.ts";

/** What is known of a manager's being at work. Instants are epoch ms. */
export interface Attendance {
  readonly manager: string;
  readonly duty: Duty;
  /** When a pause ends by itself. */
  readonly until: number | null;
  readonly present: boolean;
  /** When he was last seen working; null: never. */
  readonly seenAt: number | null;
  /** When he went off duty, until his leads are done with; null: he is not off, or they are. */
  readonly leftAt: number | null;
  /** When his duty switch was last moved; null: never. */
  readonly switchedAt: number | null;
  /** The beginning of the shift for which heads were told that he is not there. */
  readonly missedShift: number | null;
  /** His CRM user is deactivated or gone; see migrations/0007. */
  readonly blocked: boolean;
}

const columns = [
  "manager",
  "duty",
  "duty_until as until",
  "present",
  "seen_at as seenAt",
  "left_at as leftAt",
  "switched_at as switchedAt",
  "missed_shift as missedShift",
  "blocked",
] as const;

/** Managers of whom nothing is known are no key; everybody begins online. */
export async function attendances(
  db: Db,
  account: string,
): Promise<ReadonlyMap<string, Attendance>> {
  const rows: readonly Attendance[] = await db
    .selectFrom("manager_state")
    .select(columns)
    .where("account_id", "=", account)
    .execute();
  return new Map(rows.map((row) => [row.manager, row]));
}

export async function attendanceOf(
  db: Db,
  { account, manager }: { readonly account: string; readonly manager: string },
): Promise<Attendance | null> {
  const row = await db
    .selectFrom("manager_state")
    .select(columns)
    .where("account_id", "=", account)
    .where("manager", "=", manager)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveAttendances(
  db: Db,
  { account, attendances }: { account: string; attendances: readonly Attendance[] },
): Promise<void> {
  if (attendances.length === 0) return;
  const shape = `row(manager text, duty text, until bigint, present boolean, "seenAt" bigint,
    "leftAt" bigint, "switchedAt" bigint, "missedShift" bigint)`;
  await sql`
    insert into manager_state (account_id, manager, duty, duty_until, present, seen_at, left_at,
                               switched_at, missed_shift)
    select ${account}::text, manager, duty, until, present, "seenAt", "leftAt", "switchedAt",
           "missedShift"
      from ${recordset(attendances, shape)}
    on conflict on constraint manager_state_pk do update
       set duty = excluded.duty, duty_until = excluded.duty_until, present = excluded.present,
           seen_at = greatest(excluded.seen_at, manager_state.seen_at),
           left_at = excluded.left_at, switched_at = excluded.switched_at,
           missed_shift = excluded.missed_shift`.execute(db);
}

/**
 * Notes a heartbeat of somebody who counts as seen already: nothing that decisions depend on moves.
 *
 * @returns false where he was not: then it is a change
 */
export async function keepSeen(
  db: Db,
  { account, manager }: { readonly account: string; readonly manager: string },
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("manager_state")
    .set({ seen_at: sql`greatest(seen_at, ${now}::bigint)` })
    .where("account_id", "=", account)
    .where("manager", "=", manager)
    .where("present", "=", true)
    .where("seen_at", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Of those who count as present, whoever was not seen after `silentSince` is absent from now on; a
 * heartbeat that came meanwhile goes before.
 *
 * @returns who is absent by it
 */
export async function markAbsent(
  db: Db,
  { account, managers }: { readonly account: string; readonly managers: readonly string[] },
  silentSince: number,
): Promise<ReadonlySet<string>> {
  if (managers.length === 0) return new Set();
  const { rows } = await sql<{ manager: string }>`
    insert into manager_state (account_id, manager, present)
    select ${account}::text, manager, false
      from json_array_elements_text(${JSON.stringify(managers)}::json) as silent(manager)
    on conflict on constraint manager_state_pk do update set present = false
     where manager_state.present and coalesce(manager_state.seen_at, 0) <= ${silentSince}
    returning manager`.execute(db);
  return new Set(rows.map(({ manager }) => manager));
}

/** Who changed something: `name` is a login, a manager's key, or of whom a machine speaks. */
export interface By {
  readonly kind: ByKind;
  readonly name: string;
}

export interface AvailabilityChange {
  readonly at: number;
  readonly manager: string;
  readonly what: "duty" | "presence" | "blocked";
  /** A duty; `present` or `absent`; `active` or `blocked`. */
  readonly from: string;
  readonly to: string;
  /** Of a pause: when it ends by itself. */
  readonly until: number | null;
  readonly by: By;
  /** A person's own words; of the system a code: `pause_over`, `not_seen`, `crm_user`, …; null: unsaid. */
  readonly why: string | null;
}

export async function addChanges(
  db: Db,
  { account, changes }: { account: string; changes: readonly AvailabilityChange[] },
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ by, ...change }) => ({ ...change, kind: by.kind, name: by.name }));
  const shape = `row(at bigint, manager text, what text, "from" text, "to" text, until bigint,
    kind text, name text, why text)`;
  await sql`
    insert into availability_change (account_id, at, manager, what, from_state, to_state, until,
                                     by_kind, by, why)
    select ${account}::text, at, manager, what, "from", "to", until, kind, name, why
      from ${recordset(rows, shape)}`.execute(db);
}

export interface StoredChange extends AvailabilityChange {
  readonly id: number;
}

interface ChangeRow extends Omit<StoredChange, "by"> {
  readonly kind: ByKind;
  readonly name: string;
}

const selected = sql`
  select id, at, manager, what, from_state as "from", to_state as "to", until,
         by_kind as kind, by as name, why from availability_change`;

const told = ({ kind, name, ...change }: ChangeRow): StoredChange => ({
  ...change,
  by: { kind, name },
});

/** Changes of everybody, or of one manager, newest first. */
export async function listChanges(
  db: Db,
  wanted: {
    readonly account: string;
    readonly manager?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredChange[]> {
  const { account, manager, limit } = wanted;
  const his = manager === undefined ? sql`` : sql`and manager = ${manager}`;
  const { rows } = await sql<ChangeRow>`
    ${selected} where account_id = ${account} ${his} order by id desc limit ${limit}`.execute(db);
  return rows.map(told);
}

/** Manager → the last change of his duty switch: why it stands as it does, and by whom. */
export async function lastDutyChanges(
  db: Db,
  account: string,
): Promise<ReadonlyMap<string, StoredChange>> {
  const { rows } = await sql<ChangeRow>`
    ${selected} where (account_id, id) in (
      select account_id, max(id) from availability_change
       where account_id = ${account} and what = 'duty' group by account_id, manager)`.execute(db);
  return new Map(rows.map((row) => [row.manager, told(row)]));
}

/** The first heartbeat of anybody in the account; null: nobody was ever seen. */
export async function presenceSince(db: Db, account: string): Promise<number | null> {
  const row = await db
    .selectFrom("account")
    .select("presence_since")
    .where("id", "=", account)
    .executeTakeFirst();
  return row?.presence_since ?? null;
}

/** Somebody was seen: from now on who is not seen counts as absent. */
export async function beginPresence(db: Db, account: string, now: number): Promise<void> {
  await db
    .updateTable("account")
    .set({ presence_since: now })
    .where("id", "=", account)
    .where("presence_since", "is", null)
    .execute();
}

/** Has the clock look at the account's managers at `at` at the latest. */
export async function lookAtAvailability(db: Db, account: string, at: number): Promise<void> {
  await db
    .updateTable("account")
    .set({ availability_at: at })
    .where("id", "=", account)
    .where((where) =>
      where.or([where("availability_at", "is", null), where("availability_at", ">", at)]),
    )
    .execute();
}

/** When the clock has to look at the account's managers next; null: nothing is to come. */
export async function setAvailabilityAt(db: Db, account: string, at: number | null): Promise<void> {
  await db.updateTable("account").set({ availability_at: at }).where("id", "=", account).execute();
}
