import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which tests may create databases of their own, or null where none answers. */
    postgresUrl: string | null;
  }
}

const localServer = "postgres://127.0.0.1:5432/postgres";

/** Finds a PostgreSQL server for the suites that run on both engines, and says so in one line. */
export default async function findPostgres(project: TestProject): Promise<void> {
  const given = process.env["TEST_DATABASE_URL"];
  const url = given ?? `${localServer}?user=${process.env["PGUSER"] ?? "postgres"}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    process.stdout.write(
      `Store suites run on PGlite and on PostgreSQL ${rows[0]?.server_version}.\n`,
    );
    project.provide("postgresUrl", url);
  } catch (error) {
    if (given) throw new Error(`TEST_DATABASE_URL is set but does not answer: ${String(error)}`);
    process.stdout.write(
      "Store suites run on PGlite only: set TEST_DATABASE_URL=postgres://user@host:5432/postgres to run them on PostgreSQL too.\n",
    );
    project.provide("postgresUrl", null);
  } finally {
    await client.end().catch(() => undefined);
  }
}
