import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listChanges } from "#store/availability.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, switchDuty } from "#test/support/flow-world.ts";
import { WatchedWorld, within } from "#test/support/watched-world.ts";

describe.each(engines)("leads that nobody takes on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const open = (more: string, leads?: readonly string[]) =>
    WatchedWorld.open(database, within(more), leads);

  test("a reminder, then the next one, until everybody has let it lie", async () => {
    const team = await open("");
    await team.passes(3 * hours);
    await team.come("1");
    const first = await team.holder("1");
    await team.passes(10 * minutes);
    expect(await team.notices()).toEqual([`not_taken_warning → ${first}`]);
    await team.passes(4 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(1);
    await team.passes(minutes);
    expect(await team.last("1")).toMatch(/^not_taken assigned/);
    expect((await team.notices()).at(-1)).toBe(`not_taken → ${first}`);
    for (let round = 0; round < 3; round += 1) await team.passes(16 * minutes);
    const decisions = await team.world.decisions("1");
    expect(decisions).toHaveLength(3);
    expect(new Set(decisions.map((one) => one.split(" ").at(-1)))).toHaveLength(3);
    expect((await team.notices()).at(-1)).toBe("kept_though_missed → head");
    await team.expectWhole();
  });

  test("one that waits is not given to who let it lie", async () => {
    const team = await open("", ["1"]);
    await team.passes(15 * minutes);
    expect(await team.last("1")).toBe("not_taken waiting null");
    expect(await team.world.standing("1")).toBe("waiting, owner 11, delivery confirmed");
    await team.happens("1", {});
    expect(await team.world.standing("1")).toContain("waiting");
    await team.passes(30 * minutes);
    expect(await team.last("1")).toBe("not_taken waiting null");
    await team.passes(2 * hours);
    expect(await team.last("1")).toMatch(/^released assigned (nadezhda|marina)$/);
    await team.expectWhole();
  });

  test("transfers are used up: it stays, and the head is told", async () => {
    const team = await open(", max_transfers: 1");
    await team.passes(3 * hours);
    await team.come("1");
    for (let round = 0; round < 3; round += 1) await team.passes(16 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(2);
    expect((await team.notices()).at(-1)).toBe("kept_though_missed → head");
  });

  test("transfers are used up: a named person has it", async () => {
    const team = await open(", max_transfers: 0, fallback: { on_duty: marina }", ["1"]);
    await team.passes(16 * minutes);
    expect(await team.last("1")).toBe("not_taken assigned marina");
  });

  test("the rule leaves it where it is: the head is told once", async () => {
    const team = await open(", then: leave", ["1"]);
    for (let round = 0; round < 3; round += 1) await team.passes(10 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(1);
    expect(await team.notices()).toEqual([
      "not_taken_warning → ursula",
      "kept_though_missed → head",
    ]);
  });

  test("nobody's clock runs over the night", async () => {
    const team = await open("");
    const { account, clock, flow } = team.world;
    clock.pass(8 * hours - 5 * minutes);
    for (const manager of ["nadezhda", "marina"]) {
      await switchDuty(flow, { account, manager, duty: { duty: "offline", until: null } });
    }
    await team.come("1");
    expect(await team.last("1")).toBe("new assigned ursula");
    await team.passes(15 * hours + 14 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(1);
    await team.passes(2 * minutes);
    expect(await team.last("1")).toMatch(/^not_taken/);
  });

  test("in quiet hours nothing is passed on before their end", async () => {
    const text = within(', quiet: "10:00-14:00"').replaceAll("late }", "day }");
    const team = await WatchedWorld.open(database, text, ["1"]);
    await team.passes(3.9 * hours);
    expect(await team.world.decisions("1")).toHaveLength(1);
    await team.passes(0.1 * hours);
    expect(await team.last("1")).toMatch(/^not_taken assigned/);
  });

  test("a deadline that a new configuration puts off is put off", async () => {
    const team = await open("", ["1"]);
    await team.imports(within("").replace("15m", "30m"));
    await team.passes(15 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(1);
    await team.passes(15 * minutes);
    expect(await team.last("1")).toMatch(/^not_taken/);
  });

  test("who lets one after the other lie is put on pause, written down and told", async () => {
    const team = await open(", pause_after: 2", ["1"]);
    await team.passes(15 * minutes);
    await team.come("2");
    await team.passes(15 * minutes);
    expect(await team.last("2")).toMatch(/^not_taken/);
    await team.come("3");
    expect(await team.last("3")).toBe("new waiting null");
    const { account } = team.world;
    expect(await listChanges(database.kysely, { account, limit: 9 })).toMatchObject([
      { manager: "ursula", what: "duty", from: "online", to: "paused", by: { kind: "system" } },
    ]);
    const told = (await team.notices()).filter((one) => one.startsWith("paused"));
    expect(told).toEqual(["paused_by_system → ursula", "paused_by_system → head"]);
  });

  test("one that he takes in between begins the row anew", async () => {
    const team = await open(", pause_after: 2", ["1"]);
    await team.passes(15 * minutes);
    await team.come("2");
    await team.calls("2", "11");
    await team.come("3");
    await team.passes(15 * minutes);
    expect(await team.last("3")).toMatch(/^not_taken/);
    await team.come("4");
    expect(await team.last("4")).toBe("new assigned ursula");
  });

  test("of one that moved before it was written only the last word is written", async () => {
    const team = await open("");
    await team.passes(3 * hours);
    await team.world.comes("1");
    await team.world.decide();
    team.world.clock.pass(15 * minutes);
    await team.world.watch();
    await team.world.deliver();
    const users: Record<string, string> = { ursula: "11", nadezhda: "12", marina: "13" };
    expect(team.world.crm.writes).toEqual([`1 → ${users[await team.holder("1")]}`]);
  });
});
