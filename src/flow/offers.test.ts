import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decisionsOfLead } from "#store/decisions.ts";
import { knownLeads } from "#store/leads.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { counted } from "#test/support/failing-database.ts";
import { hookBody } from "#test/support/fake-crm.ts";
import { broken, hours, minutes, switchDuty, World } from "#test/support/flow-world.ts";
import { createFlow } from "./flow.ts";
import { acceptOffer, declineOffer } from "./offers.ts";
import { startFlow } from "./service.ts";
import { sweepAccount } from "./sweep.ts";

const keys = ["ursula", "nadezhda", "marina"] as const;
const offers = ["offer marina", "offer nadezhda", "offer ursula"];

/** Whoever is there is offered each lead for 60 seconds. */
const offering = (more = "", managers: readonly string[] = []) => `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula:   { name: Урсула, crm: 11, schedule: office }
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example, schedule: office }
  marina:   { name: Марина, crm: 13, schedule: office }
${managers.map((key, index) => `  ${key}: { name: ${key}, crm: ${100 + index}, schedule: office }`).join("\n")}
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
rules:
  - name: Кто первый
    method: first_to_accept
    members: [${[...keys, ...managers].join(", ")}]
${more}
`;

describe.each(engines)("first to accept on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const open = async (more = "", managers: readonly string[] = []) => {
    const world = await World.open(database, offering(more, managers));
    if (managers.length === 0) return world;
    const unlike = { email: null, group: null, active: true, admin: false };
    world.crm.people.push(
      ...managers.map((name, index) => ({ ...unlike, id: `${100 + index}`, name })),
    );
    // Users are read again after a while.
    world.clock.pass(11 * minutes);
    await sweepAccount(world.flow, world.account);
    return world;
  };
  const offered = async (world: World, lead: string) => {
    await world.comes(lead);
    await world.decide();
  };
  const stored = async ({ account }: World, id: string) =>
    (await knownLeads(database.kysely, { account, ids: [id] })).get(id);
  const accept = ({ flow, account }: World, lead: string, manager: string) =>
    acceptOffer(flow, { account, lead, manager });
  const decline = ({ flow, account }: World, lead: string, manager: string) =>
    declineOffer(flow, { account, lead, manager });
  const last = async ({ account }: World, lead: string) =>
    (await decisionsOfLead(database.kysely, { account, lead })).at(-1)?.record;
  const told = async ({ account }: World, lead: string) => {
    const rows = await database.kysely
      .selectFrom("notice")
      .select(["kind", "manager", "params"])
      .where("account_id", "=", account)
      .where("lead", "=", lead)
      .orderBy("id")
      .execute();
    const told = rows.map(({ kind, manager, params }) => {
      const to = "to" in params ? ` → ${params.to}` : "";
      return `${kind} ${manager}${to}`;
    });
    return told.sort();
  };

  test("a lead lies before everybody, and whoever accepts has it, begun with", async () => {
    const world = await open("    taken: { within: 15m }\n");
    await offered(world, "1");
    const until = world.clock.now() + 60_000;
    const lead = await stored(world, "1");
    expect(lead?.offerUntil).toBe(until);
    expect(new Set(lead?.offeredTo)).toEqual(new Set(keys));
    expect(await accept(world, "1", "nadezhda")).toEqual({ outcome: "yours", winner: "nadezhda" });
    expect(await accept(world, "1", "nadezhda")).toEqual({ outcome: "yours", winner: "nadezhda" });
    expect(await accept(world, "1", "marina")).toEqual({ outcome: "given", winner: "nadezhda" });
    expect(await accept(world, "1", "stranger")).toEqual({ outcome: "not_offered", winner: null });
    expect(await accept(world, "unknown", "marina")).toEqual({
      outcome: "not_offered",
      winner: null,
    });
    expect(await stored(world, "1")).toMatchObject({
      ...{ state: "decided", givenTo: "nadezhda", takenBy: ["nadezhda"], watchAt: null },
      ...{ offeredTo: null, offerUntil: null },
    });
    expect(await last(world, "1")).toMatchObject({ chosenBy: "accepted", accepted: ["nadezhda"] });
    expect(await told(world, "1")).toEqual([
      "assigned nadezhda",
      ...offers,
      "offer_gone marina → nadezhda",
      "offer_gone ursula → nadezhda",
    ]);
    await world.deliver();
    expect(world.crm.writes).toEqual(["1 → 12"]);
    expect(await broken(world)).toEqual([]);
  });

  test("200 accept at once: one has the lead, and 199 are told who", async () => {
    const others = Array.from({ length: 197 }, (_, index) => `m${index}`);
    const world = await open("", others);
    await offered(world, "1");
    const everybody = [...keys, ...others];
    const answers = await Promise.all(everybody.map((manager) => accept(world, "1", manager)));
    const winners = new Set(answers.map(({ winner }) => winner));
    expect(winners.size).toBe(1);
    const count = (wanted: string) => answers.filter(({ outcome }) => outcome === wanted).length;
    expect([count("yours"), count("given")]).toEqual([1, 199]);
    const [winner] = winners;
    expect(answers[everybody.indexOf(winner ?? "")]?.outcome).toBe("yours");
    // All came while one waited for the account's row, so they are one batch.
    expect((await last(world, "1"))?.accepted).toHaveLength(200);
    expect(
      (await decisionsOfLead(database.kysely, { account: world.account, lead: "1" })).length,
    ).toBe(2);
    expect(await broken(world)).toEqual([]);
  });

  test("of those who accept together, whoever has waited longest has it", async () => {
    const world = await open();
    await offered(world, "1");
    await accept(world, "1", "ursula");
    world.clock.pass(1_000);
    await offered(world, "2");
    await accept(world, "2", "marina");
    world.clock.pass(1_000);
    await offered(world, "3");
    const clicks = ["marina", "ursula"].map((manager) => accept(world, "3", manager));
    expect(await Promise.all(clicks)).toEqual([
      { outcome: "given", winner: "ursula" },
      { outcome: "yours", winner: "ursula" },
    ]);
  });

  test("clicks in several processes give a lead to one of them", async () => {
    const world = await open();
    for (const lead of ["1", "2", "3", "4", "5"]) await offered(world, lead);
    const flows = keys.map((worker) => createFlow(world.ports({ worker })));
    for (const lead of ["1", "2", "3", "4", "5"]) {
      const answers = await Promise.all(
        flows.map((flow, index) =>
          acceptOffer(flow, { account: world.account, lead, manager: keys[index] ?? "" }),
        ),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["given", "given", "yours"]);
      expect(new Set(answers.map(({ winner }) => winner)).size).toBe(1);
    }
    expect(await broken(world)).toEqual([]);
  });

  test("when its time is over nobody may accept, and the lead is given in turn", async () => {
    const world = await open();
    await offered(world, "1");
    world.clock.pass(59_999);
    await world.release();
    expect(await stored(world, "1")).toMatchObject({ state: "waiting" });
    world.clock.pass(1);
    expect(await accept(world, "1", "marina")).toEqual({ outcome: "over", winner: null });
    await world.release();
    const record = await last(world, "1");
    expect(record).toMatchObject({ kind: "assigned", accepted: [] });
    const winner = record?.manager ?? null;
    const loser = keys.find((key) => key !== winner) ?? "";
    expect(await accept(world, "1", loser)).toEqual({ outcome: "given", winner });
    expect(await told(world, "1")).toContain(`offer_gone ${loser} → ${winner}`);
    expect(await broken(world)).toEqual([]);
  });

  test("whoever declines is not offered it again; when all have, the fallback comes at once", async () => {
    const world = await open("    otherwise: { on_duty: marina }\n");
    await offered(world, "1");
    expect(await decline(world, "1", "ursula")).toEqual({ outcome: "declined" });
    expect(await decline(world, "1", "ursula")).toEqual({ outcome: "declined" });
    expect(await accept(world, "1", "ursula")).toEqual({ outcome: "not_offered", winner: null });
    expect(await decline(world, "1", "stranger")).toEqual({ outcome: "over" });
    expect(await decline(world, "1", "nadezhda")).toEqual({ outcome: "declined" });
    expect((await stored(world, "1"))?.state).toBe("waiting");
    expect(await decline(world, "1", "marina")).toEqual({ outcome: "declined" });
    expect(await last(world, "1")).toMatchObject({ manager: "marina", chosenBy: "on_duty" });
    expect(await decline(world, "1", "marina")).toEqual({ outcome: "over" });
  });

  test("in turn, whoever has declined is passed over while anybody else can have it", async () => {
    const world = await open();
    await offered(world, "1");
    for (const manager of ["ursula", "nadezhda"]) await decline(world, "1", manager);
    world.clock.pass(60_000);
    await world.release();
    expect(await last(world, "1")).toMatchObject({ manager: "marina", chosenBy: "only" });
    await offered(world, "2");
    for (const manager of keys) await decline(world, "2", manager);
    expect(await last(world, "2")).toMatchObject({ kind: "assigned", accepted: [] });
  });

  test("what waited for somebody is offered when he comes", async () => {
    const world = await open();
    world.clock.pass(10 * hours);
    await offered(world, "1");
    expect(await world.standing("1")).toContain("waiting");
    world.clock.pass(14 * hours);
    await world.release();
    expect(await told(world, "1")).toEqual(offers);
    expect((await accept(world, "1", "marina")).outcome).toBe("yours");
    expect(await broken(world)).toEqual([]);
  });

  test("whoever has gone off duty or to his limit does not end an offer by accepting it", async () => {
    const world = await open("    limits: { member: { day: 1 } }\n");
    await offered(world, "1");
    await offered(world, "2");
    expect((await accept(world, "1", "ursula")).outcome).toBe("yours");
    const { flow, account } = world;
    await switchDuty(flow, {
      ...{ account, manager: "marina" },
      duty: { duty: "offline", until: null },
    });
    for (const manager of ["ursula", "marina"]) {
      expect(await accept(world, "2", manager)).toEqual({ outcome: "over", winner: null });
    }
    expect((await accept(world, "2", "nadezhda")).outcome).toBe("yours");
  });

  test("a lead that somebody gives away in the CRM is on offer no more", async () => {
    const world = await open();
    await offered(world, "1");
    world.crm.put("1", { responsible: "13" });
    await world.hook({ kind: "responsible", lead: "1", responsible: "13" });
    await world.decide();
    expect(await world.standing("1")).toContain("ignored: by_hand");
    expect(await told(world, "1")).toEqual([
      ...offers,
      "offer_gone nadezhda → marina",
      "offer_gone ursula → marina",
    ]);
    expect((await accept(world, "1", "ursula")).outcome).not.toBe("yours");
    world.clock.pass(60_000);
    await world.release();
    expect((await world.decisions("1")).length).toBe(1);
  });

  test("in the running service an offer ends by itself, and clicks are few statements", async () => {
    const others = Array.from({ length: 57 }, (_, index) => `m${index}`);
    const world = await open("", others);
    const { account, clock } = world;
    await offered(world, "1");
    const counting = counted(database);
    const listened = createFlow(world.ports({ database: counting.database }));
    await Promise.all(
      [...keys, ...others].map((manager) => acceptOffer(listened, { account, lead: "1", manager })),
    );
    // With what a process reads that begins anew: rules, state, users and counts.
    expect(counting.count()).toBeLessThanOrEqual(20);
    const service = startFlow(world.ports());
    world.crm.put("2");
    await service.intake.webhook({ account, body: hookBody({ lead: "2" }) });
    await service.idle();
    expect((await stored(world, "2"))?.state).toBe("waiting");
    clock.pass(60_000);
    await service.idle();
    expect((await stored(world, "2"))?.state).toBe("decided");
    await service.close();
    expect(clock.pending).toBe(0);
    expect(await broken(world)).toEqual([]);
  });
});
