/**
 * Where events wait while the database is away: an append-only file of JSON lines in the data
 * directory, on disk before the event is acknowledged. Replaying a line twice does no harm, since
 * the inbox keeps an event once.
 */
import { open, readFile, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { IncomingEvent } from "./inbox.ts";
import { makeDirectory } from "./make-directory.ts";
import { codeOf } from "./server-problem.ts";

export interface Spool {
  /** Resolves when the events are on disk. */
  append(events: readonly IncomingEvent[]): Promise<void>;
  /** Hands over everything that is spooled, in batches, and forgets what `keep` has taken. */
  replay(keep: (events: readonly IncomingEvent[]) => Promise<void>): Promise<number>;
}

const BATCH = 500;

export function spoolIn(directory: string): Spool {
  const current = join(directory, "spool.jsonl");
  const replaying = join(directory, "spool.replaying.jsonl");
  let turn: Promise<unknown> = Promise.resolve();
  // One at a time, whatever becomes of the one before.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    append: (events) => inTurn(() => append(current, events)),
    async replay(keep) {
      let replayed = 0;
      // The first pass is over what an interrupted replay has left.
      for (let pass = 0; pass < 2; pass += 1) {
        const events = await inTurn(() => takeAside(current, replaying, pass === 1));
        for (let from = 0; from < events.length; from += BATCH) {
          await keep(events.slice(from, from + BATCH));
        }
        if (events.length > 0) await unlink(replaying);
        replayed += events.length;
      }
      return replayed;
    },
  };
}

async function append(path: string, events: readonly IncomingEvent[]): Promise<void> {
  // Begun on a line of its own: the one before may have been cut off by a crash.
  const lines = events.map((event) => `\n${JSON.stringify(event)}`).join("");
  const file = await openMakingDirectory(path);
  try {
    await file.appendFile(`${lines}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function openMakingDirectory(path: string) {
  try {
    return await open(path, "a", 0o600);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await makeDirectory(dirname(path));
    return await open(path, "a", 0o600);
  }
}

async function takeAside(
  current: string,
  replaying: string,
  fresh: boolean,
): Promise<readonly IncomingEvent[]> {
  try {
    if (fresh) await rename(current, replaying);
    return parse(await readFile(replaying, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** A line that was cut off by a crash was never acknowledged, and is left out. */
function parse(text: string): readonly IncomingEvent[] {
  return text
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as IncomingEvent];
      } catch {
        return [];
      }
    });
}
