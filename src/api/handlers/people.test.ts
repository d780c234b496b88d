import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";

let database: Database;
let api: ApiWorld;
let other: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
  other = (await ApiWorld.open(database)).world.account;
});
afterAll(() => database.close());

let administrator: string;
let head: string;
beforeEach(async () => {
  administrator = (await api.joins({ role: "administrator", account: null })).cookie;
  head = await api.signedIn("head");
});

const change = (cookie: string, user: number, body: object) =>
  api.call("PUT", `/users/${user}`, { cookie, body });
const remove = (cookie: string, user: number) => api.call("DELETE", `/users/${user}`, { cookie });
const me = (cookie: string) => api.call("GET", "/session", { cookie });
const seenBy = async (cookie: string) =>
  (await api.call("GET", "/users", { cookie })).body.users as Record<string, unknown>[];
const observer = () => api.joins({ role: "observer", account: api.world.account });

test("an administrator sees everybody, a head whoever works in his accounts, as far as he works there", async () => {
  const account = api.world.account;
  const both = await observer();
  await change(administrator, both.id, { accounts: [account, other] });
  const foreign = await api.joins({ role: "observer", account: other });
  const everybody = await seenBy(administrator);
  expect(everybody.find(({ id }) => id === both.id)).toMatchObject({ accounts: [account, other] });
  const his = await seenBy(head);
  expect(his.find(({ id }) => id === both.id)).toMatchObject({ accounts: [account] });
  expect(his.map(({ id }) => id)).not.toContain(foreign.id);
  expect(his.map(({ role }) => role)).not.toContain("administrator");
  expect(JSON.stringify(everybody)).not.toContain("assword");
});

test("a changed role takes effect in the session that is open", async () => {
  const person = await observer();
  const ask = () =>
    api.call("GET", `/accounts/${api.world.account}/invitations`, { cookie: person.cookie });
  expect((await ask()).body.code).toBe("role_forbidden");
  await change(administrator, person.id, { role: "head" });
  expect((await ask()).status).toBe(200);
  await change(administrator, person.id, { accounts: [] });
  expect((await ask()).body.code).toBe("account_not_found");
  await remove(administrator, person.id);
  expect((await ask()).body.code).toBe("sign_in_required");
});

test("who becomes a manager has his own account and no other", async () => {
  const person = await observer();
  const { account } = api.world;
  expect((await change(administrator, person.id, { role: "manager" })).body.code).toBe(
    "manager_needed",
  );
  const manager = { account, key: "marina" };
  const changed = await change(administrator, person.id, { role: "manager", manager });
  expect(changed.body).toMatchObject({ role: "manager", manager, accounts: [account] });
  expect((await me(person.cookie)).body).toMatchObject({
    user: { manager: "marina" },
    accounts: [{ id: account }],
  });
  const unknown = { manager: { account, key: "nobody" } };
  expect((await change(administrator, person.id, unknown)).body.code).toBe("manager_not_found");
});

test("nobody changes or removes himself, but for his name", async () => {
  const admin = await api.joins({ role: "administrator", account: null });
  for (const own of [{ role: "head" }, { accounts: [] }, { manager: null }]) {
    expect((await change(admin.cookie, admin.id, own)).body.code).toBe("user_yourself");
  }
  expect((await remove(admin.cookie, admin.id)).body.code).toBe("user_yourself");
  expect((await change(admin.cookie, admin.id, { name: "Новое имя" })).body.name).toBe("Новое имя");
});

test("a head stays within his accounts", async () => {
  const { account } = api.world;
  const admin = await api.joins({ role: "administrator", account });
  const foreign = await api.joins({ role: "observer", account: other });
  const both = await observer();
  await change(administrator, both.id, { accounts: [account, other] });
  const own = await observer();
  const refused = async (user: number, body: object) =>
    (await change(head, user, body)).body.code as string;
  expect(await refused(admin.id, { name: "X" })).toBe("user_not_found");
  expect(await refused(foreign.id, { name: "X" })).toBe("user_not_found");
  expect(await refused(999_999, { name: "X" })).toBe("user_not_found");
  expect(await refused(own.id, { role: "administrator" })).toBe("role_forbidden");
  expect(await refused(own.id, { accounts: [account, other] })).toBe("account_not_found");
  expect(await refused(own.id, { manager: { account: other, key: "ursula" } })).toBe(
    "account_not_found",
  );
  expect(await refused(both.id, { role: "head" })).toBe("user_beyond");
  expect((await remove(head, both.id)).body.code).toBe("user_beyond");

  // Which of his own accounts somebody may enter is the head's to say, and nothing else moves.
  expect((await change(head, both.id, { accounts: [] })).body.accounts).toEqual([]);
  expect((await me(both.cookie)).body.accounts).toMatchObject([{ id: other }]);
  expect((await change(head, own.id, { role: "head", name: "Глава" })).status).toBe(200);
  expect((await remove(head, own.id)).status).toBe(200);
});

test("the command line does not remove the last administrator", async () => {
  const empty = (await engines[0]?.open()) as Database;
  const world = await ApiWorld.open(empty);
  const { id, cookie } = await world.joins({ role: "administrator", account: null });
  const local = async (method: string, body?: object) => {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const headers = { "content-type": "application/json" };
    const response = await world.local.request(`/api/v1/users/${id}`, { ...init, headers });
    return (await response.json()).code;
  };
  expect(await local("DELETE")).toBe("last_administrator");
  expect(await local("PUT", { role: "head" })).toBe("last_administrator");
  expect((await world.call("GET", "/session", { cookie })).body.user.role).toBe("administrator");
  await empty.close();
});
