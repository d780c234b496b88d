/** Who may sign in, his sessions, and the accounts that are open to him. */
import { sql } from "kysely";
import type { Db, Role } from "./schema.ts";

export interface AppUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: "ru" | "en";
  readonly passwordHash: string;
}

const columns = [
  "app_user.id",
  "login",
  "app_user.name",
  "role",
  "language",
  "password_hash as passwordHash",
] as const;

/** @returns null where the login is taken; letter case makes no difference */
export async function insertUser(
  db: Db,
  user: Omit<AppUser, "id">,
  now: number,
): Promise<AppUser | null> {
  const { passwordHash, ...plain } = user;
  const inserted = await db
    .insertInto("app_user")
    .values({ ...plain, password_hash: passwordHash, created_at: now })
    .onConflict((conflict) => conflict.expression(sql`lower(login)`).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted === undefined ? null : { ...user, id: inserted.id };
}

export async function findUser(db: Db, login: string): Promise<AppUser | null> {
  const found = await db
    .selectFrom("app_user")
    .select(columns)
    .where(sql`lower(login)`, "=", login.toLowerCase())
    .executeTakeFirst();
  return found ?? null;
}

export async function countUsers(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("app_user")
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** Opens a session, and forgets those that have ended. */
export async function insertSession(
  db: Db,
  session: { readonly tokenHash: string; readonly user: number; readonly expiresAt: number },
  now: number,
): Promise<void> {
  await db.deleteFrom("session").where("expires_at", "<=", now).execute();
  await db
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      user_id: session.user,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The user of an open session; null where it is unknown or has ended. */
export async function findSessionUser(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<AppUser | null> {
  const found = await db
    .selectFrom("session")
    .innerJoin("app_user", "app_user.id", "session.user_id")
    .select(columns)
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return found ?? null;
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}

/** Ids of the accounts that were opened to a user. An administrator's role opens all without this. */
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
