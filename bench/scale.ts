/**
 * Several processes on one PostgreSQL database:
 *
 *   npm run bench:scale                     64 accounts, 400 leads each, by 1, 2 and 4 processes
 *
 * Every account's leads are shared out among the processes, a tenth of them being told to two at once.
 * More leads come than anybody may have in a day, so that limits are met everywhere. Afterwards the
 * tables must show every lead decided once, and nobody with more than he may have. Elapsed times.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { createFlow } from "#flow/flow.ts";
import { nothingVerified, verifyPage } from "#flow/verify.ts";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";
import { portsOf } from "#test/support/flow-world.ts";
import { until } from "#test/support/until.ts";
import { openBusyAccount, openCrm, stillClock } from "./busy-account.ts";
import { databaseOnServer } from "./fresh-database.ts";
import { figure, median, reportOf } from "./report.ts";
import type { Task } from "./scale-worker.ts";

const { values } = parseArgs({
  options: { accounts: { type: "string" }, leads: { type: "string" }, rounds: { type: "string" } },
});
const accountCount = Number(values.accounts ?? 64);
const leads = Number(values.leads ?? 400);
const rounds = Number(values.rounds ?? 3);
/** Of each account, for each process. */
const WARM = 30;
/** Fourteen managers may have less than what comes. */
const PER_DAY = Math.floor(leads / 14);

interface Outcome {
  readonly leadsPerSecond: number;
  readonly undecided: number;
  readonly twice: number;
  readonly beyond: number;
  readonly flaws: number;
}

async function round(processes: number): Promise<Outcome> {
  const { url, drop } = await databaseOnServer();
  const database = await openDatabase({ url });
  await migrate(database);
  const flow = createFlow(portsOf(database, { crm: openCrm(), clock: stillClock }));
  const accounts: Task["accounts"][number][] = [];
  for (let index = 0; index < accountCount; index += 1) {
    const address = `https://${index}.example`;
    accounts.push({ account: await openBusyAccount(flow, { address, perDay: PER_DAY }), address });
  }
  const part = Math.floor(leads / processes);
  const shared = processes === 1 ? 0 : Math.floor(part / 10);
  const tasks = Array.from({ length: processes }, (_, index): Task => {
    // The last of a part are also told to the next process.
    const measured = { from: index * part, count: part + shared };
    const warm = { from: leads * 2 + index * WARM, count: WARM };
    return { url, accounts, worker: `process ${index}`, warm, measured };
  });
  const seconds = await runAll(database, tasks);
  const total = accountCount * (part * processes + shared);
  const outcome = {
    leadsPerSecond: total / seconds,
    ...(await judge(database, total + accountCount * WARM * processes)),
    flaws: await flawsIn(database, accounts),
  };
  await database.close();
  await drop();
  return outcome;
}

/** @returns seconds from when all are told to begin until the last lead is decided */
async function runAll(database: Database, tasks: readonly Task[]): Promise<number> {
  const children = tasks.map((task) => {
    const child = fork(new URL("./scale-worker.ts", import.meta.url));
    child.send(task);
    return child;
  });
  await Promise.all(children.map(told));
  await until("the processes are warm", () => lastDecided(database));
  const begun = Date.now();
  const kept = children.map(told);
  for (const child of children) child.send("begin");
  await Promise.all(kept);
  const last = await until("all is decided", () => lastDecided(database));
  const ended = children.map((child) => once(child, "exit"));
  for (const child of children) child.send("end");
  await Promise.all(ended);
  return (last - begun) / 1_000;
}

/** Epoch ms of the end of the last webhook; null: some are not done with. */
async function lastDecided({ kysely }: Database): Promise<number | null> {
  const { rows } = await sql<{ open: boolean; last: number }>`
    select exists (select from inbox where processed_at is null) as open,
           max(processed_at) as last from inbox`.execute(kysely);
  return rows[0]?.open === false ? rows[0].last : null;
}

/** What the process says next. */
async function told(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("a process died"))),
  ]);
  return message;
}

async function judge({ kysely }: Database, total: number) {
  const { rows } = await sql<{ decided: number; twice: number; beyond: number }>`
    select (select count(distinct (account_id, lead_id))::int from decision) as decided,
           (select count(*)::int from (
              select from decision where cause = 'new' group by account_id, lead_id
              having count(*) > 1) as twice) as twice,
           (select count(*)::int from (
              select from decision where kind = 'assigned' group by account_id, manager
              having count(*) > ${PER_DAY}) as beyond) as beyond`.execute(kysely);
  const [{ decided, twice, beyond } = { decided: 0, twice: 0, beyond: 0 }] = rows;
  return { undecided: total - decided, twice, beyond };
}

/** Accounts whose history does not come out the same again. */
async function flawsIn(database: Database, accounts: Task["accounts"]): Promise<number> {
  const flow = createFlow(portsOf(database, { crm: openCrm(), clock: stillClock }));
  let flaws = 0;
  for (const { account } of accounts) {
    let page = await verifyPage(flow, account, nothingVerified(account));
    while (page?.done === false) page = await verifyPage(flow, account, page.verified);
    if (page === null || page.flaw !== null) flaws += 1;
  }
  return flaws;
}

const outcomes = new Map<number, Outcome[]>([1, 2, 4].map((processes) => [processes, []]));
for (let done = 0; done < rounds; done += 1) {
  for (const [processes, seen] of outcomes) seen.push(await round(processes));
}
const report = reportOf(
  `${accountCount} accounts, ${leads} leads each, median of ${rounds} rounds`,
);
const speedOf = (processes: number) =>
  median((outcomes.get(processes) ?? []).map((outcome) => outcome.leadsPerSecond));
for (const processes of outcomes.keys()) {
  const name = processes === 1 ? "1 process" : `${processes} processes`;
  const ratio = speedOf(processes) / speedOf(1);
  report.add(name, figure(speedOf(processes), "leads/s"), "");
  if (processes > 1) report.add("  of one process alone", ratio.toFixed(2), ">= 1");
}
const all = [...outcomes.values()].flat();
const wrong = [
  ["leads that were not decided", "undecided"],
  ["leads that were decided twice", "twice"],
  ["managers beyond their limit", "beyond"],
  ["accounts whose history does not verify", "flaws"],
] as const;
for (const [what, key] of wrong) {
  const sum = all.reduce((before, outcome) => before + outcome[key], 0);
  report.add(what, `${sum}`, "0");
  if (sum > 0) process.exitCode = 1;
}
report.print();
