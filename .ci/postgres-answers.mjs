// Exits 0 when the PostgreSQL server of the first argument lets us in, 1 otherwise.
import pg from "pg";

const client = new pg.Client({ connectionString: process.argv[2], connectionTimeoutMillis: 3_000 });
try {
  await client.connect();
  await client.query("select 1");
} catch {
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
