/** Settings of the installation by key. Secrets are kept as hashes or sealed, never plain. */
import type { Db } from "./schema.ts";

export async function readSetting(db: Db, key: string): Promise<string | null> {
  const found = await db
    .selectFrom("setting")
    .select("value")
    .where("key", "=", key)
    .executeTakeFirst();
  return found?.value ?? null;
}

export async function saveSetting(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto("setting")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

/** @returns whether it was there: of two who delete a setting at once, one is told so */
export async function deleteSetting(db: Db, key: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("setting")
    .where("key", "=", key)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
