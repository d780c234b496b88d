import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, PostgresDialect } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { spoolIn } from "#store/spool.ts";
import { engines } from "#test/support/engines.ts";
import { hookBody } from "#test/support/fake-crm.ts";
import { broken, hours, minutes, switchDuty, World } from "#test/support/flow-world.ts";
import { connectAccount } from "./connect-account.ts";
import { startFlow } from "./service.ts";

describe.each(engines)("the running service on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("a lead goes its whole way by itself", async () => {
    const world = await World.open(database);
    const service = startFlow(world.ports());
    world.crm.put("1");
    await service.intake.webhook({ account: world.account, body: hookBody({ lead: "1" }) });
    await service.idle();
    expect(world.crm.writes).toHaveLength(1);
    expect(world.live.some((event) => event.kind === "decision")).toBe(true);
    await service.close();
    expect(world.clock.pending).toBe(0);
  });

  test("what another process has left is taken up at the start", async () => {
    const world = await World.open(database);
    await world.comes("1");
    await world.comes("2");
    world.clock.pass(10_000);
    const service = startFlow(world.ports({ worker: "two" }));
    await service.idle();
    // Whether it was read back by then depends on how fast the machine is.
    expect(await world.standing("1")).toMatch(/delivery (sent|confirmed)/);
    await service.close();
  });

  test("waiting leads are released when the shift begins, and when somebody comes on duty", async () => {
    const world = await World.open(database);
    const service = startFlow(world.ports());
    const { account } = world;
    for (const manager of ["ursula", "nadezhda"]) {
      const duty = { duty: "offline", until: null } as const;
      await switchDuty(service.flow, { account, manager, duty });
    }
    world.crm.put("1");
    await service.intake.webhook({ account, body: hookBody({ lead: "1" }) });
    await service.idle();
    expect(await world.standing("1")).toContain("waiting");
    const duty = { duty: "online", until: null } as const;
    await switchDuty(service.flow, { account, manager: "ursula", duty });
    await service.idle();
    expect(await world.decisions("1")).toEqual(["new waiting null", "released assigned ursula"]);
    await switchDuty(service.flow, { account, manager: "nadezhda", duty });
    world.clock.pass(10 * hours);
    world.crm.put("2");
    await service.intake.webhook({ account, body: hookBody({ lead: "2" }) });
    await service.idle();
    world.clock.pass(13 * hours);
    await service.idle();
    expect((await world.decisions("2"))[1]).toMatch(/^released assigned/);
    await service.close();
  });

  test("what no webhook tells is found by the sweep, which also renews the hook", async () => {
    const world = await World.open(database);
    world.crm.hook = "disabled";
    const service = startFlow(world.ports());
    await service.idle();
    expect(world.crm.hook).toBe("active");
    world.crm.put("1");
    world.clock.pass(minutes);
    await service.idle();
    expect(await world.standing("1")).toContain("decided");
    await service.close();
  });

  test("a CRM that cannot reach us is given no hook: the sweep works alone", async () => {
    const world = await World.open(database);
    world.crm.hook = "absent";
    world.crm.put("1");
    const service = startFlow(world.ports({ hookAddress: () => null }));
    await service.idle();
    expect(await world.standing("1")).toContain("decided");
    const login = { address: world.address, token: "new", headers: {} };
    await connectAccount(service.flow, login);
    await service.idle();
    expect(world.crm.hook).toBe("absent");
    await service.close();
  });

  test("a manager who left the CRM is blocked after the next look at its users", async () => {
    const world = await World.open(database);
    const service = startFlow(world.ports());
    world.crm.people = world.crm.people.map((user) => ({ ...user, active: user.id !== "11" }));
    world.clock.pass(11 * minutes);
    await service.idle();
    for (const lead of ["1", "2", "3"]) {
      world.crm.put(lead);
      await service.intake.webhook({ account: world.account, body: hookBody({ lead }) });
    }
    await service.idle();
    expect(new Set(world.crm.writes.map((write) => write.split(" → ")[1]))).toEqual(
      new Set(["12"]),
    );
    await service.close();
  });

  test("while the database is away events go to a file, and come back from it", async () => {
    const directory = await mkdtemp(join(tmpdir(), "smena-spool-"));
    const world = await World.open(database);
    const spool = spoolIn(directory);
    // Known before the outage, as by a process that has run for a while.
    await world.flow.account(world.account);
    world.restart({ database: { ...database, kysely: unreachable() }, spool });
    for (const lead of ["1", "2"]) {
      world.crm.put(lead);
      await world.hook({ lead });
    }
    expect(await world.standing("1")).toBe("unknown");
    const service = startFlow(world.ports({ spool }));
    await service.idle();
    expect(await broken(world)).toEqual([]);
    expect(await spool.replay(async () => undefined)).toBe(0);
    await service.close();
    await rm(directory, { recursive: true });
  });
});

function unreachable(): Database["kysely"] {
  const connect = () =>
    Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
  const pool = async () => ({ connect, end: async () => undefined, options: {} });
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
