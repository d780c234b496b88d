import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { PGlite, types } from "@electric-sql/pglite";
import { type DatabaseConnection, type Driver, Kysely, PGliteDialect, PGliteDriver } from "kysely";
import { lockDirectory } from "./directory-lock.ts";
import { makeDirectory } from "./make-directory.ts";
import type { Database } from "./open-database.ts";
import { StoreProblem } from "./problem.ts";
import { codeOf } from "./server-problem.ts";

/** The embedded database in `directory`, made on first use and held until it is closed. */
export async function openEmbedded(directory: string): Promise<Database> {
  const release = await lockDirectory(directory);
  try {
    const place = join(directory, "database");
    await makeDirectory(place);
    const pglite = await PGlite.create(place, embeddedOptions);
    return overPglite(pglite, release);
  } catch (error) {
    await release();
    throw unusable(directory, error);
  }
}

/**
 * Every commit has left the process before it is answered, so a killed process loses nothing. PGlite
 * cannot make the operating system write at once, though: whoever must not lose the last seconds to
 * a power cut uses a server.
 *
 * 32 MB of buffers instead of 160: about 100 MB less at rest, and nothing slower (measured).
 */
export const embeddedOptions = {
  relaxedDurability: false,
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"],
  // bigint as a number, as from a server.
  parsers: { [types.INT8]: Number },
};

/** One connection for everything: Kysely lets statements and transactions in one after another. */
export function overPglite(pglite: PGlite, release?: () => Promise<void>): Database {
  const kysely: Database["kysely"] = new Kysely({ dialect: new PoliteDialect({ pglite }) });
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

class PoliteDialect extends PGliteDialect {
  readonly #config: { readonly pglite: PGlite };

  constructor(config: { readonly pglite: PGlite }) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new PoliteDriver(this.#config);
  }
}

/**
 * The embedded database works in this thread and answers without ever leaving it, so a queue of
 * statements would hold up everything else: no webhook would even be read. Between two holders of
 * the connection the event loop takes a turn.
 */
class PoliteDriver extends PGliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    await nextTurn();
    return super.acquireConnection();
  }
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
