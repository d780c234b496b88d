/** Rules by sales in the running service: what moves a share, what is kept of it, who knows it. */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { controlLedger, isControl } from "#core/methods/control.ts";
import { redecide } from "#core/redecide.ts";
import { findAccount } from "#store/accounts.ts";
import { chainLinks } from "#store/decisions.ts";
import { outcomes } from "#store/migrations/0012-outcomes.ts";
import type { Database } from "#store/open-database.ts";
import { passingsAfter } from "#store/outcomes.ts";
import { recordOf } from "#store/record-text.ts";
import { latestShares } from "#store/rule-shares.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, rules, World } from "#test/support/flow-world.ts";
import { readProgram } from "./desks.ts";
import { importConfiguration } from "./import-configuration.ts";
import { readBooks } from "./sales-books.ts";
import { nothingVerified, verifyPage } from "./verify.ts";

const byConversion = rules.replace("method: in_turn", "method: conversion");
const adaptive = rules.replace("method: in_turn", "method: adaptive");
const withJunk = byConversion.replace(
  "timezone: Asia/Tomsk }",
  "timezone: Asia/Tomsk, junk_reasons: [Спам] }",
);
const won = { closed: true, end: { won: true, at: null, reasons: [] } };
const lost = { closed: true, end: { won: false, at: null, reasons: ["Дорого", "7"] } };
const junk = { closed: true, end: { won: false, at: null, reasons: ["спам", "8"] } };

