import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { hookBody } from "#test/support/fake-crm.ts";
import { hours, minutes, switchDuty } from "#test/support/flow-world.ts";
import { shifts, WatchedWorld, within } from "#test/support/watched-world.ts";
import { connectAccount } from "./connect-account.ts";
import { createFlow } from "./flow.ts";
import { startFlow } from "./service.ts";

const offDuty = shifts("handover: { on_duty_off: all }");

describe.each(engines)("the watch over given leads on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("in the running service shifts end and deadlines pass by themselves", async () => {
    const text = shifts("handover: { at_shift_end: untouched }\n    taken: { within: 15m }");
    const team = await WatchedWorld.open(database, text);
    const { account, clock, crm } = team.world;
    const service = startFlow(team.world.ports());
    const comes = async (lead: string) => {
      crm.put(lead);
      await service.intake.webhook({ account, body: hookBody({ lead }) });
      await service.idle();
    };
    await comes("1");
    clock.pass(15 * minutes);
    await service.idle();
    expect(await team.last("1")).toBe("not_taken waiting null");
    clock.pass(2 * hours);
    await service.idle();
    expect(await team.last("1")).toMatch(/^released assigned/);
    clock.pass(5.7 * hours);
    for (const manager of ["nadezhda", "marina"]) {
      await switchDuty(service.flow, { account, manager, duty: { duty: "paused", until: null } });
    }
    await comes("2");
    expect(await team.last("2")).toBe("new assigned ursula");
    const online = { duty: "online", until: null } as const;
    await switchDuty(service.flow, { account, manager: "marina", duty: online });
    clock.pass(0.05 * hours);
    await service.idle();
    await service.close();
    expect(await team.last("2")).toBe("handover assigned marina");
    expect(clock.pending).toBe(0);
    await team.expectWhole();
  });

  test("an account without a configuration has nothing to be watched over", async () => {
    const { world } = await WatchedWorld.open(database, offDuty);
    const login = { address: `${world.address}/second`, token: "secret", headers: {} };
    const flow = createFlow(world.ports({ connect: () => world.crm }));
    const { id } = await connectAccount(flow, login);
    const duty = { duty: "offline", until: null } as const;
    await switchDuty(flow, { account: id, manager: "ursula", duty });
    const service = startFlow(world.ports({ connect: () => world.crm }));
    await service.idle();
    await service.close();
    expect(world.clock.pending).toBe(0);
  });

  test("a machine that undoes what we decide is given way to the third time", async () => {
    const team = await WatchedWorld.open(database, offDuty, ["1"]);
    const { account, clock, crm, flow } = team.world;
    const turn = (duty: "online" | "offline") =>
      switchDuty(flow, { account, manager: "ursula", duty: { duty, until: null } });
    clock.pass(3 * hours);
    for (let round = 0; round < 4; round += 1) {
      await turn("offline");
      await team.passes(minutes);
      await team.passes(minutes);
      await team.happens("1", { responsible: "11", updatedBy: null });
      await turn("online");
      await team.passes(minutes);
    }
    expect(await team.world.decisions("1")).toHaveLength(4);
    expect(crm.held.get("1")?.responsible).toBe("11");
    expect((await team.notices()).filter((one) => one.startsWith("stopped"))).toEqual([
      "stopped_fight → head",
    ]);
    await team.expectWhole();
  });

  test("what a person undoes is not done again", async () => {
    const team = await WatchedWorld.open(database, offDuty, ["1"]);
    const { account, clock, flow } = team.world;
    clock.pass(3 * hours);
    for (let round = 0; round < 2; round += 1) {
      const turn = (duty: "online" | "offline") =>
        switchDuty(flow, { account, manager: "ursula", duty: { duty, until: null } });
      await turn("offline");
      await team.passes(minutes);
      await team.happens("1", { responsible: "11", updatedBy: "1" });
      await turn("online");
    }
    expect(await team.world.decisions("1")).toHaveLength(2);
  });

  test("an older write of ours that shows late is nobody else's change", async () => {
    const team = await WatchedWorld.open(database, within(""));
    const { clock, crm, hook, decide, deliver, watch } = bound(team);
    await team.passes(3 * hours);
    await team.come("1");
    const first = crm.held.get("1")?.responsible ?? null;
    // Passed on before the CRM has told of our first write.
    clock.pass(15 * minutes);
    await watch();
    await hook({ kind: "responsible", lead: "1", responsible: first, changedAt: clock.now() });
    await decide();
    await deliver();
    expect(crm.held.get("1")?.responsible).not.toBe(first);
    expect(await team.world.standing("1")).toMatch(/delivery sent$/);
  });

  test("an older write of ours that overtakes the newer one is written over", async () => {
    const team = await WatchedWorld.open(database, within(""));
    const { clock, crm, deliver, watch } = bound(team);
    await team.passes(3 * hours);
    await team.come("1");
    const first = crm.held.get("1")?.responsible ?? null;
    clock.pass(15 * minutes);
    await watch();
    await deliver();
    const second = crm.held.get("1")?.responsible ?? null;
    crm.put("1", { responsible: first, updatedBy: null });
    clock.pass(minutes);
    await deliver();
    await deliver();
    expect(crm.held.get("1")?.responsible).toBe(second);
    clock.pass(minutes);
    await deliver();
    expect(await team.world.standing("1")).toMatch(/delivery confirmed$/);
  });
});

function bound({ world }: WatchedWorld) {
  const { clock, crm } = world;
  return {
    clock,
    crm,
    hook: world.hook.bind(world),
    decide: world.decide.bind(world),
    deliver: world.deliver.bind(world),
    watch: world.watch.bind(world),
  };
}
