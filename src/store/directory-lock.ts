/**
 * One process a data directory. The lock is a file with the holder's process id; since ids are used
 * again, the holder's start time stands beside it. A lock whose holder is gone is taken over:
 * whoever links it under a name of its own first may remove it, so of two starters only one does.
 */
import { link, readFile, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory, unwritable } from "./make-directory.ts";
import { StoreProblem } from "./problem.ts";
import { codeOf } from "./server-problem.ts";
import { makeWholeFile } from "./whole-file.ts";

/** A taker who died between claim and removal is out of the way after this long. */
const CLAIM_MS = 10_000;

/**
 * Locks `directory`, making it where it is missing.
 *
 * @returns gives the lock back
 * @throws StoreProblem `directory_in_use` or `directory_unusable`
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await makeDirectory(directory);
  try {
    return await take(join(directory, "smena.lock"), directory);
  } catch (error) {
    if (error instanceof StoreProblem) throw error;
    throw unwritable(directory, error);
  }
}

async function take(path: string, directory: string): Promise<() => Promise<void>> {
  const own = `${process.pid} ${await startOf(process.pid)}\n`;
  for (;;) {
    if (await makeWholeFile(path, own)) return () => giveBack(path, own);
    const holder = await read(path);
    if (holder === null) continue;
    const [pid = "", start = ""] = holder.trim().split(" ");
    if (await isRunning(Number(pid), start)) throw inUse(directory, pid);
    await removeStale(path, holder);
  }
}

function inUse(directory: string, pid: string): StoreProblem {
  return new StoreProblem("directory_in_use", {
    message: `The data directory ${directory} is in use by process ${pid}.`,
    remedy: "Stop it, or give another --data DIR.",
  });
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function removeStale(path: string, holder: string): Promise<void> {
  const claim = `${path}.stale-${holder.trim().replaceAll(/\D+/g, "-")}`;
  if (!(await linked(path, claim))) return;
  try {
    // Between reading and linking, another may have finished taking over: then it is his lock.
    if ((await read(claim)) === holder) await unlink(path);
  } finally {
    await unlink(claim);
  }
}

async function linked(path: string, claim: string): Promise<boolean> {
  try {
    await link(path, claim);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    if (codeOf(error) !== "EEXIST") throw error;
    const claimed = await stat(claim).catch(() => null);
    if (claimed !== null && Date.now() - claimed.ctimeMs > CLAIM_MS) await unlink(claim);
    return false;
  }
}

async function giveBack(path: string, own: string): Promise<void> {
  if ((await read(path)) === own) await unlink(path);
}

async function isRunning(pid: number, start: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    if (codeOf(error) !== "EPERM") return false;
  }
  return (await startOf(pid)) === start;
}

/** When the process started, in the kernel's ticks; "0" where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // The name in parentheses may hold anything; the start is the 20th field behind it.
  return status?.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
}
