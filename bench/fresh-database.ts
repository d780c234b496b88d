/** Databases of their own for benchmarks, migrated, and gone when they are closed. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";

export interface Engine {
  readonly name: string;
  open(): Promise<Database>;
}

/** The embedded one as the service has it: on disk. */
const embedded: Engine = {
  name: "PGlite",
  async open() {
    const directory = await mkdtemp(join(tmpdir(), "smena-bench-"));
    const database = await openDatabase({ directory });
    await migrate(database);
    return withEnd(database, () => rm(directory, { recursive: true, force: true }));
  },
};

const server: Engine = {
  name: "PostgreSQL",
  async open() {
    const { url, drop } = await databaseOnServer();
    const database = await openDatabase({ url });
    await migrate(database);
    return withEnd(database, drop);
  },
};

export const engines: readonly Engine[] = [embedded, server];

/** A database, not yet migrated, that several processes may open. `drop` ends it. */
export async function databaseOnServer(): Promise<{ url: string; drop(): Promise<void> }> {
  const { DATABASE_URL, PGUSER = "postgres" } = process.env;
  const given = DATABASE_URL ?? `postgres://127.0.0.1:5432/postgres?user=${PGUSER}`;
  const name = `smena_bench_${randomBytes(6).toString("hex")}`;
  await once(given, `create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => once(given, `drop database ${name} with (force)`) };
}

function withEnd(database: Database, end: () => Promise<void>): Database {
  return {
    ...database,
    async close() {
      await database.close();
      await end();
    },
  };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
