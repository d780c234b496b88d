import { hashPassword } from "#api/passwords.ts";
import { demoAccounts, demoManager } from "#demo/accounts.ts";
import { connectAccount } from "#flow/connect-account.ts";
import type { Flow } from "#flow/flow.ts";
import { PAST_MS, startImport } from "#flow/history-import.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import { addPast } from "#sandbox/past.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { countUsers, findUser, insertUser, openAccount } from "#store/people.ts";
import { portRefusal } from "./listen.ts";
import { createLog } from "./log.ts";
import { startService } from "./service.ts";
import { demoDirectory, readSettings, type SettingOptions } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

export type DemoOptions = SettingOptions;

/** Open to this machine only, so the password need not be a secret. */
const host = "127.0.0.1";
const login = "demo";
const password = "demo-demo";

/** Runs the service beside a local amoCRM with two customers and live traffic, until asked to end. */
export async function runDemo(options: DemoOptions, terminal: Terminal): Promise<number> {
  const given = readSettings(terminal.environment, options);
  // The demo never touches a real installation: neither its database nor its address.
  const data = demoDirectory(given.data);
  const settings = { ...given, data, databaseUrl: null, publicUrl: null };
  const log = createLog(settings.logLevel ?? "warn");
  const asked = terminal.untilAskedToEnd();
  const sandbox = await openSandbox(settings.sandboxPort);
  try {
    const prepare = (flow: Flow) => furnish(flow, sandbox);
    const service = await startService({ settings, log, host, prepare });
    for (const { seed, traffic, staff } of demoAccounts) {
      sandbox.startTraffic({ account: seed.subdomain, ...traffic });
      sandbox.startStaff({ account: seed.subdomain, ...staff });
    }
    terminal.stdout.write(
      `Smena is ready: ${service.url} (sign in as ${login}, password ${password}), manager ${demoManager.login}/${password}; the demo CRM: ${sandbox.url}\n`,
    );
    await asked;
    await service.close();
  } finally {
    await sandbox.close();
  }
  return 0;
}

async function openSandbox(port: number): Promise<Sandbox> {
  const accounts = demoAccounts.map(({ seed }) => seed);
  return startSandbox({ port, host, accounts }).catch((error: unknown) => {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw portRefusal(cause, port, "give another as SANDBOX_PORT");
  });
}

/** A sandbox starts empty and with new tokens, so its accounts are connected anew at every start. */
async function furnish(flow: Flow, sandbox: Sandbox): Promise<void> {
  await createAdministrator(flow);
  const tokens = new Map(sandbox.accounts().map(({ subdomain, token }) => [subdomain, token]));
  for (const { seed, configuration: text, past } of demoAccounts) {
    const { subdomain } = seed;
    const account = await connectAccount(flow, {
      address: sandbox.url,
      token: tokens.get(subdomain) ?? "",
      headers: { "x-sandbox-account": subdomain },
    });
    const switchedOnAt = account.switchedOnAt ?? flow.clock.now();
    if (past !== null) addPast(sandbox, { account: subdomain, ...past, until: switchedOnAt });
    if (account.configurationVersion === 0) {
      await importConfiguration(flow, { account: account.id, text, by: login });
      if (past !== null) await importPast(flow, account.id, { rule: past.rule, to: switchedOnAt });
    }
    if (subdomain === demoManager.of) await createManager(flow, account.id);
  }
}

/** The service reads it from the CRM, as it would for a customer. */
async function importPast(
  flow: Flow,
  account: string,
  { rule, to }: { readonly rule: string; readonly to: number },
): Promise<void> {
  const origin = { kind: "crm", from: to - PAST_MS, to } as const;
  await startImport(flow, { account, rule, origin, leads: [], by: login });
}

async function createManager({ database, clock }: Flow, account: string): Promise<void> {
  const { login, name, key } = demoManager;
  const db = database.kysely;
  if ((await findUser(db, login)) !== null) return;
  const person = { login, name, role: "manager", language: "ru" } as const;
  const passwordHash = await hashPassword(password);
  const manager = { account, key };
  const user = await insertUser(db, { ...person, passwordHash, manager }, clock.now());
  if (user !== null) await openAccount(db, { account, user: user.id });
}

async function createAdministrator({ database, clock }: Flow): Promise<void> {
  const db = database.kysely;
  if ((await countUsers(db)) > 0) return;
  const passwordHash = await hashPassword(password);
  const person = { login, name: "Демо", role: "administrator", language: "ru" } as const;
  await insertUser(db, { ...person, passwordHash }, clock.now());
}
