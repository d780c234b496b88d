import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { UNIT } from "#core/ledger.ts";
import type { ArrearsByLedger } from "#store/arrears.ts";
import { chainLinks } from "#store/decisions.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules, switchDuty, World } from "#test/support/flow-world.ts";
import { chainLink } from "./chain.ts";
import type { Flaw } from "./flaws.ts";
import { importConfiguration } from "./import-configuration.ts";
import { nothingVerified, verifyPage } from "./verify.ts";

/** The whole history of the account, page by page. */
async function verify(world: World): Promise<{ readonly seq: number; readonly flaw: Flaw | null }> {
  let verified = nothingVerified(world.account);
  for (;;) {
    const page = await verifyPage(world.flow, world.account, verified);
    if (page === null) throw new Error("there is no such account");
    ({ verified } = page);
    if (page.done) return { seq: verified.seq, flaw: page.flaw };
  }
}

describe.each(engines)("verifying a history on $name", (engine) => {
  let database: Database;
  let world: World;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** Leads that are given, wait and are released, over two configurations. */
  beforeEach(async () => {
    world = await World.open(database);
    for (const id of ["1", "2", "3", "4"]) await world.comes(id);
    await world.comes("written", { facts: { channel: "written" } });
    await world.decide();
    await toggle("offline");
    await world.comes("5");
    await world.decide();
    const text = rules.replace("[ursula, nadezhda]", "[marina, ursula]");
    await importConfiguration(world.flow, { account: world.account, text, by: "test" });
    await toggle("online");
    world.clock.pass(minutes);
    await world.release();
    await world.comes("6");
    await world.decide();
  });

  async function toggle(
    duty: "online" | "offline",
    who: readonly string[] = ["ursula", "nadezhda", "marina"],
  ): Promise<void> {
    for (const manager of who) {
      const state = { duty, until: null } as const;
      await switchDuty(world.flow, { account: world.account, manager, duty: state });
    }
  }

  const ofAccount = () => sql`account_id = ${world.account}`;
  const tamper = (statement: ReturnType<typeof sql>) => statement.execute(database.kysely);

  test("what nobody has touched is whole", async () => {
    const { seq, flaw } = await verify(world);
    expect(flaw).toBeNull();
    expect(seq).toBeGreaterThanOrEqual(8);
  });

  test("what managers may make up for is kept, and is the sum of the decisions", async () => {
    const text = rules.replace("method: in_turn", "method: in_turn\n    options: { catch_up: 20 }");
    await importConfiguration(world.flow, { account: world.account, text, by: "test" });
    await toggle("offline", ["ursula"]);
    for (const id of ["missed 1", "missed 2"]) await world.comes(id);
    await world.decide();
    await toggle("online");
    // A process that begins anew goes on from what is stored.
    world.restart();
    for (const id of ["back 1", "back 2", "back 3"]) await world.comes(id);
    await world.decide();
    const arrears = await stored();
    expect(arrears["ursula"]?.["Звонки"]).toEqual([[expect.any(Number), 0.75 * UNIT]]);
    expect(await verify(world)).toMatchObject({ flaw: null });
    await tamper(sql`update manager_state set arrears = '{}' where ${ofAccount()}`);
    expect((await verify(world)).flaw).toMatchObject({
      kind: "balance",
      place: "Звонки/ursula",
      stored: "[]",
    });
  });

  async function stored() {
    const { rows } = await sql<{ manager: string; arrears: ArrearsByLedger }>`
      select manager, arrears from manager_state where ${ofAccount()}`.execute(database.kysely);
    return Object.fromEntries(rows.map(({ manager, arrears }) => [manager, arrears]));
  }

  test("a history of several pages is whole, and goes on where it was left", async () => {
    const count = 520;
    for (let lead = 0; lead < count; lead += 1) world.crm.put(`p${lead}`);
    const events = Array.from({ length: count }, (_, lead) => ({ lead: `p${lead}` }));
    await world.hook(...events);
    await world.decide();
    const { seq, flaw } = await verify(world);
    expect(flaw).toBeNull();
    expect(seq).toBeGreaterThan(count);
  });

  test("a record that was tampered with is named", async () => {
    await tamper(sql`update decision set record = replace(record::text, '"ursula"', '"marina"')::json
      where ${ofAccount()} and seq = 3`);
    expect(await verify(world)).toMatchObject({
      seq: 2,
      flaw: { kind: "altered", seq: 3, lead: "3" },
    });
  });

  test("two decisions that changed places are named", async () => {
    await tamper(sql`update decision set seq = -seq where ${ofAccount()} and seq in (2, 3)`);
    await tamper(sql`update decision set seq = 5 + seq where ${ofAccount()} and seq < 0`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "altered", seq: 2, lead: "3" });
  });

  test("a removed decision is missed, also the last one", async () => {
    await tamper(sql`delete from decision where ${ofAccount()} and seq = 4`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "missing", seq: 4, stored: "5" });
    await tamper(sql`delete from decision where ${ofAccount()} and seq >= 4`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "end", place: "seq", expected: "3" });
  });

  test("a column that says something else than its record is named", async () => {
    await tamper(sql`update decision set manager = 'marina' where ${ofAccount()} and seq = 2`);
    const flaw = { kind: "row", seq: 2, lead: "2", place: "manager", stored: "marina" };
    expect((await verify(world)).flaw).toMatchObject(flaw);
  });

  test("a balance that is not the sum of the decisions is named", async () => {
    await tamper(sql`update ledger_share set balance = balance + 1
      where ${ofAccount()} and manager = 'ursula'`);
    const { flaw } = await verify(world);
    expect(flaw).toMatchObject({ kind: "balance", place: "Звонки/ursula" });
    expect(Number(flaw?.stored) - Number(flaw?.expected)).toBe(1);
  });

  test("a balance of somebody who never shared in a lead is named", async () => {
    await tamper(sql`insert into ledger_share (account_id, ledger, rule, manager, received, due, balance)
      values (${world.account}, 'calls', 'Звонки', 'nobody', 0, 0, 7)`);
    const flaw = { kind: "balance", place: "calls/nobody", stored: "7", expected: "0" };
    expect((await verify(world)).flaw).toMatchObject(flaw);
  });

  test("an answer that does not follow from its question is found though every hash was made anew", async () => {
    const chain = { account: world.account, after: 0, limit: 100 };
    const links = await chainLinks(database.kysely, chain);
    let hash = nothingVerified(world.account).hash;
    for (const { seq, text } of links) {
      const forged = seq === 1 ? text.replace(/"debit":\d+/, '"debit":5') : text;
      hash = chainLink(hash, forged);
      await tamper(sql`update decision set record = ${forged}::json, hash = ${hash}
        where ${ofAccount()} and seq = ${seq}`);
    }
    await tamper(sql`update account set chain_hash = ${hash} where id = ${world.account}`);
    const flaw = { kind: "recomputed", seq: 1, lead: "1", place: "debit", stored: "5" };
    expect((await verify(world)).flaw).toMatchObject(flaw);
  });

  test("a record that is none, with every hash made anew, is named too", async () => {
    const { hash } = nothingVerified(world.account);
    await tamper(sql`update decision set record = '{}', hash = ${chainLink(hash, "{}")}
      where ${ofAccount()} and seq = 1`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "recomputed", seq: 1, stored: "{}" });
  });

  test("a configuration that was changed or removed behind its decisions is told", async () => {
    await tamper(sql`update configuration set text = replace(text, 'in_turn', 'strict_order')
      where ${ofAccount()} and version = 1`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "recomputed" });
    await tamper(
      sql`update configuration set text = 'nothing' where ${ofAccount()} and version = 1`,
    );
    expect((await verify(world)).flaw).toMatchObject({ kind: "configuration", seq: 1 });
    await tamper(sql`delete from configuration where ${ofAccount()} and version = 1`);
    expect((await verify(world)).flaw).toMatchObject({ kind: "configuration", expected: "1" });
  });

  test("an account whose chain's end was rewritten is told", async () => {
    await tamper(sql`update account set chain_hash = 'another' where id = ${world.account}`);
    expect((await verify(world)).flaw).toMatchObject({
      kind: "end",
      place: "hash",
      stored: "another",
    });
  });

  test("an account that there is not has no history", async () => {
    expect(await verifyPage(world.flow, "nowhere", nothingVerified("nowhere"))).toBeNull();
  });
});
