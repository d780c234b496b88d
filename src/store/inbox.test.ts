import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engines } from "#test/support/engines.ts";
import { insertAccount } from "./accounts.ts";
import { dueWork } from "./due-work.ts";
import {
  dueEvents,
  finishEvents,
  forgetEvents,
  type IncomingEvent,
  keepEvents,
  postponeEvents,
} from "./inbox.ts";
import type { Database } from "./open-database.ts";

const noon = Date.UTC(2026, 2, 2, 12);

describe.each(engines)("the inbox on $name", (engine) => {
  let database: Database;
  let account = "";
  let accounts = 0;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** Keeps events in a fresh account, and answers their keys as stored. */
  async function keep(...keys: readonly string[]): Promise<ReadonlySet<string>> {
    accounts += 1;
    account = `a${accounts}`;
    const plain = { name: "A", timeZone: "UTC", connection: null, hookSecret: "s", chainHash: "" };
    await insertAccount(database.kysely, { id: account, ...plain }, noon);
    return keepEvents(
      database.kysely,
      keys.map((key) => event(key)),
      "one",
    );
  }
  const event = (dedupeKey: string, receivedAt = noon): IncomingEvent => ({
    account,
    origin: "webhook",
    body: dedupeKey,
    dedupeKey,
    receivedAt,
  });
  const due = async (worker: string, now: number) =>
    (await dueEvents(database.kysely, { account, worker, limit: 10 }, now)).map((row) => row.body);

  test("keeps an event once, and says which were new", async () => {
    expect((await keep("1", "2", "2")).size).toBe(2);
    const again = await keepEvents(database.kysely, [event("2"), event("3")], "one");
    expect([...again]).toEqual([`${account} 3`]);
    expect(await due("one", noon)).toEqual(["1", "2", "3"]);
  });

  test("leaves an event for ten seconds to the process that took it in", async () => {
    await keep("1");
    expect(await due("two", noon + 9_999)).toEqual([]);
    expect(await due("two", noon + 10_000)).toEqual(["1"]);
    const work = await dueWork(database.kysely, "one", noon);
    expect(work.find((one) => one.account === account)).toMatchObject({ decide: true });
  });

  test("a repeat of what was done with long ago is looked at again, a quick one is not", async () => {
    await keep("1");
    const [row] = await dueEvents(database.kysely, { account, worker: "one", limit: 1 }, noon);
    const events = [{ id: row?.id ?? 0, error: null }];
    await finishEvents(database.kysely, { account, events }, noon);
    await keepEvents(database.kysely, [event("1", noon + 60_000)], "one");
    expect(await due("one", noon + 60_000)).toEqual([]);
    await keepEvents(database.kysely, [event("1", noon + 60_001)], "one");
    expect(await due("one", noon + 60_001)).toEqual(["1"]);
  });

  test("a postponed event is due later, and counts its failures", async () => {
    await keep("1");
    const wanted = { account, worker: "one", limit: 1 };
    const [row] = await dueEvents(database.kysely, wanted, noon);
    const later = { id: row?.id ?? 0, dueAt: noon + 5, error: "502", failed: true };
    await postponeEvents(database.kysely, { account, events: [later] });
    expect(await due("one", noon + 4)).toEqual([]);
    expect(await dueEvents(database.kysely, wanted, noon + 5)).toMatchObject([{ attempts: 1 }]);
  });

  test("only what is done with is forgotten", async () => {
    await keep("1", "2");
    const [row] = await dueEvents(database.kysely, { account, worker: "one", limit: 1 }, noon);
    const events = [{ id: row?.id ?? 0, error: null }];
    await finishEvents(database.kysely, { account, events }, noon);
    await forgetEvents(database.kysely, noon + 1);
    expect(await due("one", noon)).toEqual(["2"]);
    expect((await keepEvents(database.kysely, [event("1")], "one")).size).toBe(1);
  });
});
