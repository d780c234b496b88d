import { sql } from "kysely";
import type { Db } from "./schema.ts";

export interface StoredConfiguration {
  readonly version: number;
  /** YAML as it was imported. */
  readonly text: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

const columns = ["version", "text", "created_at as createdAt", "created_by as createdBy"] as const;

export async function findConfiguration(
  db: Db,
  { account, version }: { readonly account: string; readonly version: number },
): Promise<StoredConfiguration | null> {
  const found = await db
    .selectFrom("configuration")
    .select(columns)
    .where("account_id", "=", account)
    .where("version", "=", version)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Keeps a configuration as the account's active one. The first switches the account on. All who
 * wait, and all whom no rule took, are due to be asked again.
 *
 * @param configuration `version` is the one after the locked account's
 */
export async function activateConfiguration(
  db: Db,
  configuration: {
    readonly account: string;
    readonly version: number;
    readonly text: string;
    readonly by: string;
    readonly name: string;
    readonly timeZone: string;
  },
  now: number,
): Promise<void> {
  const { account, version, text, by, name, timeZone } = configuration;
  await db
    .insertInto("configuration")
    .values({ account_id: account, version, text, created_at: now, created_by: by })
    .execute();
  await db
    .updateTable("account")
    .set({
      name,
      time_zone: timeZone,
      configuration_version: version,
      state_version: sql`state_version + 1`,
      switched_on_at: sql`coalesce(switched_on_at, ${now}::bigint)`,
      availability_at: now,
      shift_at: now,
      shares_at: now,
    })
    .where("id", "=", account)
    .execute();
  await db
    .updateTable("lead")
    .set({ wake_at: now })
    .where("account_id", "=", account)
    .where("state", "in", ["waiting", "unmatched"])
    .where("offer_until", "is", null)
    .execute();
  // Hours and deadlines may be others now.
  await db
    .updateTable("lead")
    .set({ watch_at: now })
    .where("account_id", "=", account)
    .where("watch_at", "is not", null)
    .execute();
}
