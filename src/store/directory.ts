/** What the CRM told of itself: users and pipelines, read now and then. */
import type { Db } from "./schema.ts";

export type DirectoryKind = "account" | "users" | "pipelines";

export interface DirectoryPage {
  readonly kind: DirectoryKind;
  readonly body: unknown;
  readonly readAt: number;
}

export async function readDirectory(
  db: Db,
  { account, kind }: { readonly account: string; readonly kind: DirectoryKind },
): Promise<DirectoryPage | null> {
  const page = await db
    .selectFrom("directory")
    .select(["kind", "body", "read_at as readAt"])
    .where("account_id", "=", account)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return page ?? null;
}

export async function saveDirectory(
  db: Db,
  page: { readonly account: string; readonly kind: DirectoryKind; readonly body: string },
  now: number,
): Promise<void> {
  const read = { body: page.body, read_at: now };
  await db
    .insertInto("directory")
    .values({ account_id: page.account, kind: page.kind, ...read })
    .onConflict((conflict) => conflict.constraint("directory_pk").doUpdateSet(read))
    .execute();
}
