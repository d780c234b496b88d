import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { type Client, school, startOfDay, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let clock: { now: number };
const base = "/__sandbox/accounts/school";

beforeEach(async () => {
  ({ sandbox, client, clock } = await startSchool());
});
afterEach(() => sandbox.close());

test("the accounts are listed with their tokens", async () => {
  const { json } = await client.get("/__sandbox/accounts");
  expect(json).toEqual([
    { subdomain: "school", token: expect.stringMatching(/^ey\S+\.\S+\.\S+$/) },
  ]);
});

test("leads are made one or many at a time and listed in brief", async () => {
  const one = await client.post(`${base}/leads`, { name: "Одна", source: "Авито" });
  expect(one.status).toBe(201);
  const many = [
    { category: "sip", responsible: "default" },
    { stage: "Пробный урок", utm: { source: "vk" } },
  ];
  const { json } = await client.post(`${base}/leads`, many);
  const { ids } = json as { ids: number[] };
  const [first] = (one.json as { ids: number[] }).ids;
  const rows = await client.get(`${base}/leads?after=${first}`);
  expect(rows.json).toMatchObject([
    { id: ids[0], responsible_user_id: 11, source: "Звонок", arrived_ms: startOfDay },
    { id: ids[1], responsible_user_id: 0, responsible_changes: 0, responsible_set_ms: null },
  ]);
});

test("a change of the responsible user is timed", async () => {
  const [id] = sandbox.control("school").addLeads([{}]);
  clock.now += 250;
  await client.patch(`${base}/leads/${id}`, { as: 12, responsible: 13 });
  const { json } = await client.get(`${base}/leads`);
  expect(json).toMatchObject([
    { responsible_user_id: 13, responsible_changes: 1, responsible_set_ms: startOfDay + 250 },
  ]);
  const events = await client.get("/api/v4/events?filter[type]=entity_responsible_changed");
  expect(events.text).toContain('"created_by":12');
});

test.each([
  [
    "an unknown stage",
    { stage: "Нет" },
    "has no stage «Нет»; it has «Неразобранное», «Первичный контакт»",
  ],
  [
    "an unknown pipeline",
    { pipeline: "Нет" },
    "There is no pipeline «Нет»; there are «Воронка», «Служба безопасности»",
  ],
  ["an unknown user", { responsible: 99 }, "There is no user 99; there are 11 Анна Директор"],
  [
    "a stage of an unsorted lead",
    { category: "sip", stage: "won" },
    "A sip lead begins in «Неразобранное»: leave out stage",
  ],
  ["a misspelt key", { nmae: "x" }, 'Unrecognized key: "nmae"'],
])("%s is refused with what to do", async (_, request, message) => {
  const answer = await client.post(`${base}/leads`, request);
  expect([answer.status, (answer.json as { error: string }).error]).toEqual([
    400,
    expect.stringContaining(message),
  ]);
});

test("what is not there is 404 with what is", async () => {
  const lead = await client.patch(`${base}/leads/1`, {});
  expect([lead.status, lead.json]).toEqual([404, { error: "There is no lead 1 in school" }]);
  const account = await client.get("/__sandbox/accounts/nobody/leads");
  expect(account.json).toEqual({ error: "There is no account «nobody»; there are school" });
  const body = await client.post(`${base}/leads`, "{");
  expect([body.status, body.json]).toEqual([
    400,
    { error: "The body must be JSON; send {} for none" },
  ]);
});

test("a deactivated user can no longer be made responsible", async () => {
  const [id] = sandbox.control("school").addLeads([{}]);
  await client.patch(`${base}/users/12`, { active: false });
  expect((await client.patch(`/api/v4/leads/${id}`, { responsible_user_id: 12 })).status).toBe(400);
});

test("faults and settings are set and seen", async () => {
  await client.post(`${base}/faults`, { kind: "status", code: 500, next: 2 });
  await client.get("/api/v4/account");
  const faults = await client.get(`${base}/faults`);
  expect(faults.json).toMatchObject([{ kind: "status", code: 500, next: 2, hits: 1 }]);
  await client.delete(`${base}/faults`);
  expect((await client.get("/api/v4/account")).status).toBe(200);
  await client.patch(`${base}/settings`, { hooks: { dropShare: 0.2 } });
  const settings = await client.get(`${base}/settings`);
  expect(settings.json).toMatchObject({ hooks: { dropShare: 0.2, duplicateShare: 0 } });
  expect((await client.patch(`${base}/settings`, { hooks: { dropShare: 2 } })).status).toBe(400);
});

test("a reset forgets leads and keeps tokens, users and stages", async () => {
  const before = await client.get("/api/v4/leads/pipelines");
  const [first = 0] = sandbox.control("school").addLeads([{}]);
  await client.post("/__sandbox/reset");
  expect((await client.get("/api/v4/leads/pipelines")).text).toBe(before.text);
  expect((await client.get(`${base}/leads`)).json).toEqual([]);
  const [second = 0] = sandbox.control("school").addLeads([{}]);
  expect(second).toBeGreaterThan(first);
});

test("another account is seeded beside the first and is its own world", async () => {
  const other = { ...school, subdomain: "other", users: [{ name: "Ян", email: "y@x" }] };
  const answer = await client.post("/__sandbox/seed", { accounts: [other] });
  expect(answer.json).toMatchObject([{ subdomain: "school" }, { subdomain: "other" }]);
  sandbox.control("other").addLeads([{}]);
  expect(sandbox.control("school").leads()).toEqual([]);
});

test("traffic and playback are started, seen and stopped over HTTP", async () => {
  const started = await client.post(`${base}/traffic`, { action: "start", perMinute: 60_000 });
  expect(started.json).toMatchObject({ running: true, perMinute: 60_000 });
  await expect
    .poll(() => sandbox.control("school").leads().length, { interval: 5 })
    .toBeGreaterThan(0);
  const stopped = await client.post(`${base}/traffic`, { action: "stop" });
  expect(stopped.json).toMatchObject({ running: false });
  await client.post(`${base}/play`, { path: "/nowhere.jsonl" });
  await expect
    .poll(async () => (await client.get(`${base}/play`)).text, { interval: 5 })
    .toContain("no such file");
});

test("the board shows the newest lead first, with initials of who has it", async () => {
  sandbox
    .control("school")
    .addLeads([{ name: "Старая" }, { name: "<b>Новая</b>", responsible: 12, price: 5 }]);
  const { json } = await client.get(`${base}/board`);
  expect(json).toMatchObject({
    counts: { leads: 2, unsorted: 0, nobody: 1, webhooks: 0 },
    leads: [
      { name: "<b>Новая</b>", stage: "Первичный контакт", responsible: { initials: "БК" } },
      { name: "Старая", responsible: null },
    ],
    traffic: { running: false },
  });
});
