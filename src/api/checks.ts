import { CrmFailure, type CrmFailureKind } from "#crm/port.ts";
import type { Flow } from "#flow/flow.ts";
import { type Account, listAccounts } from "#store/accounts.ts";
import { pendingMigrations } from "#store/migrate.ts";
import { serverFacts } from "#store/server-facts.ts";
import { todayCounts } from "#store/today.ts";
import type { Check } from "./contract/checks.ts";

const CLOCK_DIFFERENCE_MAX_MS = 2_000;
const UNDECIDED_MAX_MS = 5 * 60_000;

interface Installation {
  readonly flow: Flow;
  readonly version: string;
}

/** Looks at everything that an installation leans on. Finds; changes nothing. */
export async function checkInstallation(installation: Installation): Promise<Check[]> {
  const { flow } = installation;
  const accounts = await listAccounts(flow.database.kysely);
  const ofAccounts = await Promise.all(accounts.map((one) => checkAccount(installation, one)));
  return [versions(installation.version), ...(await checkDatabase(flow)), ...ofAccounts.flat()];
}

const ok = (name: string, finding: string): Check => ({
  name,
  status: "ok",
  finding,
  remedy: null,
});

function versions(version: string): Check {
  return ok("versions", `Smena ${version} on Node.js ${process.versions.node}.`);
}

async function checkDatabase({ database, clock }: Flow): Promise<Check[]> {
  const sent = clock.now();
  const { version, now } = await serverFacts(database.kysely);
  // The server looked at its clock somewhere between asking and answer.
  const difference = Math.round(Math.abs(now - (sent + clock.now()) / 2));
  const pending = await pendingMigrations(database);
  const host = database.kind === "embedded" ? "embedded database" : "PostgreSQL server";
  return [
    pending === 0
      ? ok("database", `The ${host} answers (PostgreSQL ${version}).`)
      : {
          name: "database",
          status: "fail",
          finding: `${pending} steps of the schema are missing.`,
          remedy: "Start the service: it makes them.",
        },
    difference <= CLOCK_DIFFERENCE_MAX_MS
      ? ok("clocks", `This machine and the database agree to ${difference} ms.`)
      : {
          name: "clocks",
          status: "warn",
          finding: `This machine and the database differ by ${difference} ms.`,
          remedy: "Let both follow a time server (NTP): shifts begin by this machine's clock.",
        },
  ];
}

async function checkAccount(installation: Installation, account: Account): Promise<Check[]> {
  const waiting = await checkUndecided(installation.flow, account);
  const crm = installation.flow.crm(account);
  if (crm === null) return [waiting];
  try {
    const { name } = await crm.account();
    const checks = [
      ok(`crm ${account.id}`, `${account.crmAddress} accepts the token as «${name}».`),
      await checkManagers(installation.flow, account),
      await checkWebhook(installation.flow, account),
    ];
    return [...checks, waiting];
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    return [unusable(account, error), waiting];
  }
}

const remedies: Readonly<Record<CrmFailureKind, string>> = {
  rate_limited: "Wait a minute: something else uses up the account's requests.",
  unavailable: "Look whether the address opens in a browser; otherwise wait for the CRM.",
  unauthorized: "Make a new long-lived token in the CRM and connect the account again.",
  forbidden: "Give the token's user administrator's rights, or ask the CRM's support.",
  refused: "Look at the message: the CRM understood the request and said no.",
};

function unusable({ id }: Account, { kind, message }: CrmFailure): Check {
  return { name: `crm ${id}`, status: "fail", finding: `${message}.`, remedy: remedies[kind] };
}

async function checkManagers({ database, desks }: Flow, account: Account): Promise<Check> {
  const name = `managers ${account.id}`;
  const desk = await desks.read(database.kysely, account);
  if (desk === null) {
    const remedy = "Import one with `smena import`, or in the browser.";
    return { name, status: "warn", finding: "There is no configuration yet.", remedy };
  }
  const lost = desk.program.managers.filter(({ key }) => !desk.users.has(key));
  if (lost.length === 0) return ok(name, "Every manager is an active user of the CRM.");
  return {
    name,
    status: "warn",
    finding: `Not an active user of the CRM: ${lost.map((one) => one.name).join(", ")}.`,
    remedy: "They receive nothing. Correct their `crm:` or take them out of the rules.",
  };
}

async function checkWebhook(flow: Flow, account: Account): Promise<Check> {
  const name = `webhook ${account.id}`;
  const destination = flow.hookAddress(account);
  if (destination === null) {
    return {
      name,
      status: "warn",
      finding: "The CRM cannot reach this service, so leads are found by asking once a minute.",
      remedy: "Give the service's public address as SMENA_URL.",
    };
  }
  const state = await flow.crm(account)?.subscription(destination);
  if (state === "active") return ok(name, "The CRM reports every event.");
  return {
    name,
    status: "warn",
    finding: state === "disabled" ? "The CRM has disabled it." : "The CRM does not know it.",
    remedy: "The running service sets it up again within a minute; look at its log if it stays so.",
  };
}

async function checkUndecided({ database, clock }: Flow, { id }: Account): Promise<Check> {
  const { oldestUndecidedAt } = await todayCounts(database.kysely, id, clock.now());
  const waited = oldestUndecidedAt === null ? 0 : clock.now() - oldestUndecidedAt;
  if (waited <= UNDECIDED_MAX_MS) return ok(`leads ${id}`, "None is left undecided.");
  return {
    name: `leads ${id}`,
    status: "warn",
    finding: `One has been undecided for ${Math.round(waited / 60_000)} min.`,
    remedy: "Start the service if it is not running; otherwise its log tells what is in the way.",
  };
}
