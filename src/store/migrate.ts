import { sql } from "kysely";
import { type Migration, type MigrationProvider, Migrator } from "kysely/migration";
import { accounts } from "./migrations/0001-accounts.ts";
import { leads } from "./migrations/0002-leads.ts";
import { people } from "./migrations/0003-people.ts";
import { counting } from "./migrations/0004-counting.ts";
import { holders } from "./migrations/0005-holders.ts";
import { clients } from "./migrations/0006-clients.ts";
import { redistribution } from "./migrations/0007-redistribution.ts";
import { hands } from "./migrations/0008-hands.ts";
import { notices } from "./migrations/0009-notices.ts";
import { peopleManagers } from "./migrations/0010-people-managers.ts";
import { arrears } from "./migrations/0011-arrears.ts";
import { outcomes } from "./migrations/0012-outcomes.ts";
import { importParts } from "./migrations/0013-import-parts.ts";
import type { Database } from "./open-database.ts";
import { StoreProblem } from "./problem.ts";

/** Forward only: what a release has run is never changed, only followed by another. */
const migrations = {
  "0001-accounts": run(accounts),
  "0002-leads": run(leads),
  "0003-people": run(people),
  "0004-counting": run(counting),
  "0005-holders": run(holders),
  "0006-clients": run(clients),
  "0007-redistribution": run(redistribution),
  "0008-hands": run(hands),
  "0009-notices": run(notices),
  "0010-people-managers": run(peopleManagers),
  "0011-arrears": run(arrears),
  "0012-outcomes": run(outcomes),
  "0013-import-parts": run(importParts),
};

function run(statements: readonly string[]): Migration {
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/**
 * Brings the schema to this program's version; does nothing where it is there already. Several
 * processes may call it at once.
 *
 * @throws StoreProblem `schema_newer` where a later version of the program has been here
 */
export async function migrate({ kysely }: Database): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db: kysely, provider });
  await refuseNewer(kysely);
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** How many migrations of this program are still to run. */
export async function pendingMigrations({ kysely }: Database): Promise<number> {
  const done = new Set(await executedNames(kysely));
  return Object.keys(migrations).filter((name) => !done.has(name)).length;
}

async function refuseNewer(kysely: Database["kysely"]): Promise<void> {
  const unknown = (await executedNames(kysely)).find((name) => !(name in migrations));
  if (unknown === undefined) return;
  throw new StoreProblem("schema_newer", {
    message: `The database was made by a newer version of Smena (it has the step ${unknown}).`,
    remedy: "Install that version or a later one, or give another database.",
  });
}

async function executedNames(kysely: Database["kysely"]): Promise<readonly string[]> {
  const { rows: known } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(kysely);
  if (!known[0]?.there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely);
  return rows.map((row) => row.name);
}
