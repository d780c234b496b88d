import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadKey, secretBox } from "./secret-box.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "smena-key-"));
});
afterAll(() => rm(directory, { recursive: true }));

const box = secretBox(Buffer.alloc(32, 1));

test("a secret is opened where it belongs, and looks different every time", () => {
  const sealed = box.seal("токен", "account a");
  expect(box.open(sealed, "account a")).toBe("токен");
  expect(box.seal("токен", "account a")).not.toBe(sealed);
});

test.each([
  ["for another place", () => box.open(box.seal("t", "a"), "b")],
  ["with another key", () => secretBox(Buffer.alloc(32, 2)).open(box.seal("t", "a"), "a")],
  ["after it was changed", () => box.open(`A${box.seal("t", "a").slice(1)}`, "a")],
  ["from nothing", () => box.open("", "a")],
])("a secret is not opened %s", (_, open) => {
  expect(open).toThrow(expect.objectContaining({ code: "key_unusable" }));
});

test("the key is made once, for several at once, and only its owner reads it", async () => {
  const place = join(directory, "new");
  const keys = await Promise.all([1, 2].map(() => loadKey(place, null)));
  expect(keys[0]).toEqual(keys[1]);
  expect(await loadKey(place, null)).toEqual(keys[0]);
  expect((await stat(join(place, "key"))).mode & 0o777).toBe(0o600);
});

test("a given key goes before the file, as base64 or as hexadecimal digits", async () => {
  const key = Buffer.alloc(32, 9);
  expect(await loadKey(directory, key.toString("base64"))).toEqual(key);
  expect(await loadKey(directory, key.toString("hex"))).toEqual(key);
});

test("what is no key is refused with how to make one, and is not repeated", async () => {
  const problem = await loadKey(directory, "hunter2").catch((error: unknown) => error);
  expect(problem).toMatchObject({
    code: "key_unusable",
    message: "SMENA_KEY is not a key of 32 bytes.",
    remedy: "Make one with: openssl rand -base64 32",
  });
});

test("a damaged key file is told of with what it costs to make another", async () => {
  await writeFile(join(directory, "key"), "short");
  await expect(loadKey(directory, null)).rejects.toMatchObject({
    code: "key_unusable",
    remedy: expect.stringMatching(/^Bring it back .* must be entered again\.$/),
  });
});
