import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smena } from "#test/support/command-line.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "smena-program-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const noStack = /^(?![\s\S]*\n\s+at )/;

test.each<[what: string, args: string[], message: RegExp]>([
  ["an unknown command", ["serv"], /unknown command 'serv'\n\(Did you mean serve\?\)/],
  [
    "an unknown option",
    ["serve", "--prot", "1"],
    /unknown option '--prot'\n\(Did you mean --port\?\)/,
  ],
  ["an option without its value", ["export", "--account"], /argument missing/],
  ["a missing option", ["import"], /required option '--config <file>' not specified/],
  ["a choice that there is not", ["explain", "1", "--lang", "de"], /Allowed choices are ru, en/],
  ["a port that is none", ["serve", "--port", "http"], /^--port must be a whole number/],
  [
    "a file that is not there",
    ["import", "--config", "none.yaml"],
    /^Cannot read none\.yaml: there is no such file\.$/m,
  ],
])("%s is bad usage: exit 2, and the way out on stderr", async (_, args, message) => {
  const { code, stdout, stderr } = await smena(args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(noStack);
});

test("without a command the list of commands is shown, as bad usage; asked for, it is not", async () => {
  const [bare, asked] = await Promise.all([smena([]), smena(["help"])]);
  expect([bare.code, bare.stdout]).toEqual([2, ""]);
  expect([asked.code, asked.stderr]).toEqual([0, ""]);
  expect(asked.stdout).toBe(bare.stderr);
  for (const command of [
    "serve",
    "demo",
    "simulate",
    "try",
    "import",
    "export",
    "explain",
    "doctor",
  ]) {
    expect(asked.stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  }
});

test("a directory without data is named, and is not made", async () => {
  const data = join(directory, "none");
  const { code, stderr } = await smena(["export", "--data", data]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `There is no data in ${data}. Start the service (\`smena serve\`), or give its directory with --data.\n`,
  );
});

test("a port that is taken is told in one line", async () => {
  const other = createServer().listen(0);
  const { port } = other.address() as { port: number };
  const data = join(directory, "port");
  const { code, stderr } = await smena(["serve", "--port", String(port), "--data", data]);
  other.close();
  expect([code, stderr]).toEqual([
    2,
    `Port ${port} is in use. Stop what uses it or give another with --port.\n`,
  ]);
});

test("a database that does not answer is told without its password", async () => {
  const { code, stderr } = await smena(["serve", "--port", "0"], {
    DATABASE_URL: "postgres://somebody:hidden@127.0.0.1:1/smena",
    SMENA_DATA: join(directory, "away"),
  });
  expect(code).toBe(2);
  expect(stderr).toContain("127.0.0.1:1");
  expect(stderr).not.toContain("hidden");
  expect(stderr).toMatch(noStack);
});

test("a key that is none is told with how to make one", async () => {
  const environment = { SMENA_DATA: join(directory, "key"), SMENA_KEY: "short", PORT: "0" };
  const { code, stderr } = await smena(["serve"], environment);
  expect([code, stderr]).toEqual([
    2,
    "SMENA_KEY is not a key of 32 bytes. Make one with: openssl rand -base64 32\n",
  ]);
});

test("a data directory that is a file is told by name", async () => {
  const data = join(directory, "file");
  writeFileSync(data, "");
  const { code, stderr } = await smena(["serve", "--port", "0", "--data", data]);
  expect(code).toBe(2);
  expect(stderr).toContain(`The data directory ${data} cannot be written`);
});
