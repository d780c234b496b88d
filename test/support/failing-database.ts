/** Databases that are listened to, or that are lost. */
import type { KyselyPlugin } from "kysely";
import type { Database } from "#store/open-database.ts";

function heard(database: Database, statement: () => void): Database {
  const listening: KyselyPlugin = {
    transformQuery({ node }) {
      statement();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { ...database, kysely: database.kysely.withPlugin(listening) };
}

/** A database that a process loses after so many statements: it dies, and nothing it says arrives. */
export function dyingAfter(database: Database, statements: number): Database {
  let left = statements;
  return heard(database, () => {
    left -= 1;
    if (left < 0) throw Object.assign(new Error("killed"), { code: "ECONNRESET" });
  });
}

/** A database that counts what is said to it. */
export function counted(database: Database): { readonly database: Database; count(): number } {
  let statements = 0;
  const listened = heard(database, () => {
    statements += 1;
  });
  return { database: listened, count: () => statements };
}
