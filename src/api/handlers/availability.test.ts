import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
let head: { cookie: string; login: string };
let nadezhda: { cookie: string };
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
});
afterAll(() => database.close());
beforeEach(signIn);

async function signIn(): Promise<void> {
  const { account } = api.world;
  head = await api.joins({ role: "head", account });
  const manager = { account, key: "nadezhda" };
  nadezhda = await api.joins({ role: "manager", account, manager });
}

const at = (path: string) => `/accounts/${api.world.account}${path}`;
const duty = (cookie: string, body: object) => api.call("PUT", at("/duty"), { cookie, body });
const log = async (cookie: string, query = "") =>
  (await api.call("GET", at(`/availability-log${query}`), { cookie })).body.changes;
const team = async (lang = "en") => {
  const { body } = await api.call("GET", at(`/today?lang=${lang}`), { cookie: head.cookie });
  return new Map<string, Record<string, unknown>>(
    body.team.map((one: { manager: string }) => [one.manager, one]),
  );
};

test("a manager switches himself, a head anybody, and both are told of with their words", async () => {
  const until = api.world.clock.now() + 2 * hours;
  const pause = { manager: "nadezhda", state: "paused", until, why: "  обед " };
  expect((await duty(nadezhda.cookie, pause)).status).toBe(200);
  const himself = { state: "paused", until, by: "himself", why: "обед" };
  expect((await team()).get("nadezhda")).toMatchObject({ state: "paused", until, duty: himself });

  await duty(head.cookie, { manager: "nadezhda", state: "offline" });
  const byHead = { state: "offline", until: null, by: head.login, why: null };
  expect((await team()).get("nadezhda")).toMatchObject({ state: "off_duty", duty: byHead });
  const untouched = { state: "online", until: null, by: null, why: null };
  expect((await team()).get("ursula")?.["duty"]).toEqual(untouched);

  await duty(head.cookie, { manager: "ursula", state: "paused" });
  expect((await log(head.cookie)).map((one: { manager: string }) => one.manager)).toEqual([
    "ursula",
    "nadezhda",
    "nadezhda",
  ]);
  const own = await log(nadezhda.cookie);
  expect(own).toMatchObject([
    { what: "duty", from: "paused", to: "offline", by: head.login, name: "Надежда" },
    { what: "duty", from: "online", to: "paused", until, by: "himself", why: "обед" },
  ]);
  expect(await log(head.cookie, "?manager=nadezhda")).toEqual(own);
});

test("a pause that has run out was ended by nobody", async () => {
  const until = api.world.clock.now() + 5 * minutes;
  await duty(head.cookie, { manager: "marina", state: "paused", until });
  api.world.clock.pass(5 * minutes);
  const over = { state: "online", until: null, by: "system" };
  expect((await team()).get("marina")?.["duty"]).toEqual({ ...over, why: "the pause is over" });
  expect((await team("ru")).get("marina")?.["duty"]).toMatchObject({ why: "пауза закончилась" });
});

test("a pause ends in the future, and nothing but a pause ends by itself", async () => {
  const now = api.world.clock.now();
  const refused = async (body: object) => (await duty(head.cookie, body)).body.errors?.[0]?.path;
  expect(await refused({ manager: "marina", state: "paused", until: now })).toBe("body.until");
  expect(await refused({ manager: "marina", state: "offline", until: now + 1 })).toBe("body.until");
  const nobody = await duty(head.cookie, { manager: "nobody", state: "offline" });
  expect(nobody.body).toMatchObject({ code: "manager_not_found" });
});

test("who is neither on duty nor seen ten minutes into his shift is not at work", async () => {
  await duty(head.cookie, { manager: "nadezhda", state: "offline" });
  // Nine in the morning of the next day.
  api.world.clock.pass(23 * hours - (api.world.clock.now() % hours) + 9 * minutes);
  await signIn();
  const late = async () => (await team()).get("nadezhda")?.["notAtWork"];
  expect(await late()).toBe(false);
  api.world.clock.pass(1 * minutes);
  expect(await late()).toBe(true);
  expect((await team()).get("marina")).toMatchObject({ notAtWork: false });

  const beat = ({ cookie }: { cookie: string }) =>
    api.call("POST", at("/presence"), { cookie, body: { manager: "nadezhda" } });
  expect((await beat(nadezhda)).status).toBe(200);
  expect(await late()).toBe(false);
  expect((await beat(head)).body.code).toBe("role_forbidden");
});
