/** Which of a bot's updates were worked on, and which process asks for them. */
import { sql } from "kysely";
import type { Db } from "./schema.ts";

export interface BotPlace {
  /** The next update that is wanted. */
  readonly next: number;
  /** Epoch ms of the last one; 0: there was none. */
  readonly lastAt: number;
}

/**
 * Takes or renews the right to ask for a bot's updates, until `until` (epoch ms).
 *
 * @param bot names it without telling its token
 * @returns null: another process has it
 */
export async function takeBot(
  db: Db,
  { bot, holder, until }: { readonly bot: string; readonly holder: string; readonly until: number },
  now: number,
): Promise<BotPlace | null> {
  const { rows } = await sql<BotPlace>`
    insert into chat_bot (token_hash, holder, held_until) values (${bot}, ${holder}, ${until})
    on conflict on constraint chat_bot_pk do update
       set holder = excluded.holder, held_until = excluded.held_until
     where chat_bot.holder is null or chat_bot.holder = excluded.holder
        or chat_bot.held_until <= ${now}
    returning next_update as next, last_at as "lastAt"`.execute(db);
  return rows[0] ?? null;
}

export async function giveBot(
  db: Db,
  { bot, holder }: { readonly bot: string; readonly holder: string },
): Promise<void> {
  await db
    .updateTable("chat_bot")
    .set({ holder: null, held_until: 0 })
    .where("token_hash", "=", bot)
    .where("holder", "=", holder)
    .execute();
}

export async function botPlace(db: Db, bot: string): Promise<BotPlace> {
  const found = await db
    .selectFrom("chat_bot")
    .select(["next_update as next", "last_at as lastAt"])
    .where("token_hash", "=", bot)
    .executeTakeFirst();
  return found ?? { next: 0, lastAt: 0 };
}

/** Update `id` was worked on. */
export async function passUpdate(
  db: Db,
  { bot, id }: { readonly bot: string; readonly id: number },
  now: number,
): Promise<void> {
  const place = { next_update: id + 1, last_at: now };
  await db
    .insertInto("chat_bot")
    .values({ token_hash: bot, ...place })
    .onConflict((conflict) => conflict.column("token_hash").doUpdateSet(place))
    .execute();
}
