import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { type Answer, ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
let head: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
  const { account } = api.world;
  head = (await api.joins({ role: "head", account })).cookie;
});
afterAll(() => database.close());

const path = () => `/accounts/${api.world.account}/invitations`;
const invite = (body: object, cookie = head) => api.call("POST", path(), { cookie, body });
const listed = async () =>
  (await api.call("GET", path(), { cookie: head })).body.invitations as { id: number }[];
const codeOf = (answer: Answer) => new URL(answer.body.url).pathname.split("/").at(-1) ?? "";
const look = (code: string) => api.call("GET", `/invitations/${code}`);
const accept = (code: string, login: string = randomUUID()) =>
  api.call("POST", `/invitations/${code}`, { body: { login, password: "long enough" } });
const cookieOf = (answer: Answer) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";

test("a link makes a manager, signed in, once", async () => {
  const invited = await invite({ role: "manager", manager: "nadezhda", name: "Надежда" });
  const code = codeOf(invited);
  expect(invited.body.url).toBe(`http://localhost/invite/${code}`);
  expect((await look(code)).body).toEqual({
    accountName: "Косметика",
    role: "manager",
    name: "Надежда",
    needed: true,
  });
  expect(await listed()).toMatchObject([{ name: "Надежда", manager: "nadezhda", role: "manager" }]);
  expect(JSON.stringify(await listed())).not.toContain(code);

  const joined = await accept(code, "nadya");
  expect(joined.body).toMatchObject({
    user: { login: "nadya", name: "Надежда", role: "manager", manager: "nadezhda" },
    accounts: [{ id: api.world.account }],
  });
  const session = await api.call("GET", "/session", { cookie: cookieOf(joined) });
  expect(session.body).toEqual(joined.body);

  expect((await look(code)).body.needed).toBe(false);
  expect((await accept(code)).body.code).toBe("invitation_not_found");
  expect(await listed()).toEqual([]);
});

test("of two who accept one link at once, one joins", async () => {
  const code = codeOf(await invite({ role: "observer", name: "Кто-то" }));
  const answers = await Promise.all([accept(code), accept(code), accept(code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
});

test("a login that is taken leaves the invitation open", async () => {
  const code = codeOf(await invite({ role: "observer", name: "Кто-то" }));
  await api.joins({ role: "observer", account: null });
  await accept(codeOf(await invite({ role: "observer", name: "Первая" })), "Taken");
  expect((await accept(code, "taken")).body.code).toBe("login_taken");
  expect((await accept(code, "free")).status).toBe(200);
});

test("a revoked link is useless, and so is one that is seven days old", async () => {
  const revoked = await invite({ role: "head", name: "Лишний" });
  const other = (await ApiWorld.open(database)).world.account;
  const administrator = await api.signedIn("administrator", null);
  const revoke = (account: string) =>
    api.call("DELETE", `/accounts/${account}/invitations/${revoked.body.id}`, {
      cookie: administrator,
    });
  expect((await revoke(other)).body.code).toBe("invitation_not_found");
  expect((await revoke(api.world.account)).status).toBe(200);
  expect((await revoke(api.world.account)).body.code).toBe("invitation_not_found");
  for (const ask of [look, accept]) {
    expect((await ask(codeOf(revoked))).body.code).toBe("invitation_not_found");
  }

  const late = await invite({ role: "head", name: "Поздний" });
  expect(late.body.expiresAt - api.world.clock.now()).toBe(7 * 24 * hours);
  api.world.clock.pass(7 * 24 * hours);
  for (const ask of [look, accept]) {
    expect((await ask(codeOf(late))).body.code).toBe("invitation_not_found");
  }
});

test("an invitation names a manager of the configuration, and nobody is invited to administer", async () => {
  const fresh = await api.signedIn("head");
  const refused = async (body: object) => (await invite(body, fresh)).body;
  expect((await refused({ role: "manager", manager: "nobody", name: "N" })).code).toBe(
    "manager_not_found",
  );
  expect(await refused({ role: "manager", name: "N" })).toMatchObject({
    code: "input_invalid",
    errors: [{ path: "body.manager" }],
  });
  expect((await refused({ role: "administrator", name: "N" })).code).toBe("input_invalid");
});

test("where the service has a public address, the link begins with it", async () => {
  const far = await ApiWorld.open(database, undefined, { publicUrl: "https://smena.example" });
  const cookie = await far.signedIn("head");
  const body = { role: "observer", name: "N" };
  const invited = await far.call("POST", `/accounts/${far.world.account}/invitations`, {
    ...{ cookie, body },
  });
  expect(invited.body.url).toMatch(/^https:\/\/smena\.example\/invit/);
});

test("the link begins with the address by which the inviter sees the service", async () => {
  const cookie = await api.signedIn("head");
  const body = { role: "observer", name: "N" };
  const headers = { "x-forwarded-proto": "https" };
  const { url } = (await api.call("POST", path(), { cookie, body, headers })).body;
  expect(url).toMatch(/^https:\/\/localhost\/invite\/[\w-]{43}$/);
});
