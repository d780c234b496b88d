import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import { findAccount } from "#store/accounts.ts";
import { decisionsOfLead } from "#store/decisions.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, World } from "#test/support/flow-world.ts";

describe.each(engines)("delivering on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  async function worldWith(...leads: readonly string[]): Promise<World> {
    const world = await World.open(database);
    for (const lead of leads) await world.comes(lead);
    await world.decide();
    return world;
  }

  test("a write that took effect before its answer was lost is repeated to the same user", async () => {
    const world = await worldWith("1");
    const failure = new CrmFailure("unavailable", "timeout");
    world.crm.failures.push({ call: "setResponsible", failure, afterEffect: true });
    await world.deliver();
    expect(await world.standing("1")).toContain("delivery pending");
    await world.deliver();
    expect(world.crm.writes).toHaveLength(1);
    world.clock.pass(1_000);
    await world.deliver();
    expect(world.crm.writes).toHaveLength(2);
    expect(new Set(world.crm.writes).size).toBe(1);
    expect(await world.standing("1")).toContain("delivery sent");
  });

  test("the echo of a write whose answer was lost confirms it, and nothing is repeated", async () => {
    const world = await worldWith("1");
    const failure = new CrmFailure("unavailable", "timeout");
    world.crm.failures.push({ call: "setResponsible", failure, afterEffect: true });
    await world.deliver();
    const responsible = world.crm.held.get("1")?.responsible ?? null;
    await world.hook({ kind: "responsible", lead: "1", responsible });
    await world.decide();
    expect(await world.standing("1")).toContain("delivery confirmed");
    world.clock.pass(minutes);
    await world.deliver();
    expect(world.crm.writes).toHaveLength(1);
  });

  test("how long a lead took from its arrival to the CRM's confirmation is observed once", async () => {
    const world = await worldWith("1", "2");
    const observed: number[] = [];
    const observe = (name: string, seconds: number) => {
      if (name === "smena_arrival_to_confirmation_seconds") observed.push(seconds);
    };
    world.restart({ metrics: { count() {}, observe } });
    await world.deliver();
    world.clock.pass(2_000);
    const responsible = world.crm.held.get("1")?.responsible ?? null;
    await world.hook({ kind: "responsible", lead: "1", responsible });
    await world.decide();
    expect(observed).toEqual([2]);
    // No event tells of the other one: it is read back.
    world.clock.pass(minutes);
    await world.deliver();
    await world.deliver();
    expect(observed).toEqual([2, 62]);
  });

  test("a CRM that asks for a pause is left alone for so long", async () => {
    const world = await worldWith("1");
    const failure = new CrmFailure("rate_limited", "429", { retryAfterMs: 30_000 });
    world.crm.failures.push({ call: "setResponsible", failure });
    await world.deliver();
    world.clock.pass(29_000);
    await world.deliver();
    expect(world.crm.writes).toEqual([]);
    world.clock.pass(1_000);
    await world.deliver();
    expect(world.crm.writes).toHaveLength(1);
  });

  test("a refused lead fails with the CRM's words, and holds up no other of its batch", async () => {
    const world = await worldWith("1", "2", "3");
    const failure = new CrmFailure("refused", "lead 2 is locked", { leads: ["2"] });
    world.crm.failures.push({ call: "setResponsible", failure });
    await world.deliver();
    expect(await world.standing("2")).toContain("delivery failed");
    expect(await world.standing("3")).toContain("delivery sent");
    const [decision] = await decisionsOfLead(database.kysely, {
      account: world.account,
      lead: "2",
    });
    expect(decision?.deliveryError).toBe("lead 2 is locked");
  });

  test("where the CRM names nobody, halves of the batch tell who it refuses", async () => {
    const world = await worldWith("1", "2", "3", "4");
    world.crm.refusesWithoutNaming.add("3");
    await world.deliver();
    expect(await world.standing("3")).toContain("delivery failed");
    for (const lead of ["1", "2", "4"]) {
      expect(await world.standing(lead)).toContain("delivery sent");
    }
  });

  test("a token that is not accepted needs an administrator, and the lead stays due", async () => {
    const world = await worldWith("1");
    const failure = new CrmFailure("unauthorized", "The token is not accepted.");
    world.crm.failures.push({ call: "setResponsible", failure });
    await world.deliver();
    const attention = async () =>
      (await findAccount(database.kysely, world.account))?.attention ?? null;
    expect(await attention()).toBe("The token is not accepted.");
    world.clock.pass(minutes);
    await world.deliver();
    expect(await world.standing("1")).toContain("delivery sent");
    expect(await attention()).toBeNull();
  });

  test("what no event confirms is read back in one request", async () => {
    const world = await worldWith("1", "2");
    await world.deliver();
    world.crm.put("2", { responsible: "13" });
    const readsBefore = world.crm.calls.filter((call) => call === "leads").length;
    world.clock.pass(10_000);
    await world.deliver();
    expect(await world.standing("1")).toContain("delivery confirmed");
    expect(await world.standing("2")).toBe("decided, owner 13, delivery superseded");
    expect(world.crm.calls.filter((call) => call === "leads")).toHaveLength(readsBefore + 1);
  });

  test("while reading back fails it is tried again later, not at once", async () => {
    const world = await worldWith("1");
    await world.deliver();
    world.clock.pass(10_000);
    world.crm.failures.push({ call: "leads", failure: new CrmFailure("unavailable", "502") });
    await world.deliver();
    await world.deliver();
    expect(await world.standing("1")).toContain("delivery sent");
    world.clock.pass(30_000);
    await world.deliver();
    expect(await world.standing("1")).toContain("delivery confirmed");
  });

  test("many deliveries are written fifty to a request", async () => {
    const leads = Array.from({ length: 120 }, (_, index) => `${index}`);
    const world = await worldWith(...leads);
    await world.deliver();
    expect(world.crm.calls.filter((call) => call === "setResponsible")).toHaveLength(3);
    expect(new Set(world.crm.writes).size).toBe(120);
  });
});
