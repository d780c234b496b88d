/** Who may sign in, and what is open to him. */
import { sql } from "kysely";
import type { Db, Role } from "./schema.ts";

/** A manager of one account's configuration. */
export interface OwnManager {
  readonly account: string;
  readonly key: string;
}

export interface AppUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: "ru" | "en";
  readonly passwordHash: string;
  /** Which manager he is; null: none. Never null where his role is `manager`. */
  readonly manager: OwnManager | null;
}

export interface NewUser extends Omit<AppUser, "id" | "manager"> {
  readonly manager?: OwnManager | null;
}

export interface UserWithAccounts extends AppUser {
  /** Ids of the accounts that were opened to him. An administrator's role opens all without this. */
  readonly accounts: readonly string[];
}

export const userColumns = sql<AppUser>`
  app_user.id, login, app_user.name, app_user.role, language, password_hash as "passwordHash",
  case when app_user.manager is not null
       then json_build_object('account', manager_account, 'key', app_user.manager) end as manager`;

export const accountsColumn = sql`
  (select coalesce(json_agg(account_id order by account_id), '[]') from account_access
    where user_id = app_user.id) as accounts`;

/** @returns null where the login is taken; letter case makes no difference */
export async function insertUser(db: Db, user: NewUser, now: number): Promise<AppUser | null> {
  const { login, name, role, language, passwordHash, manager = null } = user;
  const inserted = await db
    .insertInto("app_user")
    .values({
      ...{ login, name, role, language },
      password_hash: passwordHash,
      manager_account: manager?.account ?? null,
      manager: manager?.key ?? null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.expression(sql`lower(login)`).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted === undefined ? null : { ...user, manager, id: inserted.id };
}

export async function findUser(db: Db, login: string): Promise<AppUser | null> {
  const { rows } = await sql<AppUser>`
    select ${userColumns} from app_user where lower(login) = ${login.toLowerCase()}`.execute(db);
  return rows[0] ?? null;
}

/** The user, locked until the transaction ends; null: there is none. */
export async function lockUser(db: Db, id: number): Promise<UserWithAccounts | null> {
  const { rows } = await sql<UserWithAccounts>`
    select ${userColumns}, ${accountsColumn} from app_user where id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

/** Everybody, by name. */
export async function listUsers(db: Db): Promise<readonly UserWithAccounts[]> {
  const { rows } = await sql<UserWithAccounts>`
    select ${userColumns}, ${accountsColumn} from app_user
     order by lower(app_user.name), app_user.id`.execute(db);
  return rows;
}

export async function countUsers(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("app_user")
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** How many administrators there are, all of them locked, so that no two of them leave at once. */
export async function lockAdministrators(db: Db): Promise<number> {
  const { rows } = await sql`
    select id from app_user where role = 'administrator' order by id for update`.execute(db);
  return rows.length;
}

/** Writes what can change of a user: role, name, manager and accounts. */
export async function saveUser(db: Db, user: UserWithAccounts): Promise<void> {
  const { id, name, role, manager, accounts } = user;
  await db
    .updateTable("app_user")
    .set({ name, role, manager_account: manager?.account ?? null, manager: manager?.key ?? null })
    .where("id", "=", id)
    .execute();
  await sql`
    delete from account_access where user_id = ${id}
       and account_id not in (select json_array_elements_text(${JSON.stringify(accounts)}::json))
  `.execute(db);
  for (const account of accounts) await openAccount(db, { account, user: id });
}

/** With his sessions and everything else that was his alone. */
export async function deleteUser(db: Db, id: number): Promise<void> {
  await db.deleteFrom("app_user").where("id", "=", id).execute();
}

export async function openAccounts(db: Db, user: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("account_access")
    .select("account_id")
    .where("user_id", "=", user)
    .orderBy("account_id")
    .execute();
  return rows.map((row) => row.account_id);
}

export async function openAccount(
  db: Db,
  { account, user }: { readonly account: string; readonly user: number },
): Promise<void> {
  await db
    .insertInto("account_access")
    .values({ account_id: account, user_id: user })
    .onConflict((conflict) => conflict.constraint("account_access_pk").doNothing())
    .execute();
}
