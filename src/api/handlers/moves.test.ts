import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import { moveBatch } from "#flow/moves-batch.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules } from "#test/support/flow-world.ts";

const configuration = rules.replace("crm: 13,", "crm: 13, limits: { day: 1 },");

let database: Database;
let api: ApiWorld;
let head: { cookie: string; login: string };
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  api = await ApiWorld.open(database, configuration);
  head = await api.joins({ role: "head", account: api.world.account });
  for (const lead of ["1", "2", "3", "4"]) await api.world.comes(lead);
  await api.world.decide();
});

const call = async (method: string, path: string, body?: object) =>
  await api.call(method, `/accounts/${api.world.account}/moves${path}`, {
    cookie: head.cookie,
    ...(body && { body }),
  });
const order = (selection: object, how: object, more: object = {}) => ({ selection, how, ...more });
const leads = (...ids: string[]) => ({ kind: "leads", leads: ids });
const give = (to: string) => ({ kind: "give", to });
const work = async () => {
  while ((await moveBatch(api.world.flow, api.world.account)) > 0);
};
const held = async () => {
  const path = `/accounts/${api.world.account}/held-leads`;
  const { body } = await api.call("GET", path, { cookie: head.cookie });
  return new Map<string, string>(
    body.leads.map(({ lead, manager }: { lead: string; manager: string }) => [lead, manager]),
  );
};

test("what a move would do is told before, with everything that stands in its way", async () => {
  const { body } = await call("POST", "/preview?lang=ru", {
    ...order(leads("1", "2", "3", "nothing"), give("marina")),
  });
  expect(body).toEqual({
    total: 4,
    byManager: [{ manager: "marina", name: "Марина", leads: 3 }],
    stays: 1,
    refused: [{ lead: "nothing", sentence: "Такой сделки в аккаунте нет." }],
    warnings: ["Марина: сверх предела 2 сделки (предел — 1 за день)."],
  });
  expect((await call("GET", "")).body).toEqual({ moves: [] });
  expect([...(await held()).values()]).not.toContain("marina");

  api.world.clock.pass(9 * 60 * minutes);
  const evening = await call("POST", "/preview?lang=en", order(leads("1"), give("marina")));
  expect(evening.body.warnings).toEqual(["Марина is off shift now."]);
  const nobody = await call("POST", "/preview?lang=en", order(leads("1"), { kind: "rules" }));
  expect(nobody.body).toMatchObject({
    stays: 1,
    refused: [{ lead: "1", sentence: "Nobody can take it now." }],
  });
});

test("everything of one manager goes to another, and back again for a while", async () => {
  const before = await held();
  const of = [...before.values()].filter((manager) => manager === "ursula").length;
  const selection = { kind: "manager", manager: "ursula" };
  const started = await call("POST", "", order(selection, give("nadezhda"), { why: "отпуск" }));
  const run = { total: of, by: head.login, why: "отпуск" };
  expect(started.body).toMatchObject({ ...run, state: "running", done: 0, undoUntil: null });
  await work();
  const undoUntil = api.world.clock.now() + 15 * minutes;
  const done = { ...run, state: "done", done: of, moved: of, stays: 0, undone: 0, undoUntil };
  expect((await call("GET", `/${started.body.id}`)).body).toMatchObject(done);
  expect([...(await held()).values()]).toEqual([...before.values()].map(() => "nadezhda"));
  expect((await call("GET", "")).body.moves).toMatchObject([done]);

  const undoing = await call("POST", `/${started.body.id}/undo`, {});
  expect(undoing.body).toMatchObject({ state: "undoing" });
  await work();
  expect((await call("GET", `/${started.body.id}`)).body).toMatchObject({
    ...{ state: "undone", undone: of, undoUntil: null },
  });
  expect(await held()).toEqual(before);
  expect((await call("POST", `/${started.body.id}/undo`, {})).body.code).toBe("move_not_done");
});

test("the receiver reads who gave him the lead and why, in the history and on his page", async () => {
  await call("POST", "", order(leads("1"), give("marina"), { why: "просьба клиента" }));
  await work();
  const { account } = api.world;
  const why = await api.call("GET", `/accounts/${account}/leads/1/why`, { cookie: head.cookie });
  expect(why.body.headline).toContain("просьба клиента");
  expect(why.body.decision).toMatchObject({ cause: "manual", managerName: "Марина" });
  const manager = { account, key: "marina" };
  const { cookie } = await api.joins({ role: "manager", account, manager });
  const page = await api.call("GET", `/accounts/${account}/my-page`, { cookie });
  expect(page.body.leads).toMatchObject([{ lead: "1", cause: "manual" }]);
  expect(page.body.leads[0].sentence).toContain("просьба клиента");
});

test("after a quarter of an hour a move stands", async () => {
  const { id } = (await call("POST", "", order(leads("1"), give("marina")))).body;
  expect((await call("POST", `/${id}/undo`, {})).body.code).toBe("move_not_done");
  await work();
  api.world.clock.pass(15 * minutes);
  expect((await call("GET", `/${id}`)).body).toMatchObject({ state: "done", undoUntil: null });
  expect((await call("POST", `/${id}/undo`, {})).body.code).toBe("move_undo_over");
  const nothing = ["/999", "/999/undo"] as const;
  expect((await call("GET", nothing[0])).body.code).toBe("move_not_found");
  expect((await call("POST", nothing[1], {})).body.code).toBe("move_not_found");
});

test("managers and rules that the configuration does not know are refused by name", async () => {
  const code = async (body: object) => (await call("POST", "/preview", body)).body.code;
  expect(await code(order(leads("1"), give("nobody")))).toBe("manager_not_found");
  const selection = { kind: "manager", manager: "nobody" };
  expect(await code(order(selection, { kind: "rules" }))).toBe("manager_not_found");
  expect(await code(order(leads("1"), { kind: "rule", rule: "Нет" }))).toBe("rule_not_found");
  expect(await code(order(leads(), give("marina")))).toBe("input_invalid");

  const empty = { id: "empty", name: "Пусто", timeZone: "Europe/Moscow" };
  const cookie = await api.signedIn("administrator", null);
  await api.call("POST", "/accounts/without-crm", { cookie, body: empty });
  const body = order(leads("1"), { kind: "rules" });
  const unready = await api.call("POST", "/accounts/empty/moves", { cookie, body });
  expect(unready.body.code).toBe("account_not_configured");
});

test("a stage of a CRM that does not answer is told as that", async () => {
  api.world.crm.failures.push({
    call: "leadIdsInStage",
    failure: new CrmFailure("unavailable", "The CRM is away."),
  });
  const selection = { kind: "stage", pipeline: "Продажи", stage: "Новая" };
  const { status, body } = await call("POST", "", order(selection, { kind: "rules" }));
  expect([status, body.code]).toEqual([502, "crm_unavailable"]);
});
