/**
 * How much memory the service takes at rest, with its embedded database in the same process: after
 * its very first start, which makes the database; after a day's work of leads; started again.
 *
 *   npm run bench:rest
 *
 * At rest is the least of a quiet while after the work: what a collector would give back in the next
 * minute is not counted, what stays is. A bare Node.js beside it is what the runtime takes by itself.
 */
import { execFileSync, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { everybodyServed, served, withBench } from "./one-account.ts";
import { reportOf } from "./report.ts";

const DAY_LEADS = 1_000;
const QUIET_S = 45;

/** Resident memory of a process in MB. */
function residentMb(pid: number): number {
  const kb = Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
  return Math.round(kb / 1_024);
}

async function restOf(pid: number): Promise<number> {
  let least = residentMb(pid);
  for (let second = 0; second < QUIET_S; second += 1) {
    await sleep(1_000);
    least = Math.min(least, residentMb(pid));
  }
  return least;
}

async function bareNode(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await sleep(2_000);
  const taken = residentMb(child.pid ?? 0);
  child.kill();
  return taken;
}

await withBench(null, async ({ sandbox, installation }) => {
  const report = reportOf("resident memory at rest");
  const add = (what: string, mb: number, goal = "") => {
    report.add(what, `${mb} MB`, goal);
    if (goal !== "" && mb > 450) process.exitCode = 1;
  };
  add("a bare Node.js", await bareNode());
  add("first start, one account", await restOf(installation.pid), "<= 450 MB");
  sandbox
    .control(served)
    .addLeads(Array.from({ length: DAY_LEADS }, (_, index) => ({ name: `Lead ${index}` })));
  await everybodyServed(sandbox, DAY_LEADS);
  add(`after ${DAY_LEADS} leads`, await restOf(installation.pid), "<= 450 MB");
  await installation.killAndRestart();
  add("started again", await restOf(installation.pid), "<= 450 MB");
  report.print();
});
