/** Who may sign in: changed and removed by administrators and, within their accounts, by heads. */
import {
  deleteUser,
  listUsers,
  lockAdministrators,
  lockUser,
  type OwnManager,
  saveUser,
  type UserWithAccounts,
} from "#store/people.ts";
import type { Db, Role } from "#store/schema.ts";
import type { Flow } from "./flow.ts";

/** Whoever changes people. */
export interface Leader {
  /** Null: the command line. */
  readonly user: number | null;
  /** The accounts that he leads; null: all, with everybody in them. */
  readonly accounts: readonly string[] | null;
}

export interface UserChange {
  readonly role?: Role | undefined;
  readonly name?: string | undefined;
  /** Ids; of the accounts that the leader does not lead, all stay as they are. */
  readonly accounts?: readonly string[] | undefined;
  readonly manager?: OwnManager | null | undefined;
}

export type PeopleRefusal =
  | "user_not_found"
  | "user_beyond"
  | "user_yourself"
  | "last_administrator"
  | "role_forbidden"
  | "account_not_found"
  | "manager_needed";

/** Those whom the leader may see, each with the accounts of them that are open to the leader. */
export async function visibleUsers(db: Db, leader: Leader): Promise<readonly UserWithAccounts[]> {
  const users = await listUsers(db);
  return users.filter((user) => sees(leader, user)).map((user) => shownTo(leader, user));
}

/**
 * Changes a user; his open sessions notice with their next request.
 *
 * @returns the user as the leader may see him, or why nothing was changed
 */
export async function changeUser(
  flow: Flow,
  leader: Leader,
  { user: id, change }: { readonly user: number; readonly change: UserChange },
): Promise<UserWithAccounts | PeopleRefusal> {
  const changed = await flow.database.kysely.transaction().execute(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const user = await lockUser(tx, id);
    if (user === null || !sees(leader, user)) return "user_not_found";
    const after = changedUser(user, change, leader);
    const refusal =
      refusalOf(leader, user, change) ??
      brokenBy(after) ??
      lastOf(administrators, user, after.role);
    if (refusal !== null) return refusal;
    await saveUser(tx, after);
    return after;
  });
  if (typeof changed === "string") return changed;
  flow.log.info({ user: id, role: changed.role, by: leader.user }, "user changed");
  return shownTo(leader, changed);
}

/** Removes a user and ends his sessions. @returns why he was not removed; null: he was */
export async function removeUser(
  flow: Flow,
  leader: Leader,
  id: number,
): Promise<PeopleRefusal | null> {
  const refusal = await flow.database.kysely.transaction().execute(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const user = await lockUser(tx, id);
    if (user === null || !sees(leader, user)) return "user_not_found";
    if (id === leader.user) return "user_yourself";
    const refused = reaches(leader, user) ? lastOf(administrators, user, null) : "user_beyond";
    if (refused === null) await deleteUser(tx, id);
    return refused;
  });
  if (refusal === null) flow.log.info({ user: id, by: leader.user }, "user removed");
  return refusal;
}

/** Heads do not see administrators, nor people of none of their accounts. */
function sees({ accounts }: Leader, user: UserWithAccounts): boolean {
  if (accounts === null) return true;
  return user.role !== "administrator" && user.accounts.some((one) => accounts.includes(one));
}

/** Whether he works nowhere that the leader does not lead. */
function reaches({ accounts }: Leader, user: UserWithAccounts): boolean {
  return accounts === null || user.accounts.every((one) => accounts.includes(one));
}

function shownTo(leader: Leader, user: UserWithAccounts): UserWithAccounts {
  const { accounts } = leader;
  if (accounts === null) return user;
  const isOpen = user.manager !== null && accounts.includes(user.manager.account);
  return {
    ...user,
    accounts: user.accounts.filter((one) => accounts.includes(one)),
    manager: isOpen ? user.manager : null,
  };
}

function refusalOf(
  leader: Leader,
  user: UserWithAccounts,
  change: UserChange,
): PeopleRefusal | null {
  const { role, name, accounts, manager } = change;
  const isOwn = user.id === leader.user;
  if (isOwn && (role ?? accounts ?? manager) !== undefined) return "user_yourself";
  if (role === "administrator" && leader.accounts !== null) return "role_forbidden";
  const wanted = [...(accounts ?? []), ...(manager ? [manager.account] : [])];
  if (leader.accounts !== null && wanted.some((one) => !leader.accounts?.includes(one))) {
    return "account_not_found";
  }
  // Which of the accounts he leads somebody may enter is his alone to say; who somebody is, is not.
  const isPersonal = role !== undefined || name !== undefined || manager !== undefined;
  return isPersonal && !reaches(leader, user) ? "user_beyond" : null;
}

/** As he will be. A manager works in his own account and in no other. */
function changedUser(user: UserWithAccounts, change: UserChange, leader: Leader): UserWithAccounts {
  const role = change.role ?? user.role;
  const manager = change.manager === undefined ? user.manager : change.manager;
  const kept = user.accounts.filter((one) => leader.accounts?.includes(one) === false);
  const given = change.accounts === undefined ? user.accounts : [...kept, ...change.accounts];
  const accounts = role === "manager" && manager !== null ? [manager.account] : given;
  return {
    ...user,
    role,
    manager,
    name: change.name ?? user.name,
    accounts: [...new Set(accounts)],
  };
}

function brokenBy({ role, manager }: UserWithAccounts): PeopleRefusal | null {
  return role === "manager" && manager === null ? "manager_needed" : null;
}

/** @param next the role that he will have; null: he goes */
function lastOf(
  administrators: number,
  user: UserWithAccounts,
  next: Role | null,
): PeopleRefusal | null {
  const leaves = user.role === "administrator" && next !== "administrator";
  return leaves && administrators <= 1 ? "last_administrator" : null;
}
