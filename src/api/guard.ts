import type { Identity } from "./caller.ts";
import type { Role } from "./contract/endpoint.ts";
import type { ProblemCode } from "./contract/problems.ts";

export interface Wanted {
  readonly roles: readonly Role[] | "anyone";
  /** The account of the path; null where the path names none. */
  readonly account: string | null;
}

/**
 * Whether `identity` may make the request; null is yes, otherwise the problem to answer with. A
 * foreign account answers like one that does not exist, whatever the role, so that nobody learns
 * which accounts there are.
 */
export function refusal(identity: Identity | null, wanted: Wanted): ProblemCode | null {
  if (wanted.roles === "anyone") return null;
  if (identity === null) return "sign_in_required";
  if (wanted.account !== null && !mayOpen(identity, wanted.account)) return "account_not_found";
  return wanted.roles.includes(identity.role) ? null : "role_forbidden";
}

/** A manager sees the account whose manager he is, whatever else was opened to him before. */
export function mayOpen({ role, accounts, manager }: Identity, account: string): boolean {
  if (role === "manager") return manager?.account === account;
  return role === "administrator" || accounts.includes(account);
}

/**
 * Whether `identity` may do something for the manager `key`, or look at what is his. A manager is
 * told of a foreign key what he is told of one that does not exist.
 */
export function actsFor({ role, manager }: Identity, key: string): boolean {
  return role !== "manager" || manager?.key === key;
}
