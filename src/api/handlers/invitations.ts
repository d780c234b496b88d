import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { programKnowing } from "#api/managers.ts";
import { hashPassword } from "#api/passwords.ts";
import { Problem } from "#api/problem.ts";
import type { Programs } from "#api/programs.ts";
import { hashOfCode, randomCode } from "#api/secret-code.ts";
import { identityOf } from "#api/sessions.ts";
import type { Flow } from "#flow/flow.ts";
import { invite, join } from "#flow/invitations.ts";
import { deleteInvitation, findInvitation, openInvitations } from "#store/invitations.ts";
import { openAccounts } from "#store/people.ts";
import { sessionView } from "./session.ts";

type InvitationHandlers = Pick<
  Handlers,
  "invite" | "listInvitations" | "revokeInvitation" | "getInvitation" | "acceptInvitation"
>;

export interface InvitationPorts {
  readonly programs: Programs;
  /** The address that links begin with; null: the one by which the inviter sees the service. */
  readonly publicUrl: string | null;
}

export function invitationHandlers(
  flow: Flow,
  { programs, publicUrl }: InvitationPorts,
): InvitationHandlers {
  const db = flow.database.kysely;
  const now = () => flow.clock.now();
  return {
    async invite({ params, body: { role, name, manager = null } }, { identity, origin }) {
      const account = await accountOf(db, params.account);
      if (manager !== null) await programKnowing(programs, account, manager);
      const code = randomCode(32);
      const asked = { account: account.id, role, name, manager, by: identity.login };
      const invited = await invite(flow, { ...asked, codeHash: hashOfCode(code) });
      return { ...invited, url: `${publicUrl ?? origin ?? ""}/invite/${code}` };
    },

    async listInvitations({ params }) {
      const { id } = await accountOf(db, params.account);
      return { invitations: [...(await openInvitations(db, id, now()))] };
    },

    async revokeInvitation({ params }) {
      const { id: account } = await accountOf(db, params.account);
      if (await deleteInvitation(db, { account, id: params.invitation })) return {};
      throw new Problem("invitation_not_found");
    },

    async getInvitation({ params: { code } }) {
      const invitation = await findInvitation(db, hashOfCode(code));
      const needed = invitation?.acceptedAt === null;
      if (invitation === null || (needed && invitation.expiresAt <= now())) {
        throw new Problem("invitation_not_found");
      }
      const { name: accountName } = await accountOf(db, invitation.account);
      const { role, name } = invitation;
      return { accountName, role, name, needed };
    },

    async acceptInvitation({ params: { code }, body: { password, ...person } }, { session }) {
      const codeHash = hashOfCode(code);
      // A password costs much to hash: that is done for nobody who has no invitation.
      if ((await findInvitation(db, codeHash)) === null) throw new Problem("invitation_not_found");
      const passwordHash = await hashPassword(password);
      const user = await join(flow, { ...person, codeHash, passwordHash });
      if (typeof user === "string") throw new Problem(user);
      await session.open(user.id);
      return sessionView(db, identityOf(user, await openAccounts(db, user.id)));
    },
  };
}
