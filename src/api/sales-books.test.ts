import { afterAll, beforeAll, expect, test } from "vitest";
import { readBooks } from "#flow/sales-books.ts";
import { findAccount } from "#store/accounts.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules, World } from "#test/support/flow-world.ts";
import { programsOf } from "./programs.ts";
import { salesBooksOf } from "./sales-books.ts";

const byConversion = rules.replace("method: in_turn", "method: conversion");

const databases: Database[] = [];
let engineOf: Record<string, Database> = {};
beforeAll(async () => {
  for (const engine of engines) databases.push(await engine.open());
  engineOf = Object.fromEntries(
    engines.map(({ name }, place) => [name, databases[place] as Database]),
  );
});
afterAll(() => Promise.all(databases.map((database) => database.close())));

test.each(engines.map(({ name }) => name))(
  "on %s books that are asked for again and again, all at once and while leads come, are those of the history",
  async (name) => {
    const database = engineOf[name] as Database;
    const world = await World.open(database, byConversion);
    const books = salesBooksOf(database.kysely);
    const program = await programsOf(database.kysely).of(world.account, 1);
    for (let id = 1; id <= 12; id += 1) {
      world.clock.pass(minutes);
      await world.comes(String(id), {});
      const asked = Array.from({ length: 3 }, () => books.of(world.account, program));
      await Promise.all([world.decide(), ...asked]);
    }
    await world.deliver();
    world.clock.pass(10 * minutes);
    world.crm.put("3", { closed: true, end: { won: true, at: null, reasons: [] } });
    await world.hook({ kind: "changed", lead: "3", changedAt: world.clock.now() });
    await Promise.all([world.decide(), books.of(world.account, program)]);
    const account = await findAccount(database.kysely, world.account);
    if (account === null) throw new Error("the account is gone");
    const anew = await readBooks(database.kysely, account, { program, known: null });
    expect(await books.of(world.account, program)).toEqual(anew.books);
    expect(anew.books.get("Звонки")?.leads.size).toBe(12);
  },
);

test("books of an account that is gone are refused, and do not stand in the way of others", async () => {
  const database = databases[0] as Database;
  const world = await World.open(database, byConversion);
  const books = salesBooksOf(database.kysely);
  const program = await programsOf(database.kysely).of(world.account, 1);
  await expect(books.of("nowhere", program)).rejects.toThrow("There is no account nowhere.");
  expect((await books.of(world.account, program)).size).toBe(1);
});
