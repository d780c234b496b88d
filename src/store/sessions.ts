/** Open sessions. Tokens are kept only as hashes; who the user is, is read anew at every request. */
import { sql } from "kysely";
import { accountsColumn, type UserWithAccounts, userColumns } from "./people.ts";
import type { Db } from "./schema.ts";

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
): Promise<UserWithAccounts | null> {
  const { rows } = await sql<UserWithAccounts>`
    select ${userColumns}, ${accountsColumn} from session join app_user on app_user.id = session.user_id
     where token_hash = ${tokenHash} and expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}
