import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { play } from "./playback.ts";
import type { Sandbox } from "./sandbox.ts";
import { startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  ({ sandbox } = await startSchool());
  folder = await mkdtemp(join(tmpdir(), "playback-"));
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const leads = () => sandbox.control("school").leads();

async function fileOf(...lines: readonly (object | string)[]): Promise<string> {
  const path = join(folder, "leads.jsonl");
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  await writeFile(path, `${text.join("\n")}\n`);
  return path;
}

test("calls and written requests come as calls and forms, under the file's own ids", async () => {
  const path = await fileOf(
    { at: "2018-04-28T09:43:00+05:30", lead: "F4", channel: "call", source: "Call", owner: "x" },
    { at: "2018-04-28T09:44:00+05:30", event: "duty", manager: "marina", state: "offline" },
    {
      at: "2018-04-28T09:45:00+05:30",
      lead: "F5",
      channel: "written",
      "field.location": "Mumbai",
      utm_source: "vk",
    },
    { at: "2018-04-28T09:46:00+05:30", lead: 6, price: 70 },
  );
  const playback = play(sandbox, { account: "school", path });
  await playback.done;
  expect(playback.progress()).toEqual({ running: false, leads: 3, skipped: 1, error: null });
  expect(leads().map(({ name, source }) => [name, source])).toEqual([
    ["F4", "Call"],
    ["F5", "Сайт"],
    ["6", null],
  ]);
  const { account } = sandbox.control("school").tenant;
  expect([...account.unsorted.values()].map(({ category }) => category)).toEqual(["sip", "forms"]);
  const second = account.leads.get(leads()[1]?.id ?? 0);
  const fields = [...(second?.fields ?? [])].map(([id, values]) => [
    account.fields.get(id)?.code,
    values[0]?.value,
  ]);
  expect(Object.fromEntries(fields)).toEqual({
    EXTERNAL_ID: "F5",
    location: "Mumbai",
    UTM_SOURCE: "vk",
  });
});

test("a given pace is kept", async () => {
  const line = (lead: number) => ({ at: "2026-03-02T09:00:00Z", lead });
  const path = await fileOf(...Array.from({ length: 21 }, (_, index) => line(index)));
  const startedAt = performance.now();
  await play(sandbox, { account: "school", path, leadsPerSecond: 200 }).done;
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99);
  expect(leads()).toHaveLength(21);
});

test("the file's own rhythm is kept, faster", async () => {
  const path = await fileOf(
    { at: "2026-03-02T09:00:00Z", lead: 1 },
    { at: "2026-03-02T10:00:00Z", lead: 2 },
  );
  const startedAt = performance.now();
  await play(sandbox, { account: "school", path, timeFactor: 36_000 }).done;
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99);
});

test.each([
  ["not json", "line 2 is not JSON"],
  [{ at: "yesterday", lead: 2 }, "line 2: «yesterday» is not a moment"],
  [{ lead: 2 }, "line 2: ✖ Invalid input: expected string, received undefined\n  → at at"],
])("a line that cannot be read stops it and is named: %j", async (line, reason) => {
  const path = await fileOf({ at: "2026-03-02T09:00:00Z", lead: 1 }, line);
  const playback = play(sandbox, { account: "school", path });
  await playback.done;
  expect(playback.progress()).toMatchObject({ leads: 1, error: `${path}: ${reason}` });
});

test("a file that is not there is told", async () => {
  const playback = play(sandbox, { account: "school", path: join(folder, "none.jsonl") });
  await playback.done;
  expect(playback.progress().error).toContain("no such file");
});
