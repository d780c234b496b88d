import type { Attempts } from "#api/attempts.ts";
import type { Handlers, Identity } from "#api/caller.ts";
import type { Session } from "#api/contract/session.ts";
import { mayOpen } from "#api/guard.ts";
import { hashPassword, passwordMatches } from "#api/passwords.ts";
import { Problem } from "#api/problem.ts";
import { identityOf } from "#api/sessions.ts";
import { redeemSetupCode } from "#api/setup-code.ts";
import { listAccounts } from "#store/accounts.ts";
import { countUsers, findUser, insertUser, openAccounts } from "#store/people.ts";
import type { Db } from "#store/schema.ts";

type SessionHandlers = Pick<
  Handlers,
  "getSetup" | "createSetup" | "signIn" | "getSession" | "signOut"
>;

export function sessionHandlers(
  db: Db,
  { attempts, now }: { readonly attempts: Attempts; readonly now: () => number },
): SessionHandlers {
  return {
    getSetup: async () => ({ needed: (await countUsers(db)) === 0 }),

    async createSetup({ body }, { session }) {
      const { code, password, ...person } = body;
      if ((await countUsers(db)) > 0) throw new Problem("setup_done");
      const passwordHash = await hashPassword(password);
      if (!(await redeemSetupCode(db, code))) throw new Problem("setup_code_wrong");
      const user = await insertUser(db, { ...person, role: "administrator", passwordHash }, now());
      if (user === null) throw new Problem("setup_done");
      await session.open(user.id);
      return sessionView(db, identityOf(user, []));
    },

    async signIn({ body: { login, password } }, { address, session }) {
      const wait = attempts.begin(login, address);
      if (wait > 0) throw tooMany(wait);
      const user = await findUser(db, login);
      const matches = await passwordMatches(password, user?.passwordHash ?? null);
      if (user === null || !matches) throw new Problem("wrong_credentials");
      attempts.succeed(login, address);
      await session.open(user.id);
      return sessionView(db, identityOf(user, await openAccounts(db, user.id)));
    },

    getSession: async (_, { identity }) => sessionView(db, identity),

    async signOut(_, { session }) {
      await session.close();
      return {};
    },
  };
}

export async function sessionView(db: Db, identity: Identity): Promise<Session> {
  const { login, name, role, language } = identity;
  const accounts = await listAccounts(db);
  return {
    user: { login, name, role, language, manager: identity.manager?.key ?? null },
    accounts: accounts
      .filter(({ id }) => mayOpen(identity, id))
      .map(({ id, name, timeZone, crm, configurationVersion }) => ({
        id,
        name,
        timeZone,
        crm,
        configured: configurationVersion > 0,
      })),
  };
}

function tooMany(seconds: number): Problem {
  const minutes = Math.ceil(seconds / 60);
  const detail = `Too many attempts to sign in. Try again in ${minutes} min.`;
  return new Problem("too_many_attempts", { detail, retryAfterSeconds: seconds });
}
