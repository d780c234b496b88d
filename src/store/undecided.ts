import { sql } from "kysely";
import type { Db } from "./schema.ts";

/** Arrival (epoch ms) of the oldest event or lead, of any account, that is not decided; null: none. */
export async function oldestUndecidedAt(db: Db): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select least(
      (select min(received_at) from inbox where processed_at is null),
      (select min(came_at) from lead where state = 'undecided')) as at`.execute(db);
  return rows[0]?.at ?? null;
}
