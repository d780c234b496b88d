/** Asking somebody to join: a link that works once. */
import { DAY_MS } from "#core/time.ts";
import { closeInvitation, insertInvitation, lockOpenInvitation } from "#store/invitations.ts";
import { type AppUser, insertUser, openAccount } from "#store/people.ts";
import type { Role } from "#store/schema.ts";
import type { Flow } from "./flow.ts";

const INVITATION_MS = 7 * DAY_MS;

export interface NewInvitation {
  readonly account: string;
  readonly role: Exclude<Role, "administrator">;
  /** The key of the manager that he is to be; null: none. */
  readonly manager: string | null;
  readonly name: string;
  /** Who invites: a login. */
  readonly by: string;
  readonly codeHash: string;
}

export async function invite(
  flow: Flow,
  { by, ...invitation }: NewInvitation,
): Promise<{ readonly id: number; readonly expiresAt: number }> {
  const createdAt = flow.clock.now();
  const expiresAt = createdAt + INVITATION_MS;
  const id = await insertInvitation(flow.database.kysely, {
    ...invitation,
    createdBy: by,
    createdAt,
    expiresAt,
  });
  const { account, role } = invitation;
  flow.log.info({ account, invitation: id, role }, "somebody was invited");
  return { id, expiresAt };
}

export interface Joining {
  readonly codeHash: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly language: "ru" | "en";
}

/**
 * Makes the user that an invitation speaks of. Of two who accept one at once, one joins.
 *
 * @returns the user, or why nobody joined; after `login_taken` the invitation is still open
 */
export async function join(
  flow: Flow,
  { codeHash, ...person }: Joining,
): Promise<AppUser | "invitation_not_found" | "login_taken"> {
  const now = flow.clock.now();
  return await flow.database.kysely.transaction().execute(async (tx) => {
    const invitation = await lockOpenInvitation(tx, codeHash, now);
    if (invitation === null) return "invitation_not_found";
    const { id, account, role, name, manager: key } = invitation;
    const manager = key === null ? null : { account, key };
    const user = await insertUser(tx, { ...person, name, role, manager }, now);
    if (user === null) return "login_taken";
    await closeInvitation(tx, { id, by: user.login }, now);
    await openAccount(tx, { account, user: user.id });
    flow.log.info({ account, invitation: id, user: user.id }, "an invitation was accepted");
    return user;
  });
}
