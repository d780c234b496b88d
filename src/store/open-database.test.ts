import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { onPostgres, serverDatabase } from "#test/support/engines.ts";
import { lockDirectory } from "./directory-lock.ts";
import { migrate, pendingMigrations } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { readSetting } from "./settings.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "smena-store-"));
});
afterAll(() => rm(directory, { recursive: true }));

describe("a data directory", () => {
  test("belongs to one process: a second is refused and told by which", async () => {
    const place = join(directory, "one");
    const release = await lockDirectory(place);
    await expect(openDatabase({ directory: place })).rejects.toMatchObject({
      code: "directory_in_use",
      message: `The data directory ${place} is in use by process ${process.pid}.`,
      remedy: "Stop it, or give another --data DIR.",
    });
    await release();
    await (await lockDirectory(place))();
  });

  test.each([
    ["whose process is gone", "999999999 1"],
    ["whose process id another process has now", `${process.pid} 1`],
    ["that says nothing", ""],
  ])("with a lock %s is taken over, by one of several", async (name, lock) => {
    const place = await mkdtemp(join(directory, "stale-"));
    await writeFile(join(place, "smena.lock"), `${lock}\n`);
    const takers = await Promise.allSettled([1, 2, 3, 4].map(() => lockDirectory(place)));
    const taken = takers.filter((taker) => taker.status === "fulfilled");
    expect(taken, name).toHaveLength(1);
    for (const taker of takers) {
      if (taker.status === "rejected") expect(taker.reason.code).toBe("directory_in_use");
    }
    await taken[0]?.value();
  });

  test.each([
    ["is no directory", (file: string) => file],
    ["is below a file", (file: string) => join(file, "data")],
    ["nobody can make", () => "/proc/smena"],
  ])("that %s is refused with what to do", async (_, placeOf) => {
    const file = join(directory, "file");
    await writeFile(file, "");
    await expect(openDatabase({ directory: placeOf(file) })).rejects.toMatchObject({
      code: "directory_unusable",
      remedy: expect.stringContaining("--data DIR"),
    });
  });

  test("lets other work go on while statements queue for it", async () => {
    const database = await openDatabase({ directory: join(directory, "polite") });
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 0);
    const statements = Array.from({ length: 100 }, () =>
      sql`select count(*) from generate_series(1, 20000)`.execute(database.kysely),
    );
    await Promise.all(statements);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
    await database.close();
  });

  test("keeps what was committed when its process is killed", async () => {
    const place = join(directory, "killed");
    const script = `
      import { openDatabase } from "#store/open-database.ts";
      import { migrate } from "#store/migrate.ts";
      import { saveSetting } from "#store/settings.ts";
      const database = await openDatabase({ directory: process.argv[1] });
      await migrate(database);
      for (let i = 1; ; i += 1) {
        await saveSetting(database.kysely, "last", String(i));
        process.stdout.write(i + "\\n");
      }`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script, place]);
    let told = "";
    for await (const chunk of child.stdout) {
      told += String(chunk);
      if (told.split("\n").length > 100) break;
    }
    child.kill("SIGKILL");
    await once(child, "exit");
    const acknowledged = Number(told.trim().split("\n").at(-2));
    const database = await openDatabase({ directory: place });
    const kept = Number(await readSetting(database.kysely, "last"));
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
    await database.close();
  });
});

describe("a server that cannot be used is told with a remedy, and never with the password", () => {
  test("nobody answers", async () => {
    const url = "postgres://smena:hunter2@127.0.0.1:1/smena";
    const problem = await openDatabase({ url }).catch((error: unknown) => error);
    expect(problem).toMatchObject({
      code: "database_unreachable",
      message: "PostgreSQL at 127.0.0.1:1/smena does not answer (ECONNREFUSED).",
    });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  test.runIf(onPostgres)("there is no such database", async () => {
    const url = new URL(inject("postgresUrl") ?? "");
    url.pathname = "/smena_is_not_here";
    await expect(openDatabase({ url: url.href })).rejects.toMatchObject({
      code: "database_missing",
    });
  });
});

describe.runIf(onPostgres)("migrations", () => {
  test("may be run by several processes at once, and again", async () => {
    const { url, drop } = await serverDatabase();
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url })));
    await Promise.all(opened.map((database) => migrate(database)));
    for (const database of opened) {
      expect(await pendingMigrations(database)).toBe(0);
      await database.close();
    }
    await drop();
  });

  test("a database of a newer program is left alone", async () => {
    const { url, drop } = await serverDatabase();
    const database = await openDatabase({ url });
    await migrate(database);
    const step = { name: "9999-later", timestamp: "2030-01-01" };
    // The migrator's own table, which the schema does not know.
    await (database.kysely as unknown as import("kysely").Kysely<Record<string, typeof step>>)
      .insertInto("kysely_migration")
      .values(step)
      .execute();
    await expect(migrate(database)).rejects.toMatchObject({ code: "schema_newer" });
    await database.close();
    await drop();
  });
});
