import type { Account, Session } from "./account-context.ts";

/** Where somebody begins: a manager at his own page, everybody else at Today, or where rules are still missing. */
export function firstScreen({ user }: Session, account?: Account) {
  if (user.role === "manager") return "/a/$account/me";
  return account?.configured === false ? "/a/$account/configuration" : "/a/$account/today";
}
