/** Where people are reached, of what each wants to be told, and whose a chat is. */
import { sql } from "kysely";
import type { NoticeChoice } from "./notices.ts";
import type { OwnManager } from "./people.ts";
import { recordset } from "./rows.ts";
import type { Db, Role } from "./schema.ts";

export interface NoticePerson {
  readonly user: number;
  readonly name: string;
  readonly role: Role;
  /** In which he is written to. */
  readonly language: "ru" | "en";
  readonly email: string | null;
  readonly chat: string | null;
  readonly manager: OwnManager | null;
  /** Ids of the accounts that were opened to him. */
  readonly accounts: readonly string[];
}

const people = sql`
  select app_user.id as user, app_user.name, role,
         coalesce(notice_person.language, app_user.language) as language, email, chat,
         case when app_user.manager is not null
              then json_build_object('account', manager_account, 'key', app_user.manager)
         end as manager,
         (select coalesce(json_agg(account_id order by account_id), '[]') from account_access
           where account_access.user_id = app_user.id) as accounts
    from app_user left join notice_person on notice_person.user_id = app_user.id`;

/** Everybody who can be reached outside of the screens. */
export async function reachablePeople(db: Db): Promise<readonly NoticePerson[]> {
  const { rows } = await sql<NoticePerson>`
    ${people} where email is not null or chat is not null order by app_user.id`.execute(db);
  return rows;
}

export async function noticePerson(db: Db, user: number): Promise<NoticePerson | null> {
  const { rows } = await sql<NoticePerson>`${people} where app_user.id = ${user}`.execute(db);
  return rows[0] ?? null;
}

/** Whose chat it is; null: it is linked to nobody. */
export async function personOfChat(db: Db, chat: string): Promise<NoticePerson | null> {
  const { rows } = await sql<NoticePerson>`${people} where chat = ${chat}`.execute(db);
  return rows[0] ?? null;
}

/** What is left out stays as it is. */
export async function savePerson(
  db: Db,
  user: number,
  more: { readonly language?: "ru" | "en"; readonly email?: string | null },
): Promise<void> {
  await db
    .insertInto("notice_person")
    .values({ user_id: user, ...more })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ user_id: user, ...more }))
    .execute();
}

/** What people chose, as far as it is not the default: user → choices. */
export async function choicesOf(
  db: Db,
  users: readonly number[],
): Promise<ReadonlyMap<number, readonly NoticeChoice[]>> {
  if (users.length === 0) return new Map();
  const rows = await db
    .selectFrom("notice_choice")
    .select(["user_id as user", "kind", "channel", "chosen"])
    .where("user_id", "in", users)
    .execute();
  return Map.groupBy(rows, ({ user }) => user);
}

export async function saveChoices(
  db: Db,
  user: number,
  choices: readonly NoticeChoice[],
): Promise<void> {
  if (choices.length === 0) return;
  await sql`
    insert into notice_choice (user_id, kind, channel, chosen)
    select ${user}::bigint, kind, channel, chosen
      from ${recordset(choices, "row(kind text, channel text, chosen boolean)")}
    on conflict on constraint notice_choice_pk do update set chosen = excluded.chosen`.execute(db);
}

/** Whoever sends what hashes to `codeHash` before `until` (epoch ms) links his chat. */
export async function saveLinkCode(
  db: Db,
  { user, codeHash, until }: { user: number; codeHash: string; until: number },
): Promise<void> {
  const code = { link_code_hash: codeHash, link_code_until: until };
  await db
    .insertInto("notice_person")
    .values({ user_id: user, ...code })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(code))
    .execute();
}

/** Uses the code up; a chat that was somebody else's is no longer. @returns false: no such code */
export async function linkChat(
  db: Db,
  { codeHash, chat }: { readonly codeHash: string; readonly chat: string },
  now: number,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const found = await tx
      .updateTable("notice_person")
      .set({ link_code_hash: null, link_code_until: null })
      .where("link_code_hash", "=", codeHash)
      .where("link_code_until", ">", now)
      .returning("user_id as user")
      .executeTakeFirst();
    if (found === undefined) return false;
    await tx.updateTable("notice_person").set({ chat: null }).where("chat", "=", chat).execute();
    await tx.updateTable("notice_person").set({ chat }).where("user_id", "=", found.user).execute();
    return true;
  });
}

export async function unlinkChat(db: Db, user: number): Promise<void> {
  await db
    .updateTable("notice_person")
    .set({ chat: null, link_code_hash: null, link_code_until: null })
    .where("user_id", "=", user)
    .execute();
}