describe.each(engines)("rules by sales on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** Leads come one after another and are delivered. */
  async function come(world: World, from: number, to: number): Promise<void> {
    for (let id = from; id <= to; id += 1) {
      world.clock.pass(minutes);
      await world.comes(String(id), { facts: { source: "site", price: 1_000 * id } });
      await world.decide();
    }
    await world.deliver();
    // What we wrote ourselves is behind us: from now on changes are other people's.
    world.clock.pass(10 * minutes);
  }

  async function change(world: World, lead: string, more: Parameters<World["comes"]>[1]) {
    world.clock.pass(minutes);
    world.crm.put(lead, more);
    await world.hook({ kind: "changed", lead, changedAt: world.clock.now() });
    await world.decide();
  }

  async function records(world: World): Promise<readonly DecisionRecord[]> {
    const links = await chainLinks(database.kysely, {
      account: world.account,
      after: 0,
      limit: 1_000,
    });
    return links.map(({ text }) => recordOf(JSON.parse(text)));
  }

  async function evidence(world: World): Promise<ShareEvidence> {
    const asked = { account: world.account, rules: ["Звонки"] };
    const [stored] = await latestShares(database.kysely, asked);
    if (stored === undefined) throw new Error("no shares were concluded");
    return JSON.parse(stored.evidence) as ShareEvidence;
  }

  const counts = async (world: World) =>
    (await evidence(world)).members.map(
      ({ manager, open, won, lost, missed, junk }) =>
        `${manager} open ${open} won ${won} lost ${lost} missed ${missed} junk ${junk}`,
    );

  async function flaw(world: World) {
    const page = await verifyPage(world.flow, world.account, nothingVerified(world.account));
    return page?.flaw;
  }

  const weightsIn = ({ members }: DecisionRecord) =>
    Object.fromEntries(members.map(({ manager, weight }) => [manager, weight]));

  test("by turns until the first sale, then by what everybody has sold", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 4);
    await change(world, "1", lost);
    await come(world, 5, 5);
    const before = (await records(world)).at(-1);
    expect(before).toMatchObject({ kind: "assigned" });
    expect(before?.evidence).toBeUndefined();
    const seller = (await records(world))[0]?.manager ?? "";
    await change(world, "2", lost);
    await change(world, "3", won);
    await come(world, 6, 6);
    const after = (await records(world)).at(-1) as DecisionRecord;
    const weights = weightsIn(after);
    const [winner, other] = ["ursula", "nadezhda"].toSorted(
      (one, two) => (weights[two] ?? 0) - (weights[one] ?? 0),
    );
    expect(winner).toBe(seller);
    expect(weights[winner ?? ""]).toBeGreaterThan(weights[other ?? ""] ?? 0);
    expect(after.evidence).toMatch(/^[0-9a-f]{64}$/);
    expect(await flaw(world)).toBeNull();
  });

  test("a decision comes out the same to the bit after everything it was concluded from has changed", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 6);
    await change(world, "1", won);
    await come(world, 7, 7);
    const decided = (await records(world)).at(-1) as DecisionRecord;
    for (const id of ["2", "3", "4"]) await change(world, id, won);
    await change(world, "1", { closed: false });
    const program = await readProgram(database.kysely, world.flow, {
      account: world.account,
      version: 1,
    });
    if (program === null) throw new Error("the configuration is gone");
    expect(redecide(program, decided)).toEqual(decided);
    expect(await flaw(world)).toBeNull();
  });

  test.each([
    ["won", won, "open 1 won 1 lost 0 missed 0 junk 0"],
    ["lost", lost, "open 1 won 0 lost 1 missed 0 junk 0"],
    ["junk, by its loss reason", junk, "open 1 won 0 lost 0 missed 0 junk 1"],
    ["deleted: no better than lost", { deleted: true }, "open 1 won 0 lost 1 missed 0 junk 0"],
    ["given away by hand", { responsible: "13" }, "open 1 won 0 lost 0 missed 0 junk 0"],
  ])("a lead that is %s", async (_, more, expected) => {
    const world = await World.open(database, withJunk);
    await come(world, 1, 4);
    const [first, second] = await records(world);
    await change(world, "1", more);
    // Another's sale has the shares concluded anew, whatever the change was.
    await change(world, "2", won);
    const told = await counts(world);
    expect(told).toContain(`${first?.manager} ${expected}`);
    expect(told).toContain(`${second?.manager} open 1 won 1 lost 0 missed 0 junk 0`);
  });

  test("a lead that is closed in the moment after it was written is looked at all the same", async () => {
    const world = await World.open(database, byConversion);
    await world.comes("1");
    await world.decide();
    await world.deliver();
    world.clock.pass(1_000);
    const { responsible } = world.crm.put("1", won);
    const changedAt = world.clock.now();
    await world.hook({ kind: "changed", lead: "1", responsible, changedAt, moved: true });
    await world.decide();
    expect((await counts(world)).some((line) => line.includes("won 1"))).toBe(true);
  });

  test("a reopened lead is open again, and closing it once more counts once", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 2);
    const [first] = await records(world);
    await change(world, "1", won);
    await change(world, "1", { closed: false });
    await change(world, "1", won);
    await change(world, "1", won);
    expect(await counts(world)).toContain(`${first?.manager} open 0 won 1 lost 0 missed 0 junk 0`);
    const { rows } = await sql<{ kind: string; price: number | null }>`
      select kind, price from outcome where account_id = ${world.account} order by id`.execute(
      database.kysely,
    );
    expect(rows).toEqual([
      { kind: "won", price: 1_000 },
      { kind: "open", price: null },
      { kind: "won", price: 1_000 },
    ]);
  });

  test("another process, and one that reads everything anew, have the same books and shares", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 8);
    for (const id of ["1", "2", "5"]) await change(world, id, won);
    await change(world, "3", { responsible: "13" });
    const account = await findAccount(database.kysely, world.account);
    if (account === null) throw new Error("the account is gone");
    const kept = await world.flow.desks.take(database.kysely, account);
    if (kept?.sales == null) throw new Error("there are no books");
    const { books } = await readBooks(database.kysely, account, {
      program: kept.program,
      known: null,
    });
    expect(books).toEqual(kept.sales.read.books);
    const read = await world.flow.desks.read(database.kysely, account);
    expect(read?.state.shares).toEqual(kept.state.shares);
    world.restart();
    await come(world, 9, 9);
    expect(weightsIn((await records(world)).at(-1) as DecisionRecord)).toEqual(
      kept.state.shares.get("Звонки")?.weights,
    );
  });

  test("books kept by one process are read on after another has decided", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 4);
    const { flow: first } = world;
    world.restart();
    await change(world, "1", won);
    await come(world, 5, 6);
    world.flow = first;
    await change(world, "2", won);
    const account = await findAccount(database.kysely, world.account);
    const kept = account && (await world.flow.desks.take(database.kysely, account));
    if (account === null || !kept?.sales) throw new Error("there are no books");
    const { program } = kept;
    const anew = await readBooks(database.kysely, account, { program, known: null });
    expect(kept.sales.read.books).toEqual(anew.books);
  });

  test("shares of adaptive move at night, whether or not a lead comes", async () => {
    const world = await World.open(database, adaptive);
    await world.learn();
    await come(world, 1, 6);
    for (const id of ["1", "3"]) await change(world, id, won);
    await come(world, 7, 7);
    expect((await records(world)).at(-1)?.evidence).toBeUndefined();
    // Midnight in Tomsk.
    world.clock.pass(14 * hours);
    await world.learn();
    const asked = { account: world.account, rules: ["Звонки"] };
    const [stored] = await latestShares(database.kysely, asked);
    expect(new Date(stored?.at ?? 0).toISOString()).toBe("2026-03-02T17:00:00.000Z");
    world.clock.pass(10 * hours);
    const account = await findAccount(database.kysely, world.account);
    const desk = account && (await world.flow.desks.read(database.kysely, account));
    if (!desk) throw new Error("there is no desk");
    let id = 8;
    while (!isControl(desk.program, desk.state, String(id))) id += 1;
    await come(world, id - 1, id + 2);
    const decided = (await records(world)).filter(({ lead }) => Number(lead) >= 8);
    const control = decided.filter(({ control }) => control === true);
    expect(control.map(({ lead }) => lead)).toContain(String(id));
    for (const { ledger, evidence } of control) {
      expect({ ledger, evidence }).toEqual({
        ledger: controlLedger("Звонки"),
        evidence: undefined,
      });
    }
    const others = decided.filter((record) => record.control === undefined);
    expect(new Set(others.map(({ evidence }) => evidence))).toEqual(new Set([stored?.hash]));
    expect(await flaw(world)).toBeNull();
  });

  test("a lead that comes after midnight before anybody has learned is shared by the new day", async () => {
    const world = await World.open(database, adaptive);
    await come(world, 1, 6);
    for (const id of ["1", "3"]) await change(world, id, won);
    world.clock.pass(24 * hours);
    await come(world, 7, 9);
    expect((await records(world)).at(-1)?.evidence).toBeDefined();
  });

  test("another configuration shares by what is known at once; the past of other methods counts", async () => {
    const world = await World.open(database, rules);
    await come(world, 1, 6);
    await change(world, "1", won);
    const account = world.account;
    await importConfiguration(world.flow, { account, text: byConversion, by: "test" });
    await world.learn();
    expect((await counts(world)).some((line) => line.includes("won 1"))).toBe(true);
    await come(world, 7, 7);
    expect((await records(world)).at(-1)?.evidence).toBeDefined();
  });

  test("decisions from before outcomes were written down are learned from too", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 4);
    await change(world, "1", { responsible: "13" });
    const passings = () =>
      passingsAfter(database.kysely, { account: world.account, after: 0, limit: 100 });
    const written = await passings();
    expect(written.map(({ byShare, source }) => ({ byShare, source }))).toEqual(
      Array.from({ length: 4 }, () => ({ byShare: true, source: "site" })),
    );
    await sql`update decision set by_share = false, loser = null, source = ''
               where account_id = ${world.account}`.execute(database.kysely);
    const [fill] = outcomes.filter((statement) => statement.startsWith("update decision"));
    await sql.raw(fill ?? "").execute(database.kysely);
    expect(await passings()).toEqual(written);
  });

  test("evidence that somebody alters, or removes, is found out", async () => {
    const world = await World.open(database, byConversion);
    await come(world, 1, 4);
    await change(world, "1", won);
    await come(world, 5, 5);
    const { account } = world;
    await sql`update rule_shares set evidence = replace(evidence, '"won":1', '"won":2')
               where account_id = ${account}`.execute(database.kysely);
    expect(await flaw(world)).toMatchObject({ kind: "shares", lead: "5", place: "evidence" });
    await sql`delete from rule_shares where account_id = ${account}`.execute(database.kysely);
    expect(await flaw(world)).toMatchObject({ kind: "shares", lead: "5", stored: "" });
  });
});
