import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAccount } from "#store/accounts.ts";
import type { Database } from "#store/open-database.ts";
import { secretBox } from "#store/secret-box.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, World } from "#test/support/flow-world.ts";

describe.each(engines)("an account whose token was stored with another key, on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("asks for an administrator, and loses nothing until the key is there", async () => {
    const world = await World.open(database);
    world.restart({ secrets: secretBox(Buffer.alloc(32, 8)) });
    await world.comes("1");
    await world.decide();
    const stored = await findAccount(database.kysely, world.account);
    expect(stored?.attention).toMatch(/cannot be read with this key; give the SMENA_KEY/);
    expect(await world.standing("1")).toBe("unknown");

    world.restart();
    world.clock.pass(minutes);
    await world.decide();
    expect(await world.standing("1")).toMatch(/^decided/);
    expect((await findAccount(database.kysely, world.account))?.attention).toBeNull();
  });
});
