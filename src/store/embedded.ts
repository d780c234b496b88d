import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { lockDirectory } from "./directory-lock.ts";
import type { Database } from "./open-database.ts";
import { StoreProblem } from "./problem.ts";
import { codeOf } from "./server-problem.ts";

/** The embedded database in `directory`, made on first use and held until it is closed. */
export async function openEmbedded(directory: string): Promise<Database> {
  const release = await lockDirectory(directory);
  try {
    const place = join(directory, "database");
    await mkdir(place, { recursive: true });
    const pglite = await PGlite.create(place, embeddedOptions);
    return overPglite(pglite, release);
  } catch (error) {
    await release();
    throw unusable(directory, error);
  }
}

/** bigint as a number, as from a server; every commit is on disk before it is answered. */
export const embeddedOptions = {
  relaxedDurability: false,
  parsers: { [types.INT8]: Number },
} as const;

/** One connection for everything: Kysely lets statements and transactions in one after another. */
export function overPglite(pglite: PGlite, release?: () => Promise<void>): Database {
  const kysely: Database["kysely"] = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return {
    kysely,
    kind: "embedded",
    async close() {
      await kysely.destroy();
      if (!pglite.closed) await pglite.close();
      await release?.();
    },
  };
}

function unusable(directory: string, error: unknown): unknown {
  if (error instanceof StoreProblem) return error;
  const code = codeOf(error);
  return new StoreProblem("directory_unusable", {
    message: `The database in ${directory} cannot be opened (${code ?? String(error)}).`,
    remedy: "Give another --data DIR, or restore this one from a backup.",
    cause: error,
  });
}
