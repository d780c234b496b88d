import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chainLinks } from "#store/decisions.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld } from "#test/support/watched-world.ts";
import { chainLink } from "./chain.ts";
import { nothingVerified, verifyPage } from "./verify.ts";

const daily = shifts("handover: { at_shift_end: all, return: true }");

describe.each(engines)("verifying moves on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** Leads that were handed over in the evening and have returned in the morning. */
  async function movedTwice(): Promise<WatchedWorld> {
    const team = await WatchedWorld.open(database, daily, ["1", "2"]);
    for (const wait of [8, 15]) await team.passes(wait * hours);
    expect(await team.last("1")).toBe("returned assigned ursula");
    return team;
  }

  /** Changes a record and makes every hash behind it anew. */
  async function forge(account: string, seq: number, change: (text: string) => string) {
    const db = database.kysely;
    let { hash } = nothingVerified(account);
    for (const link of await chainLinks(db, { account, after: 0, limit: 100 })) {
      const text = link.seq === seq ? change(link.text) : link.text;
      hash = chainLink(hash, text);
      await sql`update decision set record = ${text}::json, hash = ${hash}
                 where account_id = ${account} and seq = ${link.seq}`.execute(db);
    }
    await sql`update account set chain_hash = ${hash} where id = ${account}`.execute(db);
  }

  test("what was given, handed over and returned adds up", async () => {
    const team = await movedTwice();
    await team.expectWhole();
  });

  test("a decision that takes back more than the one before has charged is named", async () => {
    const { world } = await movedTwice();
    await forge(world.account, 3, (text) =>
      text.replace(/"moved":{[^}]*}/, '"moved":{"ursula":-7}'),
    );
    const page = await verifyPage(world.flow, world.account, nothingVerified(world.account));
    expect(page?.flaw).toMatchObject({ kind: "turned_back", seq: 3, lead: "1" });
  });

  test("a balance that is not what the moves leave is named", async () => {
    const { world } = await movedTwice();
    await sql`update ledger_share set balance = balance + 1
               where account_id = ${world.account} and manager = 'ursula'`.execute(database.kysely);
    const page = await verifyPage(world.flow, world.account, nothingVerified(world.account));
    expect(page?.flaw).toMatchObject({ kind: "balance", place: "Звонки/ursula" });
  });
});
