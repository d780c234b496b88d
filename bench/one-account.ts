/** What the benchmarks of the whole service share: an installation, its sandbox CRM, twelve managers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LeadRow } from "#sandbox/control/account-control.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { Installation } from "#test/support/installation.ts";
import { until } from "#test/support/until.ts";
import type { Report } from "./report.ts";

/** A running installation and the account of the sandbox that it serves. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly installation: Installation;
  readonly account: string;
}

/** The account that the service serves, and one beside it for whoever is compared with it. */
export const served = "bench";
export const bare = "bare";

const names = Array.from({ length: 12 }, (_, index) => `manager${index + 1}`);
/** The owner of the account is the user before the first. */
const firstUser = 501;
/** The CRM user of a manager. */
const userOf = (manager: string | null): number => firstUser + names.indexOf(manager ?? "");

/**
 * Runs `work` on a fresh installation and cleans up behind it. DATABASE_URL selects PostgreSQL.
 *
 * @param shift when everybody works, such as `08:00-20:00` UTC; null: around the clock
 */
export async function withBench(
  shift: string | null,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "smena-bench-"));
  const sandbox = await startSandbox({ port: 0, accounts: [served, bare].map(seedOf) });
  const { DATABASE_URL } = process.env;
  const installation = await Installation.open({
    SMENA_DATA: data,
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  });
  try {
    const account = await installation.connect(sandbox, served, configuration(shift));
    await work({ sandbox, installation, account });
  } finally {
    await installation.close();
    await sandbox.close();
    await rm(data, { recursive: true, force: true });
  }
}

const seedOf = (subdomain: string) => ({
  subdomain,
  name: "Bench",
  timezone: "UTC",
  users: [
    { id: firstUser - 1, name: "Owner", email: "owner@bench.example", admin: true },
    ...names.map((name) => ({ id: userOf(name), name, email: `${name}@bench.example` })),
  ],
  pipelines: [{ name: "Sales", main: true, stages: ["New", "In work"] }],
});

function configuration(shift: string | null): string {
  const managers = names.map((name) => `  ${name}: { crm: ${userOf(name)}, schedule: shift }`);
  return `version: 1
account: { name: Bench, timezone: UTC }
managers:
${managers.join("\n")}
schedules:
  shift: { weekly: { mon-sun: "${shift ?? "00:00-24:00"}" } }
rules:
  - name: Everything
    method: in_turn
    members: [${names.join(", ")}]
`;
}

export const servedIn = (sandbox: Sandbox): readonly LeadRow[] =>
  sandbox
    .control(served)
    .leads()
    .filter((lead) => lead.responsible_user_id !== 0);

/** Resolves when so many leads of the CRM have somebody. */
export const everybodyServed = (sandbox: Sandbox, expected: number): Promise<readonly LeadRow[]> =>
  until("every lead has its manager", () => {
    const leads = servedIn(sandbox);
    return leads.length >= expected ? leads : null;
  });

/** Adds what must never be: the CRM's leads against the history. A difference fails the run. */
export async function addCorrectness(
  report: Report,
  { installation, account }: Bench,
  leads: readonly LeadRow[],
): Promise<void> {
  const history = await installation.history(account);
  const given = history.filter((decision) => decision.kind === "assigned");
  const managerOf = new Map(given.map(({ lead, manager }) => [lead, manager]));
  const nobody = leads.filter((lead) => !managerOf.has(String(lead.id)));
  const other = leads.filter(
    (lead) => lead.responsible_user_id !== userOf(managerOf.get(String(lead.id)) ?? null),
  );
  const wrong: readonly (readonly [string, number])[] = [
    ["missing in the history", nobody.length],
    ["with another responsible user than in the history", other.length],
    ["decided twice", given.length - managerOf.size],
    ["changed hands more than once", leads.filter((lead) => lead.responsible_changes > 1).length],
  ];
  for (const [what, count] of wrong) {
    report.add(what, `${count}`, "0");
    if (count > 0) process.exitCode = 1;
  }
}
