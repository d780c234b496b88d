import type { ApiClient } from "./api-client.ts";
import { Refusal } from "./refusal.ts";

/** Ids of the accounts that the command may mean: the one named by id or name, otherwise all. */
export async function accountsMeant(
  api: ApiClient,
  wanted: string | undefined,
): Promise<readonly string[]> {
  const { accounts } = await api("getSession");
  if (accounts.length === 0) {
    throw new Refusal(
      "There is no account yet. Start the service (`smena serve`), sign in and connect one.",
    );
  }
  const meant = accounts.filter(({ id, name }) => [undefined, id, name].includes(wanted));
  if (meant.length > 0) return meant.map(({ id }) => id);
  const names = accounts.map(({ id, name }) => `${id} (${name})`).join(", ");
  throw new Refusal(`There is no account ${wanted}. There are: ${names}.`);
}

/** The one account that the command is about. */
export async function chooseAccount(api: ApiClient, wanted: string | undefined): Promise<string> {
  const meant = await accountsMeant(api, wanted);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  throw new Refusal(`There are several accounts: ${meant.join(", ")}. Say which: --account.`);
}
