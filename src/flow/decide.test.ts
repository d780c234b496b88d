import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import { chainLinks } from "#store/decisions.ts";
import { ruleShares } from "#store/ledger.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, rules, switchDuty, World } from "#test/support/flow-world.ts";
import { chainLink, chainStart } from "./chain.ts";

describe.each(engines)("deciding on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("leads are shared out in turn, written to the CRM, and confirmed by its echo", async () => {
    const world = await World.open(database);
    for (const id of ["1", "2", "3", "4"]) await world.comes(id);
    await world.decide();
    await world.deliver();
    expect(world.crm.writes.map((write) => write.split(" → ")[1]).sort()).toEqual([
      "11",
      "11",
      "12",
      "12",
    ]);
    const owner = world.crm.held.get("1")?.responsible ?? null;
    expect(await world.standing("1")).toBe("decided, owner 1, delivery sent");
    await world.hook({ kind: "responsible", lead: "1", responsible: owner });
    await world.decide();
    expect(await world.standing("1")).toBe(`decided, owner ${owner}, delivery confirmed`);
    // The echo told enough: the lead was read once, when it was decided.
    expect(world.crm.calls.filter((call) => call === "leads")).toHaveLength(1);
  });

  test("a lead is decided once, however often and in whatever order its events come", async () => {
    const world = await World.open(database);
    world.crm.put("7");
    await world.hook({ kind: "changed", lead: "7" });
    await world.hook({ kind: "added", lead: "7" }, { kind: "responsible", lead: "7" });
    await world.decide();
    await world.hook({ kind: "added", lead: "7" });
    world.clock.pass(2 * minutes);
    await world.hook({ kind: "added", lead: "7" });
    await world.hook({ kind: "changed", lead: "7", changedAt: 0 });
    await world.decide();
    expect(await world.decisions("7")).toHaveLength(1);
  });

  test("the ledger is the sum of the decisions, and the chain is whole", async () => {
    const world = await World.open(database);
    for (let lead = 0; lead < 21; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    for (let lead = 21; lead < 30; lead += 1) await world.comes(`${lead}`);
    await world.decide();
    const shares = await ruleShares(database.kysely, world.account);
    expect(shares.map(({ received, due }) => [received, due])).toEqual([
      [15, 15],
      [15, 15],
    ]);
    const links = await chainLinks(database.kysely, {
      account: world.account,
      after: 0,
      limit: 99,
    });
    expect(links.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    let previous = chainStart(world.account);
    for (const { text, hash } of links) {
      previous = chainLink(previous, text);
      expect(hash).toBe(previous);
    }
  });

  test.each([
    ["was created before the account was switched on", { createdAt: 0 }, "ignored: before_start"],
    ["is closed already", { closed: true }, "ignored: closed"],
    ["is deleted already", { deleted: true }, "ignored: deleted"],
    [
      "was made by hand by a manager who shares in leads",
      { responsible: "12", facts: { created_by: "person", created_by_id: "12" } },
      "ignored: own",
    ],
  ])("a lead that %s is left alone", async (_, lead, standing) => {
    const world = await World.open(database);
    await world.comes("5", lead);
    await world.decide();
    expect(await world.standing("5")).toContain(standing);
    await world.deliver();
    expect(world.crm.writes).toEqual([]);
  });

  test("a lead that an administrator made by hand is shared out", async () => {
    const world = await World.open(database);
    await world.comes("5", { facts: { created_by: "person", created_by_id: "1" } });
    await world.decide();
    expect(await world.standing("5")).toContain("decided");
  });

  test("a lead that comes at night waits, and is released when the shift begins", async () => {
    const world = await World.open(database);
    world.clock.pass(10 * hours);
    await world.comes("8");
    await world.comes("9");
    await world.decide();
    await world.release();
    expect(await world.standing("8")).toContain("waiting");
    world.clock.pass(13 * hours - 2_000);
    await world.release();
    expect(await world.decisions("8")).toEqual(["new waiting null"]);
    world.clock.pass(2_000);
    await world.release();
    const managers = [await world.decisions("8"), await world.decisions("9")].map((all) => all[1]);
    expect(managers.sort()).toEqual(["released assigned nadezhda", "released assigned ursula"]);
  });

  test("a waiting lead leaves the pool when it is closed, deleted or given by hand", async () => {
    const world = await World.open(database);
    world.clock.pass(10 * hours);
    for (const id of ["1", "2", "3", "4"]) await world.comes(id);
    await world.decide();
    world.crm.put("1", { closed: true });
    world.crm.held.delete("2");
    world.crm.put("3", { responsible: "13" });
    await world.hook({ kind: "changed", lead: "1" });
    await world.hook({ kind: "deleted", lead: "2" });
    await world.hook({ kind: "responsible", lead: "3", responsible: "13" });
    await world.decide();
    world.clock.pass(14 * hours);
    await world.release();
    expect(await world.standing("1")).toBe("ignored: closed, owner 1, delivery none");
    expect(await world.standing("2")).toBe("ignored: deleted, owner 1, delivery none");
    expect(await world.standing("3")).toBe("ignored: by_hand, owner 13, delivery none");
    expect(await world.standing("4")).toContain("decided");
  });

  test("a manager who comes on duty is given what waits for him", async () => {
    const world = await World.open(database);
    const { account, flow } = world;
    const offline = { duty: "offline", until: null } as const;
    for (const manager of ["ursula", "nadezhda"]) {
      await switchDuty(flow, { account, manager, duty: offline });
    }
    await world.comes("1");
    await world.decide();
    expect(await world.standing("1")).toContain("waiting");
    await switchDuty(flow, { account, manager: "nadezhda", duty: { duty: "online", until: null } });
    await world.release();
    expect(await world.decisions("1")).toEqual(["new waiting null", "released assigned nadezhda"]);
  });

  test("facts that only the event knew are kept", async () => {
    const world = await World.open(database);
    world.crm.put("1", { facts: { channel: "other" } });
    await world.hook({ lead: "1", facts: { channel: "call", source: "Сайт" } });
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("while the CRM fails nothing is lost, and nothing is decided unread", async () => {
    const world = await World.open(database);
    const failure = new CrmFailure("unavailable", "502");
    world.crm.failures.push({ call: "leads", failure });
    await world.comes("1");
    await world.decide();
    expect(await world.standing("1")).toBe("unknown");
    world.clock.pass(1_000);
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("an event that cannot be read holds up no other", async () => {
    const world = await World.open(database);
    await world.intake.webhook({ account: world.account, body: "not JSON" });
    await world.intake.webhook({ account: world.account, body: '{"accountId":"666","events":[]}' });
    await world.comes("1");
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("text that a database cannot hold does no harm", async () => {
    const world = await World.open(database);
    await world.comes("1", { name: "a\0b \ud800", facts: { form: "\0\udfff", tags: ["\0"] } });
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("a lead that is told of before the CRM shows it is looked for again", async () => {
    const world = await World.open(database);
    await world.hook({ lead: "1" });
    await world.decide();
    expect(await world.standing("1")).toBe("unknown");
    world.crm.put("1");
    world.clock.pass(1_000);
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("`settle` leaves a new lead alone until its tags have arrived", async () => {
    const settling = rules.replace("timezone: Asia/Tomsk }", "timezone: Asia/Tomsk, settle: 30s }");
    const world = await World.open(database, settling);
    await world.comes("1", { facts: { channel: "other" } });
    await world.decide();
    expect(await world.standing("1")).toContain("undecided");
    world.crm.put("1", { facts: { channel: "call" } });
    world.clock.pass(30_000);
    await world.decide();
    expect(await world.standing("1")).toContain("decided");
  });

  test("a change of owner by somebody else is respected and recorded", async () => {
    const world = await World.open(database);
    await world.comes("1");
    await world.decide();
    await world.deliver();
    world.crm.put("1", { responsible: "13" });
    await world.hook({ kind: "responsible", lead: "1", responsible: "13" });
    await world.decide();
    expect(await world.standing("1")).toBe("decided, owner 13, delivery superseded");
    await world.deliver();
    expect(world.crm.writes).toHaveLength(1);
  });
});
