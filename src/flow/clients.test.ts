import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, switchDuty, World } from "#test/support/flow-world.ts";
import { nothingVerified, verifyPage } from "./verify.ts";

/** Ursula and Nadezhda by day, Marina in the evening; Nadezhda is found by her e-mail. */
const team = (rule: string, account = "") => `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk${account} }
managers:
  ursula:   { name: Урсула, crm: 11, schedule: office }
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example, schedule: office }
  marina:   { name: Марина, crm: 13, schedule: evening }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
  evening: { weekly: { mon-fri: "18:00-22:00" } }
rules:
  - { name: День, members: [ursula, nadezhda]${rule} }
`;

describe.each(engines)("known clients on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** A lead comes; who has it, or that it waits. */
  async function comes(world: World, lead: string, facts: Record<string, string> = {}) {
    await world.comes(lead, { facts });
    await world.decide();
    return lastOf(world, lead);
  }

  const lastOf = async (world: World, lead: string) =>
    (await world.decisions(lead)).at(-1)?.replace("assigned ", "").replace(" null", "");

  /** Every decision comes out the same when it is decided again from its record. */
  async function provesItself(world: World): Promise<void> {
    const { account, flow } = world;
    expect(await verifyPage(flow, account, nothingVerified(account))).toMatchObject({
      done: true,
      flaw: null,
    });
  }

  test.each(["contact", "company"] as const)(
    "a lead goes to whoever is responsible for its %s, by id or by e-mail",
    async (kind) => {
      const world = await World.open(database, team(`, keep_owner: { of: [${kind}] }`));
      world.crm.clients[kind].set("7", "12").set("8", "11").set("9", "99");
      for (const lead of ["1", "2", "3"]) {
        expect(await comes(world, lead, { [kind]: "7" })).toBe("new nadezhda");
      }
      expect(await comes(world, "4", { [kind]: "8" })).toBe("new ursula");
      // Nobody of ours is responsible: it is given in turn, which no client's own lead has moved.
      const inTurn = [await comes(world, "5", { [kind]: "9" }), await comes(world, "6")];
      expect(inTurn.toSorted()).toEqual(["new nadezhda", "new ursula"]);
    },
  );

  test("the CRM is asked once for all leads of a batch, and only where a live rule asks", async () => {
    const asking = await World.open(database, team(", keep_owner: { of: [contact] }"));
    const silent = await World.open(database, team(", keep_owner: { of: [last] }"));
    for (const world of [asking, silent]) {
      for (const lead of ["1", "2", "3"]) await world.comes(lead, { facts: { contact: lead } });
      await world.decide();
    }
    const asked = (world: World) => world.crm.calls.filter((call) => call === "responsibles");
    expect(asked(asking)).toHaveLength(1);
    expect(asked(silent)).toHaveLength(0);
  });

  test("while the CRM does not tell whose client it is, the lead waits to be read; a refusal ends it", async () => {
    const world = await World.open(database, team(", keep_owner: { of: [contact] }"));
    world.crm.clients.contact.set("7", "12");
    const failing = (kind: "unavailable" | "refused") =>
      world.crm.failures.push({ call: "responsibles", failure: new CrmFailure(kind, "no") });
    failing("unavailable");
    expect(await comes(world, "1", { contact: "7" })).toBeUndefined();
    world.clock.pass(minutes);
    await world.decide();
    expect(await lastOf(world, "1")).toBe("new nadezhda");
    failing("refused");
    expect(await comes(world, "2", { contact: "7" })).toMatch(/^new/);
  });

  test("who had the contact's previous lead has the next one, whoever it was by then", async () => {
    const world = await World.open(database, team(", keep_owner: { of: [last] }"));
    const first = await comes(world, "1", { contact: "7" });
    world.restart();
    expect(await comes(world, "2", { contact: "7" })).toBe(first);
    expect(await comes(world, "3", { contact: "7" })).toBe(first);
    await world.deliver();
    const other = first === "new ursula" ? "12" : "11";
    world.clock.pass(minutes);
    world.crm.put("3", { responsible: other });
    await world.hook({ kind: "responsible", lead: "3", responsible: other });
    await world.decide();
    const expected = other === "12" ? "new nadezhda" : "new ursula";
    expect(await comes(world, "4", { contact: "7" })).toBe(expected);
  });

  test("leads of one client in one batch stay together, for as long as same_client says", async () => {
    const world = await World.open(database, team("", ", same_client: 2h"));
    for (const lead of ["1", "2", "3"]) await world.comes(lead, { facts: { contact: "7" } });
    await world.decide();
    const [first, ...others] = await Promise.all(
      ["1", "2", "3"].map((lead) => lastOf(world, lead)),
    );
    expect(others).toEqual([first, first]);
    world.clock.pass(2 * hours);
    expect(await comes(world, "4", { contact: "7" })).not.toBe(first);
  });

  test("what waited overnight for the same shift goes to the same manager", async () => {
    const world = await World.open(database, team("", ", same_client: 24h"));
    world.clock.pass(10 * hours);
    for (const lead of ["1", "2", "3"]) await world.comes(lead, { facts: { contact: "7" } });
    await world.decide();
    world.clock.pass(14 * hours);
    await world.release();
    const released = await Promise.all(["1", "2", "3"].map((lead) => lastOf(world, lead)));
    expect(new Set(released).size).toBe(1);
    await provesItself(world);
  });

  test("a lead that waits is released by its client's manager, though no member is there", async () => {
    const world = await World.open(database, team(", keep_owner: { of: [contact] }"));
    world.crm.clients.contact.set("7", "13");
    const offline = { duty: "offline", until: null } as const;
    for (const manager of ["ursula", "nadezhda"]) {
      await switchDuty(world.flow, { account: world.account, manager, duty: offline });
    }
    expect(await comes(world, "1", { contact: "7" })).toBe("new waiting");
    expect(await comes(world, "2")).toBe("new waiting");
    world.clock.pass(9 * hours);
    await world.release();
    expect(await lastOf(world, "1")).toBe("released marina");
    expect(await lastOf(world, "2")).toBe("new waiting");
    await provesItself(world);
  });

  test("wait: the lead waits for its client's manager that long, and then it is somebody's turn", async () => {
    const world = await World.open(
      database,
      team(", keep_owner: { of: [contact], when: { wait: 30m } }"),
    );
    world.crm.clients.contact.set("7", "12");
    const switched = (duty: "online" | "offline") =>
      switchDuty(world.flow, {
        account: world.account,
        manager: "nadezhda",
        duty: { duty, until: null },
      });
    await switched("offline");
    expect(await comes(world, "1", { contact: "7" })).toBe("new waiting");
    expect(await comes(world, "2")).toBe("new ursula");
    world.clock.pass(10 * minutes);
    await world.release();
    expect(await lastOf(world, "1")).toBe("new waiting");
    await switched("online");
    await world.release();
    expect(await lastOf(world, "1")).toBe("released nadezhda");
    await switched("offline");
    expect(await comes(world, "3", { contact: "7" })).toBe("new waiting");
    world.clock.pass(30 * minutes);
    await world.release();
    expect(await lastOf(world, "3")).toBe("released ursula");
    await provesItself(world);
  });
});
