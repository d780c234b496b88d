import { afterAll, beforeAll, expect, test } from "vitest";
import type { HeldLead } from "#api/contract/moves.ts";
import { takeLead } from "#flow/take-lead.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database, `${rules}    taken: { within: 15m }\n`);
  cookie = await api.signedIn("head");
  const { world } = api;
  for (const lead of ["4", "1", "2", "3"]) {
    await world.comes(lead, { facts: { stage: [lead === "2" ? "Подбор" : "Новая", lead] } });
    await world.decide();
    world.clock.pass(1_000);
  }
  await world.deliver();
  // Somebody gave it away in the CRM.
  world.crm.put("4", { responsible: "13" });
  await world.hook({ kind: "responsible", lead: "4", responsible: "13" });
  await world.decide();
  world.crm.put("closed", { closed: true });
  await world.hook({ kind: "added", lead: "closed" });
  await world.decide();
});
afterAll(() => database.close());

const ask = async (query = ""): Promise<{ leads: HeldLead[]; total: number }> =>
  (await api.call("GET", `/accounts/${api.world.account}/held-leads${query}`, { cookie })).body;
const ids = async (query: string) => (await ask(query)).leads.map(({ lead }) => lead).sort();

test("whoever has a lead open, by a rule or by a hand in the CRM, newest first", async () => {
  const { leads, total } = await ask();
  expect(total).toBe(4);
  expect(leads.find(({ lead }) => lead === "4")).toMatchObject({
    ...{ managerName: "Марина", rule: null, ruleName: null, taken: true, takeBy: null },
  });
  const [first] = leads.filter(({ lead }) => lead === "3");
  expect(first).toMatchObject({ rule: "Звонки", ruleName: "Звонки", stage: "Новая", taken: false });
  expect(first?.takeBy).toBe((first?.givenAt ?? 0) + 15 * minutes);
  expect(leads.map(({ givenAt }) => givenAt)).toEqual(
    leads.map(({ givenAt }) => givenAt).sort((one, other) => other - one),
  );
  expect(leads.map(({ lead }) => lead).sort()).toEqual(["1", "2", "3", "4"]);
});

test("of one manager, of one rule, of one stage by name or number", async () => {
  const { leads } = await ask();
  const ofUrsula = leads.filter(({ manager }) => manager === "ursula");
  expect((await ask("?manager=ursula")).leads).toEqual(ofUrsula);
  expect((await ask("?manager=nobody")).total).toBe(0);
  expect(await ids(`?rule=${encodeURIComponent("Звонки")}`)).toEqual(["1", "2", "3"]);
  expect(await ids(`?stage=${encodeURIComponent("Подбор")}`)).toEqual(["2"]);
  expect(await ids("?stage=3")).toEqual(["3"]);
});

test("with which nobody has begun, and the rest", async () => {
  const { leads } = await ask();
  const one = leads.find(({ lead }) => lead === "1");
  const { flow, account } = api.world;
  await takeLead(flow, { account, lead: "1", manager: one?.manager ?? "" });
  expect(await ids("?untouched=true")).toEqual(["2", "3"]);
  expect(await ids("?untouched=false")).toContain("1");
  expect((await ask()).leads.find(({ lead }) => lead === "1")).toMatchObject({
    taken: true,
    takeBy: null,
  });
});

test("page by page", async () => {
  const { leads, total } = await ask();
  expect((await ask("?offset=1")).leads).toEqual(leads.slice(1));
  expect(await ask(`?offset=${total}`)).toEqual({ leads: [], total });
});
