import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "#store/open-database.ts";
import { type Answer, ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { contract } from "./contract/all.ts";
import { type Endpoint, everybody, type Role } from "./contract/endpoint.ts";
import { streamPath } from "./contract/today.ts";

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
  await ApiWorld.open(database);
});
afterAll(() => database.close());

type Route = Pick<Endpoint, "method" | "path" | "roles">;
const routes: readonly Route[] = [
  ...Object.values<Endpoint>(contract),
  { method: "get", path: streamPath, roles: everybody },
];
const callers: readonly (Role | null)[] = [null, ...everybody];
const cases = routes.flatMap((route) =>
  callers.flatMap((role) =>
    (route.path.includes("{account}") ? ["own", "foreign", "unknown"] : ["no"]).map((account) => ({
      route,
      role,
      account,
      name: `${route.method} ${route.path} by ${role ?? "nobody"} for ${account} account`,
    })),
  ),
);

const accounts: Readonly<Record<string, string>> = {
  own: "cosmetics",
  foreign: "cosmetics-2",
  unknown: "nowhere",
};

/** What the table of roles says; null: the request reaches its handler. */
function expected({ route, role, account }: (typeof cases)[number]): string | null {
  if (route.roles === "anyone") return null;
  if (role === null) return "sign_in_required";
  const isClosed = account === "foreign" && role !== "administrator";
  if (isClosed || (account === "unknown" && role !== "administrator")) return "account_not_found";
  return route.roles.includes(role) ? null : "role_forbidden";
}

const refusals = ["sign_in_required", "account_not_found", "role_forbidden"];

test.each(cases)("$name", async (one) => {
  const { route, role, account } = one;
  const path = route.path
    .replace("{account}", accounts[account] ?? "")
    .replace(/\{(id|lead|user|invitation|move|code)\}/g, "1");
  const cookie = role === null ? undefined : await api.signedIn(role, accounts["own"]);
  const body = route.method === "post" || route.method === "put" ? {} : undefined;
  const code = await codeOf(route, path, { ...(cookie && { cookie }), body });
  const wanted = expected(one);
  if (wanted !== null) expect(code).toBe(wanted);
  else if (account === "unknown")
    expect(["account_not_found", "input_invalid", null]).toContain(code);
  else expect([...refusals, "internal"]).not.toContain(code);
});

const namesManager = (schema: unknown): boolean =>
  schema instanceof z.ZodObject && "manager" in schema.shape;
/** What a manager may say or ask of a manager: of himself and of nobody else. */
const naming = Object.entries<Endpoint>(contract).filter(
  ([, { roles, body, query }]) =>
    roles.includes("manager") && [body, query].some((part) => namesManager(part)),
);
/** What a body needs besides, to be valid. */
const besides: Readonly<Record<string, object>> = { setDuty: { state: "online" } };

test("what a manager may do names him: there is something of it", () => {
  expect(naming.map(([name]) => name)).toEqual(
    expect.arrayContaining(["setDuty", "bePresent", "listAvailability"]),
  );
});

test.each(
  naming.flatMap(([name, route]) => ["marina", "nobody"].map((key) => [name, key, route] as const)),
)("%s by a manager for %s", async (name, key, route) => {
  const path = route.path.replace("{account}", accounts["own"] ?? "").replace("{lead}", "1");
  const cookie = await api.signedIn("manager", accounts["own"]);
  const ask = async (manager: string) => {
    if (route.method === "get") return api.call("GET", `${path}?manager=${manager}`, { cookie });
    const body = { manager, ...besides[name] };
    return api.call(route.method.toUpperCase(), path, { cookie, body });
  };
  expect((await ask(key)).body.code).toBe("manager_forbidden");
  expect((await ask("ursula")).body.code).not.toBe("manager_forbidden");
});

test("a manager's access is his own account, whatever was opened to him before", async () => {
  const account = accounts["own"] ?? null;
  const manager = { account: accounts["foreign"] ?? "", key: "ursula" };
  const { cookie } = await api.joins({ role: "manager", account, manager });
  const ask = async (of: string) =>
    (await api.call("GET", `/accounts/${accounts[of]}/availability-log`, { cookie })).status;
  expect([await ask("own"), await ask("foreign")]).toEqual([404, 200]);
});

/** The problem's code; null where there is none. */
async function codeOf(
  route: Route,
  path: string,
  options: { cookie?: string; body: unknown },
): Promise<string | null> {
  if (route.path !== streamPath) {
    const { body } = await api.call(route.method.toUpperCase(), path, options);
    return body.code ?? null;
  }
  const headers = options.cookie ? { cookie: options.cookie } : {};
  const response = await api.network.request(`/api/v1${path}`, { headers });
  if (response.status !== 200) return (await response.json()).code;
  await response.body?.cancel();
  return null;
}

test("a foreign account and one that does not exist are answered alike", async () => {
  const cookie = await api.signedIn("head");
  const ask = async (account: string): Promise<Answer> =>
    await api.call("GET", `/accounts/${account}/rules`, { cookie });
  const [foreign, unknown] = [await ask("cosmetics-2"), await ask("nowhere")];
  expect(foreign.body).toEqual(unknown.body);
  expect(foreign.status).toBe(404);
});

test("an invented cookie is nobody", async () => {
  const { body } = await api.call("GET", "/session", { cookie: "smena_session=invented" });
  expect(body.code).toBe("sign_in_required");
});

test("the command line's door is an administrator without a cookie", async () => {
  const response = await api.local.request("/api/v1/session");
  expect(await response.json()).toMatchObject({ user: { role: "administrator" } });
});
