import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { IncomingEvent } from "./inbox.ts";
import { spoolIn } from "./spool.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "smena-spool-"));
});
afterEach(() => rm(directory, { recursive: true }));

const event = (key: string): IncomingEvent => ({
  account: "a",
  origin: "webhook",
  body: `line\n${key}`,
  dedupeKey: key,
  receivedAt: 1,
});

async function replayed(): Promise<readonly string[]> {
  const keys: string[] = [];
  await spoolIn(directory).replay(async (events) => {
    keys.push(...events.map(({ dedupeKey }) => dedupeKey));
  });
  return keys;
}

test("what was spooled comes back once, in order, also to a later process", async () => {
  const spool = spoolIn(join(directory));
  await Promise.all([spool.append([event("1"), event("2")]), spool.append([event("3")])]);
  expect(await replayed()).toEqual(["1", "2", "3"]);
  expect(await replayed()).toEqual([]);
});

test("a replay that fails loses nothing, and what comes meanwhile is kept too", async () => {
  const spool = spoolIn(directory);
  await spool.append([event("1")]);
  const failing = spool.replay(async () => {
    await spool.append([event("2")]);
    throw new Error("away again");
  });
  await expect(failing).rejects.toThrow("away again");
  expect(await replayed()).toEqual(["1", "2"]);
});

test("a line that a crash cut off is left out, and spoils none behind it", async () => {
  const spool = spoolIn(directory);
  await spool.append([event("1")]);
  await appendFile(join(directory, "spool.jsonl"), '{"account":"a","bo');
  await spool.append([event("2")]);
  expect(await replayed()).toEqual(["1", "2"]);
});
