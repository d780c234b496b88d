import { accountOf } from "#api/account.ts";
import type { Handlers, Identity } from "#api/caller.ts";
import type { Person } from "#api/contract/people.ts";
import { mayOpen } from "#api/guard.ts";
import { programKnowing } from "#api/managers.ts";
import { Problem } from "#api/problem.ts";
import type { Programs } from "#api/programs.ts";
import type { Flow } from "#flow/flow.ts";
import { changeUser, type Leader, removeUser, visibleUsers } from "#flow/people.ts";
import type { UserWithAccounts } from "#store/people.ts";

type PeopleHandlers = Pick<Handlers, "listUsers" | "changeUser" | "removeUser">;

export function peopleHandlers(flow: Flow, programs: Programs): PeopleHandlers {
  const db = flow.database.kysely;
  const openAccountOf = (identity: Identity, id: string) => {
    if (!mayOpen(identity, id)) throw new Problem("account_not_found");
    return accountOf(db, id);
  };
  return {
    async listUsers(_, { identity }) {
      const users = await visibleUsers(db, leaderOf(identity));
      return { users: users.map(personOf) };
    },

    async changeUser({ params: { user }, body: change }, { identity }) {
      const leader = leaderOf(identity);
      for (const id of change.accounts ?? []) await openAccountOf(identity, id);
      if (change.manager) {
        const account = await openAccountOf(identity, change.manager.account);
        await programKnowing(programs, account, change.manager.key);
      }
      const changed = await changeUser(flow, leader, { user, change });
      if (typeof changed === "string") throw new Problem(changed);
      return personOf(changed);
    },

    async removeUser({ params: { user } }, { identity }) {
      const refusal = await removeUser(flow, leaderOf(identity), user);
      if (refusal !== null) throw new Problem(refusal);
      return {};
    },
  };
}

function leaderOf({ user, role, accounts }: Identity): Leader {
  return { user, accounts: role === "administrator" ? null : accounts };
}

function personOf(user: UserWithAccounts): Person {
  const { id, login, name, role, language, accounts, manager } = user;
  return { id, login, name, role, language, accounts: [...accounts], manager };
}
