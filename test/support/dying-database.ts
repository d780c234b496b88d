import type { KyselyPlugin } from "kysely";
import type { Database } from "#store/open-database.ts";

/** A database that a process loses after so many statements: it dies, and nothing it says arrives. */
export function dyingAfter(database: Database, statements: number): Database {
  let left = statements;
  const dying: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1;
      if (left < 0) throw Object.assign(new Error("killed"), { code: "ECONNRESET" });
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { ...database, kysely: database.kysely.withPlugin(dying) };
}

/** Whether it was the death that {@link dyingAfter} brings about. */
export function isDeath(error: unknown): boolean {
  return error instanceof Error && error.message === "killed";
}
