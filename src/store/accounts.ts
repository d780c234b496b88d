import { sql } from "kysely";
import type { Db } from "./schema.ts";

/** An account as stored. `crm…` are null where `crm` is `none`. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly crm: "amocrm" | "none";
  readonly crmAddress: string | null;
  readonly crmHeaders: Readonly<Record<string, string>> | null;
  readonly crmTokenEncrypted: string | null;
  readonly crmAccountId: string | null;
  readonly hookSecret: string;
  readonly createdAt: number;
  /** Leads created before it are not new; null: nothing was switched on yet. */
  readonly switchedOnAt: number | null;
  /** 0: none was imported yet. */
  readonly configurationVersion: number;
  /** Grows with everything that a next decision depends on. */
  readonly stateVersion: number;
  readonly chainSeq: number;
  readonly chainHash: string;
  /** `id` of its last outcome. */
  readonly outcomeSeq: number;
  /** Grows when the past is other than it was: an import, or its undoing. */
  readonly historyVersion: number;
  /** Epoch ms at which shares by sales are to be concluded anew; null: never. */
  readonly sharesAt: number | null;
  /** Up to when the CRM was asked for leads that no webhook told of. */
  readonly sweptTo: number | null;
  /** What an administrator must see to, in words; null: nothing. */
  readonly attention: string | null;
}

const columns = [
  "id",
  "name",
  "time_zone as timeZone",
  "crm",
  "crm_address as crmAddress",
  "crm_headers as crmHeaders",
  "crm_token_encrypted as crmTokenEncrypted",
  "crm_account_id as crmAccountId",
  "hook_secret as hookSecret",
  "created_at as createdAt",
  "switched_on_at as switchedOnAt",
  "configuration_version as configurationVersion",
  "state_version as stateVersion",
  "chain_seq as chainSeq",
  "chain_hash as chainHash",
  "outcome_seq as outcomeSeq",
  "history_version as historyVersion",
  "shares_at as sharesAt",
  "swept_to as sweptTo",
  "attention",
] as const;

export async function listAccounts(db: Db): Promise<readonly Account[]> {
  return await db
    .selectFrom("account")
    .select(columns)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const found = await db
    .selectFrom("account")
    .select(columns)
    .where("id", "=", id)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * The account, its row locked until the transaction ends: all decisions of an account happen one
 * after another. Who only needs the account to exist is not held up.
 */
export async function lockAccount(db: Db, id: string): Promise<Account | null> {
  const locked = await db
    .selectFrom("account")
    .select(columns)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return locked ?? null;
}

/** The account of a CRM account, wherever it was connected before. */
export async function findAccountOfCrm(
  db: Db,
  crm: { readonly address: string; readonly crmAccountId: string },
): Promise<Account | null> {
  const found = await db
    .selectFrom("account")
    .select(columns)
    .where("crm_address", "=", crm.address)
    .where("crm_account_id", "=", crm.crmAccountId)
    .executeTakeFirst();
  return found ?? null;
}

export interface CrmConnection {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly tokenEncrypted: string;
  readonly crmAccountId: string;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** Null: an account that is fed by API only. */
  readonly connection: CrmConnection | null;
  readonly hookSecret: string;
  /** What the first link of its chain of decisions hangs on. */
  readonly chainHash: string;
}

/** @returns false where the id is taken */
export async function insertAccount(db: Db, account: NewAccount, now: number): Promise<boolean> {
  const { connection } = account;
  const inserted = await db
    .insertInto("account")
    .values({
      id: account.id,
      name: account.name,
      time_zone: account.timeZone,
      crm: connection === null ? "none" : "amocrm",
      ...connectionColumns(connection),
      hook_secret: account.hookSecret,
      created_at: now,
      chain_hash: account.chainHash,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Takes a new token, or new headers, for an account that is connected already. */
export async function reconnectAccount(
  db: Db,
  account: { readonly id: string; readonly name: string; readonly connection: CrmConnection },
): Promise<void> {
  await db
    .updateTable("account")
    .set({ name: account.name, attention: null, ...connectionColumns(account.connection) })
    .where("id", "=", account.id)
    .execute();
}

function connectionColumns(connection: CrmConnection | null) {
  return {
    crm_address: connection?.address ?? null,
    crm_headers: JSON.stringify(connection?.headers ?? null),
    crm_token_encrypted: connection?.tokenEncrypted ?? null,
    crm_account_id: connection?.crmAccountId ?? null,
  };
}

export async function setAttention(db: Db, id: string, attention: string | null): Promise<void> {
  await db
    .updateTable("account")
    .set({ attention })
    .where("id", "=", id)
    .where((where) => where("attention", "is distinct from", attention))
    .execute();
}

export async function setSweptTo(db: Db, id: string, sweptTo: number): Promise<void> {
  await db.updateTable("account").set({ swept_to: sweptTo }).where("id", "=", id).execute();
}

/** Something that decisions depend on has changed: whoever keeps the state in memory reads it again. */
export async function touchState(db: Db, id: string): Promise<void> {
  await db
    .updateTable("account")
    .set({ state_version: sql`state_version + 1` })
    .where("id", "=", id)
    .execute();
}
/** Moves the end of an account's chain of decisions; whoever keeps its state in memory notices. */
export async function moveChain(
  db: Db,
  end: { readonly account: string; readonly seq: number; readonly hash: string },
): Promise<void> {
  await db
    .updateTable("account")
    .set({ chain_seq: end.seq, chain_hash: end.hash, state_version: sql`state_version + 1` })
    .where("id", "=", end.account)
    .execute();
}
