import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";

let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
  cookie = await api.signedIn("observer");
  const { world } = api;
  for (const id of ["1", "2", "3"])
    await world.comes(id, { facts: { source: "Сайт", price: 900 } });
  await world.comes("4", { name: "Пробный урок", facts: { channel: "written", tags: [] } });
  await world.decide();
  await world.deliver();
});
afterAll(() => database.close());

const get = async (path: string) =>
  (await api.call("GET", `/accounts/cosmetics${path}`, { cookie })).body;
const leadsOf = (page: { decisions: { lead: string }[] }) => page.decisions.map(({ lead }) => lead);

test("the history is newest first, a page at a time", async () => {
  const first = await get("/decisions?limit=3");
  expect([leadsOf(first), first.total]).toEqual([["4", "3", "2"], 4]);
  const second = await get(`/decisions?limit=3&before=${first.next}`);
  expect([leadsOf(second), second.next]).toEqual([["1"], null]);
});

test("the history can be asked by manager, kind, rule and a part of the lead's name", async () => {
  const [{ manager }] = (await get("/decisions?lead=1")).decisions;
  const his = (await get(`/decisions?manager=${manager}`)).decisions;
  expect(new Set(his.map((line: { manager: string }) => line.manager))).toEqual(new Set([manager]));
  expect(leadsOf(await get("/decisions?kind=unmatched"))).toEqual(["4"]);
  expect(leadsOf(await get(`/decisions?rule=${encodeURIComponent("Звонки")}&limit=1`))).toEqual([
    "3",
  ]);
  expect(leadsOf(await get(`/decisions?lead=${encodeURIComponent("пробный")}`))).toEqual(["4"]);
});

test("a line tells the lead, the manager, the delivery and why, in the language asked for", async () => {
  const { decisions } = await get("/decisions?lead=2&lang=en");
  expect(decisions[0]).toMatchObject({
    lead: "2",
    leadUrl: expect.stringMatching(/\.example\/leads\/detail\/2$/),
    kind: "assigned",
    channel: "call",
    source: "Сайт",
    price: 900,
    delivery: "sent",
    sentence: expect.stringContaining("Goes to"),
  });
});

test("«why» names every member, the rules in order, and who received it", async () => {
  const why = await get("/leads/2/why");
  expect(why.members.map(({ name }: { name: string }) => name).sort()).toEqual([
    "Надежда",
    "Урсула",
  ]);
  expect(why.members.filter(({ chosen }: { chosen: boolean }) => chosen)).toHaveLength(1);
  expect(why.members.map(({ share }: { share: number }) => share)).toEqual([0.5, 0.5]);
  expect(why.rules).toMatchObject([{ rule: "Звонки", took: true }]);
  expect(why.facts).toContainEqual({ name: "источник", value: "Сайт" });
  expect(why.path).toMatchObject({ confirmedAt: null, error: null });
  expect(why.chain.map(({ id }: { id: number }) => id)).toEqual([why.decision.id]);
  expect(await get(`/decisions/${why.decision.id}`)).toEqual(why);
});

test("«why» of a lead that no rule took says which condition failed", async () => {
  const why = await get("/leads/4/why?lang=en");
  expect(why.members).toEqual([]);
  expect(why.rules).toMatchObject([{ took: false, sentence: expect.stringContaining("channel") }]);
  expect(why.facts.map(({ name }: { name: string }) => name)).not.toContain("tags");
});

test("what nobody has decided is not found", async () => {
  expect((await get("/decisions/999")).code).toBe("decision_not_found");
  expect((await get("/leads/999/why")).detail).toContain("No decision was made about the lead 999");
});

test("an old decision keeps its words after the rule was renamed", async () => {
  const other = await ApiWorld.open(database);
  const { world } = other;
  await world.comes("1");
  await world.decide();
  const head = await other.signedIn("head");
  const path = `/accounts/${world.account}/configuration`;
  const { text } = (await other.call("GET", path, { cookie: head })).body;
  const body = { text: text.replace("name: Звонки", "name: Звонки по-новому") };
  expect((await other.call("PUT", path, { cookie: head, body })).body.applied).toBe(true);
  const why = await other.call("GET", `/accounts/${world.account}/leads/1/why`, { cookie: head });
  expect(why.body.decision.ruleName).toBe("Звонки");
});
