/**
 * How fast a backlog leaves, against the CRM's own bound of 50 leads a request and 7 requests a
 * second, with the real service, the real database and the sandbox CRM's limiter:
 *
 *   npm run bench:drain                    10,000 leads wait; a shift starts; the last write answered
 *   npm run bench:drain -- --file LEADS    a file of real leads played through webhooks
 *   npm run bench:drain -- --file LEADS --kill    the same, with kill -9 in the middle
 *
 * Afterwards every lead in the CRM must have the manager that the history says, once.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { LeadRow } from "#sandbox/control/account-control.ts";
import { play } from "#sandbox/playback.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { Installation } from "#test/support/installation.ts";
import { until } from "#test/support/until.ts";
import { reportOf } from "./report.ts";

const names = Array.from({ length: 12 }, (_, index) => `manager${index + 1}`);
/** The CRM user of a manager; the owner of the account is the user before the first. */
const userOf = (manager: string | null): number => firstUser + names.indexOf(manager ?? "");
const firstUser = 501;
/** What 10,000 leads may take to come in before the shift starts. */
const LOAD_MS = 90_000;

/** All work around the clock, or from `from` (HH:MM, UTC) for the next twelve hours. */
function configuration(from: string | null): string {
  const managers = names.map((name) => `  ${name}: { crm: ${userOf(name)}, schedule: shift }`);
  const hours = from === null ? "00:00-24:00" : `${from}-${hoursLater(from, 12)}`;
  return `version: 1
account: { name: Bench, timezone: UTC }
managers:
${managers.join("\n")}
schedules:
  shift: { weekly: { mon-sun: "${hours}" } }
rules:
  - name: Everything
    method: in_turn
    members: [${names.join(", ")}]
`;
}

function hoursLater(clock: string, hours: number): string {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return `${String((hour + hours) % 24).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const openSandbox = (): Promise<Sandbox> =>
  startSandbox({
    port: 0,
    accounts: [
      {
        subdomain: "bench",
        name: "Bench",
        timezone: "UTC",
        users: [
          { id: firstUser - 1, name: "Owner", email: "owner@bench.example", admin: true },
          ...names.map((name) => ({
            id: userOf(name),
            name,
            email: `${name}@bench.example`,
          })),
        ],
        pipelines: [{ name: "Sales", main: true, stages: ["New", "In work"] }],
      },
    ],
  });

const servedIn = (sandbox: Sandbox): readonly LeadRow[] =>
  sandbox
    .control("bench")
    .leads()
    .filter((lead) => lead.responsible_user_id !== 0);

/** Resolves when so many leads of the CRM have somebody. */
const everybodyServed = (sandbox: Sandbox, expected: number): Promise<readonly LeadRow[]> =>
  until("every lead has its manager", () => {
    const served = servedIn(sandbox);
    return served.length >= expected ? served : null;
  });

/** A running installation, its sandbox, and what is to be cleaned up behind them. */
interface Bench {
  readonly sandbox: Sandbox;
  readonly installation: Installation;
  readonly account: string;
}

async function withBench(hours: string | null, work: (bench: Bench) => Promise<void>) {
  const data = await mkdtemp(join(tmpdir(), "smena-bench-"));
  const sandbox = await openSandbox();
  const { DATABASE_URL } = process.env;
  const installation = await Installation.open({
    SMENA_DATA: data,
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  });
  try {
    const account = await installation.connect(sandbox, "bench", configuration(hours));
    await work({ sandbox, installation, account });
  } finally {
    await installation.close();
    await sandbox.close();
    await rm(data, { recursive: true, force: true });
  }
}

/** The CRM's leads against the history: whose is each, and was any given twice? */
async function judge(
  { installation, account, sandbox }: Bench,
  from: number,
  leads: readonly LeadRow[],
) {
  const history = await installation.history(account);
  const given = history.filter((decision) => decision.kind === "assigned");
  const managerOf = new Map(given.map(({ lead, manager }) => [lead, manager]));
  const missing = leads.filter((lead) => !managerOf.has(String(lead.id))).length;
  const wrong = leads.filter(
    (lead) => lead.responsible_user_id !== userOf(managerOf.get(String(lead.id)) ?? null),
  ).length;
  const decidedTwice = given.length - managerOf.size;
  const writtenTwice = leads.filter((lead) => lead.responsible_changes > 1).length;
  const seconds = (Math.max(...leads.map((lead) => lead.responsible_set_ms ?? 0)) - from) / 1_000;
  const bound = Math.ceil(leads.length / 50) / 7;
  const report = reportOf(`drain of ${leads.length} leads`);
  report.add("until the last write was answered", `${seconds.toFixed(1)} s`, "");
  report.add("the CRM's own bound", `${bound.toFixed(1)} s`, "");
  report.add("  ratio", (seconds / bound).toFixed(2), "<= 1.15");
  report.add(
    "requests refused by the CRM with 429",
    `${sandbox.control("bench").tenant.limit.refused}`,
    "0",
  );
  report.add("missing in the history", `${missing}`, "0");
  report.add("with another responsible user than in the history", `${wrong}`, "0");
  report.add("decided twice", `${decidedTwice}`, "0");
  report.add("changed hands more than once", `${writtenTwice}`, "0");
  report.print();
  if (missing + wrong + decidedTwice + writtenTwice > 0) process.exitCode = 1;
}

/** A file played through webhooks as fast as they get away, with or without a kill in the middle. */
const playFile = (path: string, kill: boolean) =>
  withBench(null, async (bench) => {
    const { sandbox, installation } = bench;
    const playback = play(sandbox, { account: "bench", path });
    if (kill) {
      await until("a part is served", () => (servedIn(sandbox).length > 500 ? true : null));
      await installation.killAndRestart();
      process.stdout.write("killed with -9 and started again\n");
    }
    await playback.done;
    const { error, leads: played } = playback.progress();
    if (error !== null) throw new Error(error);
    const leads = await everybodyServed(sandbox, played);
    await judge(bench, Math.min(...leads.map((lead) => lead.arrived_ms)), leads);
  });

/** Leads arrive while nobody works; everybody's shift starts at the next minute but one. */
const drainPool = (count: number) => {
  const start = Math.ceil((Date.now() + LOAD_MS) / 60_000) * 60_000;
  return withBench(new Date(start).toISOString().slice(11, 16), async (bench) => {
    const { sandbox, installation, account } = bench;
    const requests = Array.from({ length: count }, (_, index) => ({ name: `Lead ${index}` }));
    sandbox.control("bench").addLeads(requests);
    await until("all leads wait", async () => {
      const page = await installation.call<{ total: number }>(
        "GET",
        `/accounts/${account}/decisions?kind=waiting&limit=1`,
      );
      return page.total >= count ? true : null;
    });
    if (Date.now() > start) throw new Error("the shift began before all leads were in");
    await judge(bench, start, await everybodyServed(sandbox, count));
  });
};

const { values } = parseArgs({
  options: { file: { type: "string" }, kill: { type: "boolean" }, leads: { type: "string" } },
});
await (values.file === undefined
  ? drainPool(Number(values.leads ?? 10_000))
  : playFile(values.file, values.kill ?? false));
