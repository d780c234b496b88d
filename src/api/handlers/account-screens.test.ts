import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, monday10, switchDuty } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  api = await ApiWorld.open(database);
  cookie = await api.signedIn("head");
});

const call = async (method: string, path: string, body?: unknown) =>
  (await api.call(method, `/accounts/${api.world.account}${path}`, { cookie, body })).body;

test("«today» shows the feed, who is on shift until when, and who is next", async () => {
  await api.world.comes("1");
  await api.world.decide();
  const today = await call("GET", "/today");
  expect(today.feed.map(({ lead }: { lead: string }) => lead)).toEqual(["1"]);
  expect(today.counts).toMatchObject({ received: 1, assigned: 1, waiting: 0, undecided: 0 });
  const ursula = today.team.find(({ manager }: { manager: string }) => manager === "ursula");
  expect(ursula).toMatchObject({ state: "on_shift", until: monday10 + 8 * hours });
  expect(ursula.shifts).toContainEqual({ from: monday10 - hours, to: monday10 + 8 * hours });
  const [first] = today.queues;
  expect(first.next).toHaveLength(2);
  expect(first.next[0].name).not.toBe(today.feed[0].managerName);
});

test("«today» shows who waits, since when and until when", async () => {
  api.world.clock.pass(10 * hours);
  await api.world.comes("1");
  await api.world.decide();
  const today = await call("GET", "/today?lang=en");
  const tomorrow9 = monday10 + 23 * hours;
  expect(today.waiting).toMatchObject([{ lead: "1", rule: "Звонки", until: tomorrow9 }]);
  expect(today.queues[0].waiting).toBe(1);
  expect(today.team[0]).toMatchObject({ state: "off_shift", until: tomorrow9 });
});

test("«today» shows who has switched himself off", async () => {
  const { flow, account } = api.world;
  await switchDuty(flow, {
    account,
    manager: "ursula",
    duty: { duty: "paused", until: monday10 + hours },
  });
  await switchDuty(flow, { account, manager: "nadezhda", duty: { duty: "offline", until: null } });
  const { team } = await call("GET", "/today");
  expect(team.slice(0, 2)).toMatchObject([
    { state: "paused", until: monday10 + hours },
    { state: "off_duty", until: null },
  ]);
});

test("«today» warns when the CRM cannot reach the service", async () => {
  const { warnings } = await call("GET", "/today");
  expect(warnings.map(({ code }: { code: string }) => code)).toEqual(["public_address_missing"]);
});

test("the rules are told as sentences, with their week and everybody's part", async () => {
  await api.world.comes("1");
  await api.world.decide();
  const { rules, nowMinute, version } = await call("GET", "/rules");
  expect([version, nowMinute]).toEqual([1, 10 * 60]);
  expect(rules[0]).toMatchObject({ name: "Звонки", open: true, window: [{ from: 0, to: 10_080 }] });
  expect(rules[0].sentence).toContain("Урсула и Надежда");
  const [one, other] = rules[0].members;
  expect(one.received + other.received).toBe(1);
  expect([one.due, other.due]).toEqual([0.5, 0.5]);
  expect(one.shifts[0]).toEqual({ from: 540, to: 1080 });
});

test("an account without a configuration has empty screens, and says what to do", async () => {
  const administrator = await api.signedIn("administrator");
  const id = `plain-${api.world.account}`;
  const account = { id, name: "API", timeZone: "Asia/Tomsk" };
  const made = await api.call("POST", "/accounts/without-crm", {
    cookie: administrator,
    body: account,
  });
  expect(made.body).toEqual({ ...account, crm: "none", configured: false });
  const today = await api.call("GET", `/accounts/${id}/today`, { cookie: administrator });
  expect(today.body).toMatchObject({
    team: [],
    queues: [],
    warnings: [{ code: "not_configured" }],
  });
  const rules = await api.call("GET", `/accounts/${id}/rules`, { cookie: administrator });
  expect(rules.body).toMatchObject({ version: 0, rules: [] });
  const again = await api.call("POST", "/accounts/without-crm", {
    cookie: administrator,
    body: account,
  });
  expect(again.body.code).toBe("account_exists");
});

const configuration = "/configuration";

test("an import shows the difference first and then applies it once", async () => {
  const { text } = await call("GET", configuration);
  const changed = { text: text.replace("09:00-18:00", "09:00-20:00") };
  const planned = await call("PUT", `${configuration}?dryRun=true`, changed);
  expect(planned).toMatchObject({ version: 1, applied: false, issues: [] });
  expect(planned.difference).toContain('+  office: { weekly: { mon-fri: "09:00-20:00" } }');
  expect((await call("GET", configuration)).text).toBe(text);

  expect(await call("PUT", configuration, changed)).toMatchObject({ version: 2, applied: true });
  expect(await call("PUT", configuration, changed)).toMatchObject({
    version: 2,
    applied: false,
    difference: "",
  });
});

test("a configuration with a mistake is refused with its line and what would be right", async () => {
  const { text } = await call("GET", configuration);
  const answer = await call("PUT", configuration, { text: text.replace("in_turn", "in_trun") });
  expect(answer).toMatchObject({ version: 1, applied: false, difference: "" });
  expect(answer.issues).toMatchObject([{ line: 13, code: "wrong_value" }]);
});

test("in a CRM account every manager must be a user of the CRM", async () => {
  const { text } = await call("GET", configuration);
  const answer = await call("PUT", configuration, { text: text.replace(", crm: 11", "") });
  expect(answer.issues).toMatchObject([{ line: 5, code: "crm_missing" }]);
});

test("a lead handed in by API is taken once", async () => {
  const lead = { lead: "api-1", name: "Иван", facts: { channel: "call" } };
  expect(await call("POST", "/leads", lead)).toEqual({ accepted: true });
  expect(await call("POST", "/leads", lead)).toEqual({ accepted: false });
});

test("the check's findings are told in the language that is asked for, each with a lead that shows it", async () => {
  const { version, findings } = await call("GET", "/findings?lang=en");
  expect(version).toBe(1);
  expect(findings).toContainEqual(
    expect.objectContaining({
      severity: "warning",
      code: "nobody_scheduled",
      rule: "Звонки",
      example: expect.objectContaining({ at: expect.any(String), lead: expect.any(String) }),
      message: expect.stringMatching(/[a-z]/i),
    }),
  );
  const russian = await call("GET", "/findings?lang=ru");
  expect(russian.findings).toHaveLength(findings.length);
  expect(russian.findings[0].message).toMatch(/[а-я]/i);
});
