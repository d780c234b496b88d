import { sql } from "kysely";
import type { Db } from "./schema.ts";

export interface ServerFacts {
  /** Such as «15.20». */
  readonly version: string;
  /** The server's own clock, epoch ms. */
  readonly now: number;
}

/** What the database server says of itself: for whoever checks the installation. */
export async function serverFacts(db: Db): Promise<ServerFacts> {
  const { rows } = await sql<{ version: string; now: number }>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
           (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return rows[0] as ServerFacts;
}
