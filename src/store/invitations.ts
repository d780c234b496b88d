/** Who was asked to join. A code is kept only as a hash. */
import type { Db, Role } from "./schema.ts";

export interface Invitation {
  readonly id: number;
  readonly account: string;
  readonly role: Exclude<Role, "administrator">;
  /** The manager that he is to be; null: none. Never null where the role is `manager`. */
  readonly manager: string | null;
  readonly name: string;
  readonly createdAt: number;
  /** The login of whoever invited. */
  readonly createdBy: string;
  readonly expiresAt: number;
  /** Null: it can still be accepted, as long as it has not run out. */
  readonly acceptedAt: number | null;
}

const columns = [
  "id",
  "account_id as account",
  "role",
  "manager",
  "name",
  "created_at as createdAt",
  "created_by as createdBy",
  "expires_at as expiresAt",
  "accepted_at as acceptedAt",
] as const;

/** @returns its id */
export async function insertInvitation(
  db: Db,
  invitation: Omit<Invitation, "id" | "acceptedAt"> & { readonly codeHash: string },
): Promise<number> {
  const { account, role, manager, name, codeHash, createdAt, createdBy, expiresAt } = invitation;
  const { id } = await db
    .insertInto("invitation")
    .values({
      account_id: account,
      ...{ role, manager, name },
      code_hash: codeHash,
      created_at: createdAt,
      created_by: createdBy,
      expires_at: expiresAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Those of an account that can be accepted at `now`, newest first. */
export async function openInvitations(
  db: Db,
  account: string,
  now: number,
): Promise<readonly Invitation[]> {
  return await db
    .selectFrom("invitation")
    .select(columns)
    .where("account_id", "=", account)
    .where("accepted_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("id", "desc")
    .execute();
}

export async function findInvitation(db: Db, codeHash: string): Promise<Invitation | null> {
  const found = await db
    .selectFrom("invitation")
    .select(columns)
    .where("code_hash", "=", codeHash)
    .executeTakeFirst();
  return found ?? null;
}

/** The one that can be accepted at `now`, locked until the transaction ends; null: it cannot. */
export async function lockOpenInvitation(
  db: Db,
  codeHash: string,
  now: number,
): Promise<Invitation | null> {
  const locked = await db
    .selectFrom("invitation")
    .select(columns)
    .where("code_hash", "=", codeHash)
    .where("accepted_at", "is", null)
    .where("expires_at", ">", now)
    .forUpdate()
    .executeTakeFirst();
  return locked ?? null;
}

/** @param accepted `by`: the login of whoever joined */
export async function closeInvitation(
  db: Db,
  accepted: { readonly id: number; readonly by: string },
  now: number,
): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ accepted_at: now, accepted_by: accepted.by })
    .where("id", "=", accepted.id)
    .execute();
}

/** @returns false where there is none that could still be accepted */
export async function deleteInvitation(
  db: Db,
  { account, id }: { readonly account: string; readonly id: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("invitation")
    .where("account_id", "=", account)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
