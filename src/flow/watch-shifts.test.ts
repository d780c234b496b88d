import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listChanges } from "#store/availability.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, switchDuty } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld } from "#test/support/watched-world.ts";
import { startFlow } from "./service.ts";

const untouched = shifts("handover: { at_shift_end: untouched }");
const returning = shifts("handover: { at_shift_end: untouched, return: true }");
const allAtOnce = shifts("handover: { at_shift_end: all, on_duty_off: all }");
const together = shifts("handover: { at_shift_end: untouched, together: true }");
const inStage = shifts("handover: { at_shift_end: { stages: [Новая] } }");

const handedOver = /^handover assigned (nadezhda|marina)$/;

describe.each(engines)("shifts that end and begin on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const open = (text: string, leads?: readonly string[]) =>
    WatchedWorld.open(database, text, leads);

  test("what nobody has begun with goes to those who are there, and no more", async () => {
    const team = await open(untouched, ["1", "2", "3"]);
    await team.calls("2", "11");
    await team.passes(8 * hours - 2_000);
    expect(await team.last("1")).toBe("new assigned ursula");
    await team.passes(1_000);
    expect(await team.last("1")).toMatch(handedOver);
    expect(await team.last("2")).toBe("new assigned ursula");
    expect(await team.last("3")).toMatch(handedOver);
    expect(await team.holder("3")).not.toBe(await team.holder("1"));
    expect(team.world.crm.held.get("1")?.responsible).toMatch(/^1[23]$/);
    await team.passes(hours);
    expect(await team.world.decisions("1")).toHaveLength(2);
    expect(await team.notices()).toEqual(["taken_away → ursula"]);
    await team.expectWhole();
  });

  test("the loser has his turn back", async () => {
    const team = await open(untouched, ["1"]);
    await team.passes(8 * hours);
    const { rows } = await sql`
      select manager, received, due, balance from ledger_share
       where account_id = ${team.world.account} and manager = 'ursula'`.execute(database.kysely);
    expect(rows).toEqual([{ manager: "ursula", received: 0, due: 0, balance: 0 }]);
    await team.expectWhole();
  });

  test("nobody is there: the lead stays, and is not tried again later", async () => {
    const team = await open(untouched);
    team.world.clock.pass(9 * hours);
    await team.come("1");
    await team.passes(2 * hours);
    await team.passes(12 * hours);
    expect(await team.world.decisions("1")).toHaveLength(1);
  });

  test("a process that was down over the end of a shift hands over when it is back", async () => {
    const team = await open(untouched, ["1"]);
    team.world.clock.pass(9 * hours);
    team.world.restart();
    await team.passes(0);
    expect(await team.last("1")).toMatch(handedOver);
    await team.expectWhole();
  });

  test("whose next shift has begun meanwhile keeps what he has", async () => {
    const team = await open(untouched, ["1"]);
    team.world.clock.pass(23.5 * hours);
    team.world.restart();
    await team.passes(0);
    expect(await team.world.decisions("1")).toEqual(["new assigned ursula"]);
  });

  test("what is given to somebody after his shift stays with him", async () => {
    const team = await open(untouched);
    const anyHour = shifts("availability: [duty]\n    handover: { at_shift_end: all }", "[ursula]");
    await team.imports(anyHour);
    await team.world.watch();
    team.world.clock.pass(8 * hours - 1_000);
    await team.come("1");
    await team.passes(0);
    expect(await team.world.decisions("1")).toEqual(["new assigned ursula"]);
  });

  test("what was handed over returns at the next shift, and not before", async () => {
    const team = await open(returning, ["1", "2"]);
    await team.passes(8 * hours);
    const handed = await team.last("1");
    await team.passes(14 * hours);
    expect(await team.last("1")).toBe(handed);
    await team.passes(hours);
    expect(await team.last("1")).toBe("returned assigned ursula");
    expect(await team.last("2")).toBe("returned assigned ursula");
    expect(await team.notices()).toContain("returned → ursula");
    expect(team.world.crm.held.get("1")?.responsible).toBe("11");
    await team.expectWhole();
  });

  test("who may not receive when his shift begins gets nothing back before the next", async () => {
    const team = await open(returning, ["1"]);
    await team.passes(8 * hours);
    const { account, flow } = team.world;
    const handed = await team.last("1");
    const paused = { duty: "paused", until: null } as const;
    await switchDuty(flow, { account, manager: "ursula", duty: paused });
    await team.passes(15 * hours);
    const online = { duty: "online", until: null } as const;
    await switchDuty(flow, { account, manager: "ursula", duty: online });
    await team.passes(hours);
    expect(await team.last("1")).toBe(handed);
    await team.passes(23 * hours);
    expect(await team.last("1")).toBe("returned assigned ursula");
  });

  test("in chosen stages only: as the lead stands in the CRM by then", async () => {
    const team = await open(inStage);
    for (const lead of ["1", "2"]) team.world.crm.put(lead, { facts: { stage: ["Новая", "21"] } });
    await team.come("1", "2");
    await team.happens("2", { facts: { stage: ["Переговоры", "22"] } });
    await team.passes(8 * hours);
    expect(await team.last("1")).toMatch(handedOver);
    expect(await team.last("2")).toBe("new assigned ursula");
  });

  test("a client's other leads go to the same person, those that were begun with too", async () => {
    const team = await open(together);
    for (const lead of ["1", "3"]) team.world.crm.put(lead, { facts: { contact: "client" } });
    await team.come("1", "2", "3");
    await team.calls("3", "11");
    await team.passes(8 * hours);
    expect(await team.last("1")).toMatch(handedOver);
    expect(await team.last("3")).toBe(await team.last("1"));
    expect(await team.holder("2")).not.toBe(await team.holder("1"));
    await team.expectWhole();
  });

  test("whose client it is comes first, if he is there by then", async () => {
    const keeping = "keep_owner: { of: [contact] }\n    handover: { at_shift_end: all }";
    const team = await open(shifts(keeping));
    team.world.crm.clients.contact.set("client", "13");
    for (const lead of ["1", "2", "3"]) {
      team.world.crm.put(lead, { facts: { contact: lead === "2" ? "other" : "client" } });
    }
    await team.come("1", "2", "3");
    expect(await team.last("1")).toBe("new assigned ursula");
    await team.happens("1", { name: "Renamed" });
    await team.passes(8 * hours);
    expect(await team.last("1")).toBe("handover assigned marina");
    expect(await team.last("3")).toBe("handover assigned marina");
    expect(await team.last("2")).toBe("handover assigned nadezhda");
    await team.expectWhole();
  });

  test("closed, deleted and given away by a person: nothing moves them", async () => {
    const team = await open(allAtOnce, ["1", "2", "3", "4"]);
    await team.happens("1", { closed: true });
    await team.happens("2", { deleted: true });
    await team.happens("3", { responsible: "13" });
    await team.passes(8 * hours);
    for (const lead of ["1", "2", "3"]) {
      expect(await team.world.decisions(lead)).toEqual(["new assigned ursula"]);
    }
    expect(await team.last("4")).toMatch(handedOver);
  });

  test("a lead that was closed and is opened again is handed over with the others", async () => {
    const team = await open(allAtOnce, ["1"]);
    await team.happens("1", { closed: true });
    await team.passes(minutes);
    await team.happens("1", { closed: false });
    await team.passes(8 * hours);
    expect(await team.last("1")).toMatch(handedOver);
  });

  test("who goes off duty loses his leads, unless he is back before anybody has looked", async () => {
    const team = await open(allAtOnce, ["1"]);
    const { account, clock, flow } = team.world;
    const turn = (duty: "online" | "offline" | "paused") =>
      switchDuty(flow, { account, manager: "ursula", duty: { duty, until: null } });
    clock.pass(3 * hours);
    await turn("offline");
    await turn("online");
    await team.passes(minutes);
    expect(await team.last("1")).toBe("new assigned ursula");
    await turn("paused");
    await team.passes(minutes);
    expect(await team.last("1")).toBe("new assigned ursula");
    await turn("offline");
    team.world.restart();
    await team.passes(minutes);
    expect(await team.last("1")).toMatch(/^duty_off assigned (nadezhda|marina)$/);
    await team.passes(minutes);
    expect(await team.world.decisions("1")).toHaveLength(2);
    await team.expectWhole();
  });

  test("a user who is deactivated in the CRM loses his leads, and it is written down", async () => {
    const team = await open(allAtOnce, ["1"]);
    const { account, clock, crm } = team.world;
    clock.pass(3 * hours);
    crm.people = crm.people.map((one) => (one.id === "11" ? { ...one, active: false } : one));
    const service = startFlow(team.world.ports());
    await service.idle();
    await service.close();
    expect(await team.last("1")).toMatch(/^duty_off assigned (nadezhda|marina)$/);
    expect(await listChanges(database.kysely, { account, limit: 9 })).toMatchObject([
      { manager: "ursula", what: "blocked", from: "active", to: "blocked", by: { kind: "system" } },
    ]);
    await team.expectWhole();
  });
});
