import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld, within } from "#test/support/watched-world.ts";
import { startFlow } from "./service.ts";
import { takeLead } from "./take-lead.ts";

type Deed = (team: WatchedWorld) => Promise<unknown>;

const takes =
  (manager: string): Deed =>
  ({ world: { flow, account } }) =>
    takeLead(flow, { account, lead: "1", manager });

describe.each(engines)("a lead is taken on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const open = (more: string, leads?: readonly string[]) =>
    WatchedWorld.open(database, within(more), leads);

  test.each<[string, Deed]>([
    ["a call of its holder", (team) => team.calls("1", "11")],
    ["a call of nobody named", (team) => team.calls("1", null)],
    ["being won or lost", (team) => team.happens("1", { closed: true })],
    ["the button", takes("ursula")],
  ])("by %s", async (_, deed) => {
    const team = await open("", ["1"]);
    await deed(team);
    await team.passes(4 * hours);
    expect(await team.world.decisions("1")).toEqual(["new assigned ursula"]);
    expect(await team.notices()).toEqual([]);
  });

  test.each<[string, Deed]>([
    ["a call of somebody else", (team) => team.calls("1", "12")],
    ["a call from before it was given", (team) => team.calls("1", "11", 0)],
    ["somebody else's button", takes("marina")],
  ])("not by %s", async (_, deed) => {
    const team = await open("", ["1"]);
    await deed(team);
    await team.passes(15 * minutes);
    expect(await team.last("1")).toMatch(/^not_taken waiting/);
  });

  test.each([
    ["its holder", { updatedBy: "11" }, true],
    ["nobody who is named", {}, true],
    ["somebody else", { updatedBy: "12" }, false],
    ["a robot", { updatedBy: null }, false],
  ])("when it was moved to another stage by %s: %s → %s", async (_, more, isTaken) => {
    const team = await open("");
    team.world.crm.put("1", { facts: { stage: ["Новая", "21"] } });
    await team.come("1");
    await team.happens("1", { facts: { stage: ["Переговоры", "22"] }, ...more });
    await team.passes(15 * minutes);
    expect(await team.world.decisions("1")).toHaveLength(isTaken ? 1 : 2);
  });

  test("only by what its rule counts", async () => {
    const team = await open(", by: [message]", ["1", "2"]);
    await team.calls("1", "11");
    await team.world.hook({ lead: "2", activity: { by: "message", user: "11" } });
    await team.world.decide();
    const { account, flow } = team.world;
    expect(await takeLead(flow, { account, lead: "1", manager: "ursula" })).toBe(false);
    await team.passes(15 * minutes);
    expect(await team.last("1")).toMatch(/^not_taken/);
    expect(await team.last("2")).toBe("new assigned ursula");
  });

  test("by one manager, and has to be by the next one", async () => {
    const team = await WatchedWorld.open(
      database,
      shifts("handover: { at_shift_end: all }\n    taken: { within: 15m }"),
      ["1"],
    );
    await team.calls("1", "11");
    await team.passes(8 * hours);
    expect(await team.last("1")).toMatch(/^handover/);
    await team.passes(15 * minutes);
    expect(await team.last("1")).toMatch(/^not_taken assigned/);
    await team.expectWhole();
  });

  test("though no webhook said so: the sweep finds the call, and what was won", async () => {
    const team = await open("", ["1", "2"]);
    const { clock, crm } = team.world;
    clock.pass(minutes);
    crm.put("1", { closed: true });
    crm.activities.push({ lead: "2", by: "call", user: "11", at: clock.now() });
    const service = startFlow(team.world.ports());
    for (const wait of [0, minutes, 15 * minutes]) {
      clock.pass(wait);
      await service.idle();
    }
    await service.close();
    expect(await team.world.decisions("1")).toEqual(["new assigned ursula"]);
    expect(await team.world.decisions("2")).toEqual(["new assigned ursula"]);
  });
});
