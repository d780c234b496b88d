/**
 * Several processes on one PostgreSQL database:
 *
 *   npm run bench:scale                     64 accounts, 800 leads each, by 1, 2 and 4 processes
 *
 * Either each account's webhooks come to one process, as a balancer sends them that goes by their
 * path, or every process is told of a part of each account's leads. A tenth are told to two at once.
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
import type { Part, Task } from "./scale-worker.ts";

const { values } = parseArgs({
  options: {
    accounts: { type: "string" },
    leads: { type: "string" },
    rounds: { type: "string" },
    processes: { type: "string" },
  },
});
const accountCount = Number(values.accounts ?? 64);
const leads = Number(values.leads ?? 800);
const rounds = Number(values.rounds ?? 2);
const numbers = (values.processes ?? "1,2,4").split(",").map(Number);
/** Of each account, to warm the processes up. */
const WARM = 40;
/** Fourteen managers may have less than what comes. */
const PER_DAY = Math.floor(leads / 14);

type Layout = "by account" | "at random";

interface Way {
  readonly processes: number;
  readonly layout: Layout;
}

interface Outcome {
  readonly leadsPerSecond: number;
  readonly undecided: number;
  readonly twice: number;
  readonly beyond: number;
  readonly flaws: number;
}

async function round(way: Way): Promise<Outcome> {
  const { url, drop } = await databaseOnServer();
  const database = await openDatabase({ url });
  try {
    await migrate(database);
    return await run(database, url, way);
  } finally {
    await database.close();
    await drop();
  }
}

async function run(database: Database, url: string, way: Way): Promise<Outcome> {
  const flow = createFlow(portsOf(database, { crm: openCrm(), clock: stillClock }));
  const accounts: Place[] = [];
  for (let index = 0; index < accountCount; index += 1) {
    const address = `https://${index}.example`;
    accounts.push({ account: await openBusyAccount(flow, { address, perDay: PER_DAY }), address });
  }
  const tasks = Array.from({ length: way.processes }, (_, index): Task => {
    const parts = accounts.flatMap((place, number) => partOf(place, { ...way, index, number }));
    return { url, worker: `process ${index}`, parts };
  });
  const seconds = await runAll(database, tasks);
  return {
    leadsPerSecond: (accountCount * leads) / seconds,
    ...(await judge(database, accountCount * (leads + WARM))),
    flaws: await flawsIn(database, accounts),
  };
}

type Place = Pick<Part, "account" | "address">;

/** What process `index` is told of account `number`. */
function partOf(place: Place, of: Way & { index: number; number: number }): readonly Part[] {
  const { processes, layout, index, number } = of;
  const tenth = Math.floor(leads / 10);
  const upTo = (share: number) => Math.floor((leads * share) / processes);
  if (layout === "at random") {
    const from = Math.max(upTo(index) - Math.floor(tenth / processes), 0);
    const warmFrom = leads + Math.floor((WARM * index) / processes);
    const warmTo = leads + Math.floor((WARM * (index + 1)) / processes);
    const warm = { from: warmFrom, count: warmTo - warmFrom };
    return [{ ...place, warm, measured: { from, count: upTo(index + 1) - from } }];
  }
  if (number % processes === index) {
    const warm = { from: leads, count: WARM };
    return [{ ...place, warm, measured: { from: 0, count: leads } }];
  }
  if ((number + 1) % processes !== index) return [];
  const nothing = { from: leads, count: 0 };
  return [{ ...place, warm: nothing, measured: { from: leads - tenth, count: tenth } }];
}

/** @returns seconds from when all are told to begin until the last lead is decided */
async function runAll(database: Database, tasks: readonly Task[]): Promise<number> {
  const children = tasks.map((task) => {
    const child = fork(new URL("./scale-worker.ts", import.meta.url));
    child.send(task);
    return child;
  });
  try {
    return await timed(database, children);
  } finally {
    for (const child of children) child.kill();
  }
}

async function timed(database: Database, children: readonly ChildProcess[]): Promise<number> {
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
async function flawsIn(database: Database, accounts: readonly Place[]): Promise<number> {
  const flow = createFlow(portsOf(database, { crm: openCrm(), clock: stillClock }));
  let flaws = 0;
  for (const { account } of accounts) {
    let page = await verifyPage(flow, account, nothingVerified(account));
    while (page?.done === false) page = await verifyPage(flow, account, page.verified);
    if (page === null || page.flaw !== null) flaws += 1;
  }
  return flaws;
}

const ways: readonly Way[] = numbers.flatMap((processes): readonly Way[] =>
  (processes === 1 ? ["by account" as const] : ["by account" as const, "at random" as const]).map(
    (layout) => ({ processes, layout }),
  ),
);
const outcomes = new Map<Way, Outcome[]>(ways.map((way) => [way, []]));
for (let done = 0; done < rounds; done += 1) {
  for (const [way, seen] of outcomes) seen.push(await round(way));
}
const report = reportOf(
  `${accountCount} accounts, ${leads} leads each, median of ${rounds} rounds`,
);
const speeds = [...outcomes].map(([way, seen]) => ({
  ...way,
  speed: median(seen.map(({ leadsPerSecond }) => leadsPerSecond)),
}));
const alone = speeds.find(({ processes }) => processes === 1)?.speed ?? Number.NaN;
for (const { processes, layout, speed } of speeds) {
  const name = processes === 1 ? "1 process" : `${processes} processes, told ${layout}`;
  report.add(name, figure(speed, "leads/s"), "");
  if (processes > 1) report.add("  of one process alone", (speed / alone).toFixed(2), ">= 1");
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
