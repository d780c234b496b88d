/** What the watch over given leads has come to, and what it looks at next. */
import { sql } from "kysely";
import type { NewNotice } from "./notices.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

/** Leads of several managers that are being gone through, oldest first, in as many batches as it takes. */
export interface WatchPass {
  readonly cause: "handover" | "duty_off";
  /** Epoch ms: when it was begun. */
  readonly at: number;
  /** The last decision before it: whatever was given later is not of it. */
  readonly seq: number;
  /** Manager → epoch ms of the end of his shift, or since when he is off duty. */
  readonly left: Readonly<Record<string, number>>;
  /** Managers whose shift has begun: what is to return to them does. */
  readonly begun: readonly string[];
  /** The last lead that was looked at; null: none yet. */
  readonly after: { readonly cameAt: number; readonly id: string } | null;
  /** What there is to tell of it when it is done. */
  readonly told?: readonly NewNotice[];
}

export interface WatchState {
  /** Shift changes up to here (epoch ms) are done with; null: nobody has looked yet. */
  readonly watchedTo: number | null;
  /** What is being gone through; null: nothing. */
  readonly pass: WatchPass | null;
}

export async function watchState(db: Db, account: string): Promise<WatchState> {
  const { watchedTo, pass } = await db
    .selectFrom("account")
    .select(["watched_to as watchedTo", "watch_pass as pass"])
    .where("id", "=", account)
    .executeTakeFirstOrThrow();
  return { watchedTo, pass: pass as WatchPass | null };
}

/** @param state `shiftAt`: epoch ms at which to look at the account again; null: no shift is to be waited for */
export async function setWatchState(
  db: Db,
  account: string,
  { watchedTo, pass, shiftAt }: WatchState & { readonly shiftAt: number | null },
): Promise<void> {
  await db
    .updateTable("account")
    .set({
      watched_to: watchedTo,
      watch_pass: pass === null ? null : JSON.stringify(pass),
      shift_at: shiftAt,
    })
    .where("id", "=", account)
    .execute();
}

/** Has the account looked at as soon as possible: something that no clock tells has changed. */
export async function watchSoon(db: Db, account: string, now: number): Promise<void> {
  await sql`
    update account set shift_at = least(shift_at, ${now}::bigint) where id = ${account}`.execute(
    db,
  );
}

/** Ids of the pass's next leads, oldest first: those that somebody has who left, or that return. */
export async function leadsOfPass(
  db: Db,
  { account, pass, limit }: { account: string; pass: WatchPass; limit: number },
): Promise<readonly string[]> {
  const behind =
    pass.after === null ? sql`` : sql`and (came_at, id) > (${pass.after.cameAt}, ${pass.after.id})`;
  const left = JSON.stringify(Object.keys(pass.left));
  const begun = JSON.stringify(pass.begun);
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and not closed and given_seq <= ${pass.seq} ${behind}
       and (given_to in (select json_array_elements_text(${left}::json))
            or return_to in (select json_array_elements_text(${begun}::json)))
     order by came_at, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Ids of leads whose warning or deadline is due, the most overdue first. */
export async function leadsToWatch(
  db: Db,
  { account, limit }: { readonly account: string; readonly limit: number },
  now: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and watch_at <= ${now}
     order by watch_at, came_at, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Ids of further open leads of the clients of `ids`, with managers who left; oldest first. */
export async function companionsOf(
  db: Db,
  { account, pass, ids }: { account: string; pass: WatchPass; ids: readonly string[] },
): Promise<readonly string[]> {
  const left = JSON.stringify(Object.keys(pass.left));
  const known = JSON.stringify(ids);
  const { rows } = await sql<{ id: string }>`
    select id from lead
     where account_id = ${account} and not closed and given_seq <= ${pass.seq}
       and given_to in (select json_array_elements_text(${left}::json))
       and contact in (select contact from lead
                        where account_id = ${account} and contact is not null
                          and id in (select json_array_elements_text(${known}::json)))
       and id not in (select json_array_elements_text(${known}::json))
     order by came_at, id`.execute(db);
  return rows.map((row) => row.id);
}

/** A manager as the watch knows him. */
export interface WatchedManager {
  readonly manager: string;
  /** Since when he is off duty or blocked and his leads are not done with; null: nothing is to be done. */
  readonly leftAt: number | null;
  /** Whether his user was deactivated when last looked at. */
  readonly blocked: boolean;
  /** Leads in a row that he has let lie. */
  readonly missedInRow: number;
}

/** Managers of whom nothing is known are no key. */
export async function watchedManagers(
  db: Db,
  account: string,
): Promise<ReadonlyMap<string, WatchedManager>> {
  const rows = await db
    .selectFrom("manager_state")
    .select(["manager", "left_at as leftAt", "blocked", "missed_in_row as missedInRow"])
    .where("account_id", "=", account)
    .execute();
  return new Map(rows.map((row) => [row.manager, row]));
}

export async function saveWatchedManagers(
  db: Db,
  { account, managers }: { account: string; managers: readonly WatchedManager[] },
): Promise<void> {
  if (managers.length === 0) return;
  const shape = `row(manager text, "leftAt" bigint, blocked boolean, "missedInRow" int)`;
  await sql`
    insert into manager_state (account_id, manager, left_at, blocked, missed_in_row)
    select ${account}::text, manager, "leftAt", blocked, "missedInRow"
      from ${recordset(managers, shape)}
    on conflict on constraint manager_state_pk do update
       set left_at = excluded.left_at, blocked = excluded.blocked,
           missed_in_row = excluded.missed_in_row`.execute(db);
}
