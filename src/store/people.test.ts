import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engines } from "#test/support/engines.ts";
import { insertAccount } from "./accounts.ts";
import { giveLease, takeLease } from "./leases.ts";
import type { Database } from "./open-database.ts";
import {
  type AppUser,
  countUsers,
  findUser,
  insertUser,
  openAccount,
  openAccounts,
} from "./people.ts";
import { deleteSession, findSessionUser, insertSession } from "./sessions.ts";
import { deleteSetting, readSetting, saveSetting } from "./settings.ts";

describe.each(engines)("people, leases and settings on $name", (engine) => {
  let database: Database;
  const anna = {
    login: "Anna@Example.com",
    name: "Анна",
    role: "head",
    language: "ru",
    passwordHash: "hash",
  } as const;
  let user: AppUser | null;
  beforeAll(async () => {
    database = await engine.open();
    user = await insertUser(database.kysely, anna, 1);
    const plain = { name: "A", timeZone: "UTC", connection: null, hookSecret: "s", chainHash: "" };
    for (const id of ["a", "b"]) await insertAccount(database.kysely, { id, ...plain }, 1);
  });
  afterAll(() => database.close());

  test("a login is taken whatever its letter case", async () => {
    expect(await insertUser(database.kysely, { ...anna, login: "anna@example.COM" }, 2)).toBeNull();
    expect(await findUser(database.kysely, "ANNA@example.com")).toEqual(user);
    expect(await countUsers(database.kysely)).toBe(1);
  });

  test("a session lasts until it ends or is closed", async () => {
    const { kysely } = database;
    await insertSession(kysely, { tokenHash: "t", user: user?.id ?? 0, expiresAt: 100 }, 1);
    expect(await findSessionUser(kysely, "t", 99)).toEqual({ ...user, accounts: [] });
    expect(await findSessionUser(kysely, "t", 100)).toBeNull();
    expect(await findSessionUser(kysely, "other", 1)).toBeNull();
    await deleteSession(kysely, "t");
    expect(await findSessionUser(kysely, "t", 1)).toBeNull();
  });

  test("an account is open to whom it was opened", async () => {
    const { kysely } = database;
    expect(await openAccounts(kysely, user?.id ?? 0)).toEqual([]);
    await openAccount(kysely, { account: "b", user: user?.id ?? 0 });
    await openAccount(kysely, { account: "b", user: user?.id ?? 0 });
    expect(await openAccounts(kysely, user?.id ?? 0)).toEqual(["b"]);
  });

  test("a lease is one holder's until it runs out or is given back", async () => {
    const { kysely } = database;
    const lease = (holder: string) => ({ account: "a", work: "deliver", holder });
    expect(await takeLease(kysely, { ...lease("one"), until: 10 }, 0)).toBe(true);
    expect(await takeLease(kysely, { ...lease("two"), until: 19 }, 9)).toBe(false);
    expect(await takeLease(kysely, { ...lease("one"), until: 20 }, 9)).toBe(true);
    expect(await takeLease(kysely, { ...lease("two"), until: 30 }, 20)).toBe(true);
    await giveLease(kysely, lease("one"));
    expect(await takeLease(kysely, { ...lease("one"), until: 30 }, 21)).toBe(false);
    await giveLease(kysely, lease("two"));
    expect(await takeLease(kysely, { ...lease("one"), until: 30 }, 21)).toBe(true);
  });

  test("a setting that is deleted by two is deleted by one", async () => {
    const { kysely } = database;
    await saveSetting(kysely, "setup", "1");
    await saveSetting(kysely, "setup", "2");
    expect(await readSetting(kysely, "setup")).toBe("2");
    const deleted = await Promise.all([1, 2].map(() => deleteSetting(kysely, "setup")));
    expect(deleted.filter(Boolean)).toHaveLength(1);
    expect(await readSetting(kysely, "setup")).toBeNull();
  });
});
