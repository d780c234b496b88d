import { randomBytes } from "node:crypto";
import type { Crm, CrmAccount } from "#crm/port.ts";
import {
  type Account,
  findAccount,
  findAccountOfCrm,
  insertAccount,
  reconnectAccount,
  touchState,
} from "#store/accounts.ts";
import { saveDirectory } from "#store/directory.ts";
import { toJson } from "#store/rows.ts";
import type { Db } from "#store/schema.ts";
import { chainStart } from "./chain.ts";
import type { Flow } from "./flow.ts";
import type { CrmLogin } from "./ports.ts";

/**
 * Connects a CRM account, or gives a connected one a new token. The CRM is asked first: nothing is
 * kept of an address or a token that does not work.
 *
 * @throws CrmFailure where the CRM does not answer as it should
 */
export async function connectAccount(flow: Flow, login: CrmLogin): Promise<Account> {
  const crm = flow.connect(login);
  const told = await crm.account();
  const users = toJson(await crm.users());
  const pipelines = toJson(await crm.pipelines());
  const now = flow.clock.now();
  const account = await flow.database.kysely.transaction().execute(async (tx) => {
    const id = await place(flow, tx, { login, told });
    const pages = { account: toJson(told), users, pipelines };
    for (const kind of ["account", "users", "pipelines"] as const) {
      await saveDirectory(tx, { account: id, kind, body: pages[kind] }, now);
    }
    await touchState(tx, id);
    return await findAccount(tx, id);
  });
  if (account === null) throw new Error("A connected account is not there.");
  flow.forget(account.id);
  flow.log.info({ account: account.id }, "connected");
  await subscribe(flow, { account, crm });
  flow.kick(account.id, "sweep");
  return account;
}

interface Connecting {
  readonly login: CrmLogin;
  readonly told: CrmAccount;
}

/** @returns the id of the account, which is made where it is new */
async function place(flow: Flow, tx: Db, { login, told }: Connecting): Promise<string> {
  const { address, headers } = login;
  const known = await findAccountOfCrm(tx, { address, crmAccountId: told.id });
  const connectionFor = (id: string) => ({
    address,
    headers,
    crmAccountId: told.id,
    tokenEncrypted: flow.secrets.seal(login.token, id),
  });
  if (known !== null) {
    const { id, name } = known;
    await reconnectAccount(tx, { id, name, connection: connectionFor(id) });
    return id;
  }
  for (let suffix = 1; ; suffix += 1) {
    const id = suffix === 1 ? told.subdomain : `${told.subdomain}-${suffix}`;
    const connection = connectionFor(id);
    const { name, timeZone } = told;
    const account = { id, name, timeZone, connection, ...secretsOf(id) };
    if (await insertAccount(tx, account, flow.clock.now())) return id;
  }
}

/** Makes an account that is fed by API only. @returns null where the id is taken */
export async function createAccount(
  flow: Flow,
  account: { readonly id: string; readonly name: string; readonly timeZone: string },
): Promise<Account | null> {
  const { kysely } = flow.database;
  const made = { ...account, connection: null, ...secretsOf(account.id) };
  const isNew = await insertAccount(kysely, made, flow.clock.now());
  return isNew ? await findAccount(kysely, account.id) : null;
}

const secretsOf = (id: string) => ({
  hookSecret: randomBytes(16).toString("hex"),
  chainHash: chainStart(id),
});

/** Without the hook leads still come by the sweep, which also tries to subscribe again. */
async function subscribe(
  flow: Flow,
  { account, crm }: { readonly account: Account; readonly crm: Crm },
): Promise<void> {
  const destination = flow.hookAddress(account);
  if (destination === null) return;
  try {
    await crm.subscribe(destination);
  } catch (error) {
    flow.log.warn({ account: account.id, err: error }, "the CRM does not take our hook yet");
  }
}
