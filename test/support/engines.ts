import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { inject } from "vitest";
import { embeddedOptions, overPglite } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";

export interface Engine {
  readonly name: string;
  /** A migrated database of one's own; closing it drops it. */
  open(): Promise<Database>;
}

const embedded: Engine = {
  name: "PGlite",
  async open() {
    const database = overPglite(await PGlite.create({ ...embeddedOptions }));
    await migrate(database);
    return database;
  },
};

/** A database on the server that several openers may share; `drop` ends it. */
export async function serverDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject("postgresUrl");
  if (server === null) throw new Error("There is no PostgreSQL server: ask `onPostgres` first.");
  const name = `smena_test_${randomBytes(6).toString("hex")}`;
  await once(server, `create database ${name}`);
  // No test cuts the power: waiting for the disk would prove nothing.
  await once(server, `alter database ${name} set synchronous_commit = off`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => once(server, `drop database ${name} with (force)`) };
}

const server: Engine = {
  name: "PostgreSQL",
  async open() {
    const { url, drop } = await serverDatabase();
    const database = await openDatabase({ url });
    await migrate(database);
    return {
      ...database,
      async close() {
        await database.close();
        await drop();
      },
    };
  },
};

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export const onPostgres = inject("postgresUrl") !== null;

/** Every engine that can be had here: a store suite runs on each. */
export const engines: readonly Engine[] = onPostgres ? [embedded, server] : [embedded];
