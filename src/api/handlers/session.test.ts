import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "#api/passwords.ts";
import { makeSetupCode } from "#api/setup-code.ts";
import type { Database } from "#store/open-database.ts";
import { insertUser } from "#store/people.ts";
import { type Answer, ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
});
afterAll(() => database.close());

const cookieOf = (answer: Answer) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";
const signIn = (login: string, password: string, headers = {}) =>
  api.call("POST", "/session", { body: { login, password }, headers });
const whoAmI = (cookie: string) => api.call("GET", "/session", { cookie });

test("the first administrator is created once, with the code of the last start", async () => {
  const empty = (await engines[0]?.open()) as Database;
  const api = await ApiWorld.open(empty);
  const setup = (code: string, login = "root") =>
    api.call("POST", "/setup", { body: { code, login, name: "Root", password: "long enough" } });
  const whoAmI = (cookie: string) => api.call("GET", "/session", { cookie });

  expect((await api.call("GET", "/setup")).body).toEqual({ needed: true });
  const stale = await makeSetupCode(api.db);
  const code = await makeSetupCode(api.db);
  expect((await setup(stale ?? "")).body.code).toBe("setup_code_wrong");

  // Two who give the right code at once: one becomes the administrator.
  const answers = await Promise.all([setup(code ?? "", "root"), setup(code ?? "", "other")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  const made = answers.find(({ status }) => status === 200) as Answer;
  expect((await whoAmI(cookieOf(made))).body.user.role).toBe("administrator");

  expect((await setup(code ?? "")).body.code).toBe("setup_done");
  expect((await api.call("GET", "/setup")).body).toEqual({ needed: false });
  expect(await makeSetupCode(api.db)).toBeNull();
  await empty.close();
});

async function addHead(login: string): Promise<void> {
  const passwordHash = await hashPassword("верный пароль");
  const person = { login, name: "Head", role: "head", language: "ru", passwordHash } as const;
  await insertUser(api.db, person, api.world.clock.now());
}

test("a password opens a session whose cookie no script and no other site can use", async () => {
  await addHead("boss");
  const answer = await signIn("Boss", "верный пароль");
  expect(answer.body).toMatchObject({ user: { login: "boss", role: "head" }, accounts: [] });
  const cookie = answer.headers.get("set-cookie") ?? "";
  for (const part of ["HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
  expect(cookie).not.toContain("Secure");
  expect(JSON.stringify(answer.body)).not.toContain("scrypt");
});

test("behind HTTPS the cookie stays there", async () => {
  await addHead("far");
  const answer = await signIn("far", "верный пароль", { "x-forwarded-proto": "https" });
  expect(answer.headers.get("set-cookie")).toContain("Secure");
});

test("a wrong password and an unknown login are told alike", async () => {
  await addHead("known");
  const wrong = await signIn("known", "wrong password");
  const unknown = await signIn("nobody", "wrong password");
  expect(wrong.status).toBe(401);
  expect(wrong.body).toEqual(unknown.body);
});

test("who guesses is asked to wait, even with the right password", async () => {
  await addHead("guessed");
  await Promise.all(Array.from({ length: 10 }, () => signIn("guessed", "wrong password")));
  const answer = await signIn("guessed", "верный пароль");
  expect(answer.status).toBe(429);
  expect(answer.body.detail).toMatch(/^Too many attempts to sign in\. Try again in \d+ min\.$/);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("signing out ends the session, and so does time", async () => {
  const cookie = await api.signedIn("observer");
  expect((await whoAmI(cookie)).status).toBe(200);
  await api.call("DELETE", "/session", { cookie });
  expect((await whoAmI(cookie)).body.code).toBe("sign_in_required");

  const lasting = await api.signedIn("observer");
  api.world.clock.pass(24 * hours);
  expect((await whoAmI(lasting)).body.code).toBe("sign_in_required");
});

test("everybody sees the accounts that are open to him, an administrator all", async () => {
  const seen = async (cookie: string) =>
    (await whoAmI(cookie)).body.accounts.map(({ id }: { id: string }) => id);
  expect(await seen(await api.signedIn("head"))).toEqual(["cosmetics"]);
  expect(await seen(await api.signedIn("head", null))).toEqual([]);
  expect(await seen(await api.signedIn("administrator", null))).toEqual(["cosmetics"]);
});
