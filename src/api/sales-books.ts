/**
 * The books of rules by sales, for screens: read once and then only read on, as an account's desk
 * does for decisions. What is read is one moment of the database, so that nothing is counted twice.
 */
import type { RuleBooks } from "#core/conversion/rule-books.ts";
import type { Program } from "#core/program.ts";
import { type ReadBooks, readBooks } from "#flow/sales-books.ts";
import { findAccount } from "#store/accounts.ts";
import type { Db } from "#store/schema.ts";

export interface SalesBooks {
  /** Those of the account by its active rules, as they are now. */
  of(account: string, program: Program): Promise<RuleBooks>;
  /** By other rules, which nobody has made active; read anew. */
  under(account: string, program: Program): Promise<RuleBooks>;
}

/** Books hold every lead of an account: those of the accounts looked at last are kept. */
const KEPT = 20;

export function salesBooksOf(db: Db): SalesBooks {
  const kept = new Map<string, Promise<ReadBooks>>();
  const read = (id: string, program: Program, known: ReadBooks | null): Promise<ReadBooks> =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (tx) => {
        const account = await findAccount(tx, id);
        if (account === null) throw new Error(`There is no account ${id}.`);
        // Whatever version is active by now: these are the books of the program that was asked for.
        const asked = { ...account, configurationVersion: program.version };
        return await readBooks(tx, asked, { program, known });
      });
  return {
    async of(account, program) {
      // One after the other: reading on changes the books.
      const before = kept.get(account) ?? Promise.resolve(null);
      const reading = before.catch(() => null).then((known) => read(account, program, known));
      kept.delete(account);
      kept.set(account, reading);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return (await reading).books;
    },

    async under(account, program) {
      return (await read(account, program, null)).books;
    },
  };
}
