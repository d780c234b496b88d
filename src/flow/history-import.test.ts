/** Leads of the time before: brought in, counted, taken out again, wherever a process dies. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { CrmFailure } from "#crm/port.ts";
import { findImport } from "#store/history-imports.ts";
import { giveUpImport, postponeImport } from "#store/import-progress.ts";
import type { Database } from "#store/open-database.ts";
import type { ImportedLead } from "#store/outcomes.ts";
import { latestShares } from "#store/rule-shares.ts";
import { dyingAfter, isDeath } from "#test/support/dying-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, monday10, rules, World } from "#test/support/flow-world.ts";
import { type ImportOrder, startImport, undoImport } from "./history-import.ts";
import { importBatch } from "./history-import-batch.ts";

const byConversion = rules.replace("method: in_turn", "method: conversion");
const DAY = 24 * hours;
const year = { kind: "crm", from: monday10 - 365 * DAY, to: monday10 } as const;

describe.each(engines)("the time before on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const open = () => World.open(database, byConversion);

  const begin = (world: World, order: Partial<ImportOrder> = {}) =>
    startImport(world.flow, {
      account: world.account,
      rule: "Звонки",
      origin: year,
      leads: [],
      by: "head",
      ...order,
    });

  async function work(world: World): Promise<void> {
    while ((await importBatch(world.flow, world.account)) > 0);
  }

  const stateOf = async (world: World, id: number) => {
    const found = await findImport(database.kysely, { account: world.account, id });
    if (found === null) throw new Error("the import is gone");
    return found;
  };

  /** Everybody's counts by which leads are shared, after what is due was learned. */
  async function learned(world: World): Promise<Readonly<Record<string, string>>> {
    world.flow.forget(world.account);
    world.clock.pass(minutes);
    await world.learn();
    const asked = { account: world.account, rules: ["Звонки"] };
    const [stored] = await latestShares(database.kysely, asked);
    const { members } = JSON.parse(stored?.evidence ?? '{"members":[]}') as ShareEvidence;
    return Object.fromEntries(
      members.map(({ manager, open, won, lost, junk }) => [
        manager,
        `${open} ${won} ${lost} ${junk}`,
      ]),
    );
  }

  /** The past of the CRM: a hundred calls, of which Ursula sold every second and Nadezhda every tenth. */
  function past(world: World): void {
    for (let place = 0; place < 100; place += 1) {
      const isUrsulas = place % 2 === 0;
      const won = isUrsulas ? place % 4 === 0 : place % 20 === 1;
      const createdAt = monday10 - (200 - place) * DAY;
      world.crm.put(`old ${place}`, {
        responsible: isUrsulas ? "11" : "12",
        createdAt,
        closed: true,
        end: { won, at: createdAt + 3 * DAY, reasons: [] },
      });
    }
  }

  const line = (lead: number, more: Partial<ImportedLead> = {}): Omit<ImportedLead, "rule"> => ({
    lead: `line ${lead}`,
    manager: lead % 2 === 0 ? "ursula" : "nadezhda",
    source: "",
    receivedAt: monday10 - DAY,
    outcome: lead % 4 === 0 ? "won" : "lost",
    endedAt: monday10 - hours,
    price: null,
    ...more,
  });

  test("the CRM's past fills the book of the rule that would have taken it", async () => {
    const world = await open();
    past(world);
    world.crm.put("written", {
      facts: { channel: "written" },
      responsible: "11",
      createdAt: monday10 - DAY,
    });
    world.crm.put("robot's", { responsible: "1", createdAt: monday10 - DAY });
    world.crm.put("today's", { responsible: "11", createdAt: monday10 + hours });
    const { id } = await begin(world);
    await work(world);
    expect(await stateOf(world, id)).toMatchObject({
      state: "done",
      added: 100,
      passedOver: { other_rule: 1, not_member: 1 },
    });
    expect(await learned(world)).toEqual({ nadezhda: "0 5 45 0", ursula: "0 25 25 0" });
  });

  test("it goes page by page, and waits where the CRM does not answer", async () => {
    const world = await open();
    past(world);
    world.crm.perPage = 30;
    const { id } = await begin(world);
    expect(await importBatch(world.flow, world.account)).toBe(30);
    world.crm.failures.push({
      call: "leadsCreated",
      failure: new CrmFailure("unavailable", "the CRM is away"),
    });
    await work(world);
    expect(await stateOf(world, id)).toMatchObject({
      state: "running",
      cursor: 1,
      error: "the CRM is away",
    });
    world.clock.pass(2 * minutes);
    await work(world);
    expect(await stateOf(world, id)).toMatchObject({ state: "done", added: 100, error: null });
  });

  test("leads count when all are there, and no more when the import is undone", async () => {
    const world = await open();
    const leads = Array.from({ length: 1_250 }, (_, place) => line(place));
    const { id } = await begin(world, { origin: { kind: "file" }, leads });
    expect(await importBatch(world.flow, world.account)).toBe(500);
    expect(await learned(world)).toEqual({ nadezhda: "0 0 0 0", ursula: "0 0 0 0" });
    await work(world);
    expect(await stateOf(world, id)).toMatchObject({ state: "done", total: 1_250, added: 1_250 });
    expect(await learned(world)).toEqual({ nadezhda: "0 0 625 0", ursula: "0 313 312 0" });
    await undoImport(world.flow, { account: world.account, id, by: "head" });
    expect(await learned(world)).toEqual({ nadezhda: "0 0 0 0", ursula: "0 0 0 0" });
  });

  test("what the account decided itself, and what another import brought, is passed over", async () => {
    const world = await open();
    await world.comes("line 0");
    await world.decide();
    const leads = [line(0), line(1)];
    await begin(world, { origin: { kind: "file" }, leads });
    await work(world);
    const again = await begin(world, {
      origin: { kind: "file" },
      leads: [...leads, line(2), line(2)],
    });
    await work(world);
    expect(await stateOf(world, again.id)).toMatchObject({
      added: 1,
      passedOver: { decided: 1, imported: 2 },
    });
  });

  test("an open lead of the past that is won later is a win of whoever had it", async () => {
    const world = await open();
    const createdAt = monday10 - 20 * DAY;
    world.crm.put("open", { responsible: "11", createdAt });
    await begin(world);
    await work(world);
    expect(await learned(world)).toEqual({ nadezhda: "0 0 0 0", ursula: "1 0 0 0" });
    const end = { won: true, at: null, reasons: [] };
    world.crm.put("open", { closed: true, end });
    await world.hook({ kind: "changed", lead: "open", changedAt: world.clock.now() });
    await world.decide();
    expect(await learned(world)).toEqual({ nadezhda: "0 0 0 0", ursula: "0 1 0 0" });
  });

  test("a process that dies between any two statements is followed by one that goes on", async () => {
    const world = await open();
    past(world);
    world.crm.perPage = 40;
    const { id } = await begin(world);
    for (let statements = 0; (await stateOf(world, id)).state === "running"; statements += 1) {
      world.restart({ database: dyingAfter(database, statements) });
      try {
        await work(world);
      } catch (error) {
        if (!isDeath(error)) throw error;
      }
      world.restart();
      world.clock.pass(2 * minutes);
    }
    expect(await stateOf(world, id)).toMatchObject({ state: "done", added: 100 });
    expect(await learned(world)).toEqual({ nadezhda: "0 5 45 0", ursula: "0 25 25 0" });
  });

  test("one that is undone while it runs ends, whoever is at it", async () => {
    const world = await open();
    const leads = Array.from({ length: 1_100 }, (_, place) => line(place));
    const { id } = await begin(world, { origin: { kind: "file" }, leads });
    await importBatch(world.flow, world.account);
    await undoImport(world.flow, { account: world.account, id, by: "head" });
    await work(world);
    expect(await stateOf(world, id)).toMatchObject({ state: "undone", cursor: 500 });
    expect(await learned(world)).toEqual({ nadezhda: "0 0 0 0", ursula: "0 0 0 0" });
  });

  const away = () => ({
    call: "leadsCreated" as const,
    failure: new CrmFailure("unavailable", "the CRM is away"),
  });

  test("one that fails for too long is given up, and its leads can be imported again", async () => {
    const world = await open();
    past(world);
    world.crm.perPage = 30;
    const { id } = await begin(world);
    await importBatch(world.flow, world.account);
    world.crm.failures.push(...Array.from({ length: 30 }, away));
    for (let attempt = 0; attempt < 30; attempt += 1) {
      expect(await stateOf(world, id)).toMatchObject({ state: "running" });
      await work(world);
      world.clock.pass(2 * minutes);
    }
    expect(await stateOf(world, id)).toMatchObject({ state: "failed", error: "the CRM is away" });
    const again = await begin(world);
    await work(world);
    expect(await stateOf(world, again.id)).toMatchObject({ state: "done", added: 100 });
    expect(await stateOf(world, id)).toMatchObject({ state: "failed" });
    expect(await learned(world)).toEqual({ nadezhda: "0 5 45 0", ursula: "0 25 25 0" });
  });

  test("one that is undone while the CRM fails stays undone", async () => {
    const world = await open();
    past(world);
    const { id } = await begin(world);
    const batch = importBatch(world.flow, world.account);
    await undoImport(world.flow, { account: world.account, id, by: "head" });
    await batch;
    world.crm.failures.push(away());
    const undone = { account: world.account, id, error: "late", dueAt: world.clock.now() };
    await postponeImport(database.kysely, undone);
    await giveUpImport(database.kysely, undone);
    expect(await importBatch(world.flow, world.account)).toBe(0);
    expect(await stateOf(world, id)).toMatchObject({ state: "undone", error: null });
  });
});
