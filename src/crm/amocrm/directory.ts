/** The account and its users, in the port's words. */
import { type CrmAccount, CrmFailure, type CrmUser } from "#crm/port.ts";
import type { Client } from "./client.ts";
import { accountAnswer, type UserAnswer, usersAnswer } from "./model.ts";

const usersPerPage = 250;

type AccountWithGroups = CrmAccount & {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
};

export async function readAccount(client: Client): Promise<CrmAccount> {
  const { id, name, subdomain, timeZone } = await readAccountWithGroups(client);
  return { id, name, subdomain, timeZone };
}

async function readAccountWithGroups(client: Client): Promise<AccountWithGroups> {
  const answer = await client.call(
    {
      method: "GET",
      path: "/account",
      query: [["with", "datetime_settings,users_groups"]],
    },
    accountAnswer,
  );
  if (answer === null) throw new CrmFailure("unavailable", "The CRM told nothing of the account.");
  const { id, name, subdomain, _embedded } = answer;
  return {
    id,
    name,
    subdomain,
    // Every account has one today; without it the configuration's own zone still stands.
    timeZone: _embedded?.datetime_settings?.timezone ?? "UTC",
    groups: _embedded?.users_groups ?? [],
  };
}

/** All users, also those who must never receive a lead. Only an administrator's token may ask. */
export async function readUsers(client: Client): Promise<readonly CrmUser[]> {
  const users = await readPages(client);
  const everyGroupIsNamed = users.every((user) => groupIn(user) !== null);
  const groups = everyGroupIsNamed ? [] : (await readAccountWithGroups(client)).groups;
  return users.map((user) => portUser(user, groups));
}

async function readPages(client: Client): Promise<readonly UserAnswer[]> {
  const users: UserAnswer[] = [];
  for (let page = 1; ; page++) {
    const answer = await usersPage(client, page);
    users.push(...(answer?._embedded.users ?? []));
    if (!answer?._links?.next) return users;
  }
}

async function usersPage(client: Client, page: number) {
  try {
    return await client.call(
      {
        method: "GET",
        path: "/users",
        query: [
          ["with", "group"],
          ["limit", usersPerPage],
          ["page", page],
        ],
      },
      usersAnswer,
    );
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== "forbidden") throw error;
    if (error.retryAfterMs !== null) throw error;
    throw new CrmFailure(
      "forbidden",
      `The CRM shows its users to administrators only. Let an administrator of the account create the token and enter it in the account's settings. (${error.message})`,
      { cause: error },
    );
  }
}

function portUser(user: UserAnswer, groups: AccountWithGroups["groups"]): CrmUser {
  const { id, name, email, rights } = user;
  // Users of the default group carry 0 or nothing, and no name beside it.
  const groupId = rights.group_id ?? "0";
  return {
    id,
    name,
    email: email || null,
    group: groupIn(user) ?? groups.find((group) => group.id === groupId)?.name ?? null,
    active: rights.is_active && !rights.is_free,
    admin: rights.is_admin,
  };
}

const groupIn = (user: UserAnswer): string | null => user._embedded?.groups[0]?.name ?? null;
