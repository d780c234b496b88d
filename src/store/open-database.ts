import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { openEmbedded } from "./embedded.ts";
import type { Db } from "./schema.ts";
import { refuseOldServer, serverProblem } from "./server-problem.ts";

export interface Database {
  readonly kysely: Db;
  /** An embedded database belongs to this process alone. */
  readonly kind: "embedded" | "postgres";
  close(): Promise<void>;
}

export type DatabaseTarget = { readonly url: string } | { readonly directory: string };

/**
 * Opens PostgreSQL at an address, or the embedded database in a data directory, which is then locked
 * against a second process.
 *
 * @throws StoreProblem in words for the operator
 */
export function openDatabase(target: DatabaseTarget): Promise<Database> {
  return "url" in target ? openServer(target.url) : openEmbedded(target.directory);
}

const INT8 = 20;
/** PostgreSQL's bigint as a number: instants, sequences and balances all stay below 2^53. */
const numbersForBigints = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "smena",
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A server that has gone without a word must not hold a request for minutes.
    query_timeout: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    types: numbersForBigints,
  });
  // An idle connection was lost: the next statement opens another or tells why it cannot.
  pool.on("error", () => undefined);
  try {
    await refuseOldServer(pool);
  } catch (error) {
    await pool.end();
    throw serverProblem(error, url);
  }
  const kysely: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { kysely, kind: "postgres", close: () => kysely.destroy() };
}
