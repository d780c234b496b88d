import { type Account, findAccount } from "#store/accounts.ts";
import type { Db } from "#store/schema.ts";
import { Problem } from "./problem.ts";

/** @throws Problem `account_not_found` */
export async function accountOf(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id);
  if (account === null) throw new Problem("account_not_found");
  return account;
}
