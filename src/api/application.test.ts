import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { beforeEach, expect, test } from "vitest";
import { createApplication } from "./application.ts";
import type { Handlers, Identity } from "./caller.ts";
import { contract } from "./contract/all.ts";
import { ProblemDocument } from "./contract/problem.ts";
import { createLive } from "./live.ts";
import { Problem } from "./problem.ts";

const administrator: Identity = {
  user: 1,
  login: "root",
  name: "Root",
  role: "administrator",
  language: "en",
  accounts: [],
  manager: null,
};
const unexpected = async (): Promise<never> => {
  throw new Error("secret detail of a bug");
};
const logged: object[] = [];
const hooks: string[] = [];

const application = (handlers: Partial<Handlers> = {}): Hono =>
  createApplication({
    handlers: {
      ...Object.fromEntries(Object.keys(contract).map((name) => [name, unexpected])),
      ...handlers,
    } as Handlers,
    identify: async () => ({
      identity: administrator,
      address: "local",
      origin: null,
      session: { current: unexpected, open: unexpected, close: unexpected },
    }),
    webhooks: {
      secretOf: async (account) => (account === "cosmetics" ? "right" : null),
      keep: async (account, body) => {
        if (body === "nowhere") throw new Problem("database_unavailable");
        hooks.push(`${account} ${body}`);
      },
    },
    telegram: {
      hear: async ({ secret, body }) => {
        if (body === null) throw new Error("nothing to hear");
        return secret === "right";
      },
    },
    stream: {
      hasAccount: async (account) => account === "cosmetics",
      subscribe: createLive().subscribe,
      linesOf: async () => [],
      noticesOf: async () => [],
    },
    probes: { ready: async () => false, metrics: async () => "smena_up 1\n" },
    screens: mkdtempSync(join(tmpdir(), "smena-screens-")),
    publicUrl: null,
    version: "1.2.3",
    log: { debug: () => undefined, error: (fields) => logged.push(fields) },
  });

beforeEach(() => {
  logged.length = 0;
  hooks.length = 0;
});

const json = { "content-type": "application/json" };
const problemAt = async (app: Hono, path: string, init: RequestInit = {}) => {
  const response = await app.request(path, init);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = ProblemDocument.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
};

const session = "/api/v1/session";
const posted = (body: BodyInit) => ({ method: "POST", headers: json, body });
const refused: readonly { what: string; path?: string; init?: RequestInit; code: string }[] = [
  { what: "an unknown address", path: "/api/v1/nothing", code: "not_found" },
  { what: "an unknown version of the API", path: "/api/v2/session", code: "not_found" },
  { what: "another method", init: { method: "PUT", headers: json }, code: "method_not_allowed" },
  { what: "a body that is not JSON", init: posted("{"), code: "malformed_json" },
  { what: "no body", init: { method: "POST", headers: json }, code: "malformed_json" },
  { what: "a form", init: { method: "POST", body: new URLSearchParams() }, code: "json_required" },
  { what: "wrong types", init: posted('{"login":1}'), code: "input_invalid" },
  { what: "JSON of another shape", init: posted("[]"), code: "input_invalid" },
  { what: "an unknown query parameter", path: `${session}?x=1`, code: "input_invalid" },
  {
    what: "a number that is none",
    path: "/api/v1/accounts/a/decisions/first",
    code: "input_invalid",
  },
  { what: "a huge body", init: posted(`"${"x".repeat(2 ** 21)}"`), code: "body_too_large" },
  {
    what: "another site's request",
    init: { method: "DELETE", headers: { "sec-fetch-site": "cross-site" } },
    code: "cross_site",
  },
];

test.each(refused)("$what is answered with $code", async ({ path = session, init, code }) => {
  expect((await problemAt(application(), path, init)).code).toBe(code);
  expect(logged).toEqual([]);
});

test("a refused method names those that are taken", async () => {
  const response = await application().request(session, { method: "PUT", headers: json });
  expect(response.headers.get("allow")?.split(", ").sort()).toEqual([
    "DELETE",
    "GET",
    "HEAD",
    "POST",
  ]);
});

test("refused input is placed field by field", async () => {
  const body = JSON.stringify({ login: "", password: "x", admin: true });
  const problem = await problemAt(application(), session, { method: "POST", headers: json, body });
  expect(problem.errors?.map(({ path }) => path).sort()).toEqual(["body", "body.login"]);
  expect(problem.detail).toContain("body.login: ");
});

test("a bug answers without its detail, which the log has under the request's id", async () => {
  const response = await application().request(session);
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain("secret");
  expect(logged).toMatchObject([{ request: response.headers.get("x-request-id") }]);
});

test("only what the contract declares leaves the server", async () => {
  const getSetup = async () => ({ needed: true, code: "1234" });
  const response = await application({ getSetup }).request("/api/v1/setup");
  expect(await response.json()).toEqual({ needed: true });
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("a problem that says when to come back carries it as a header", async () => {
  const getSetup = async () => {
    throw new Problem("too_many_attempts", { retryAfterSeconds: 30 });
  };
  const response = await application({ getSetup }).request("/api/v1/setup");
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
});

test("the OpenAPI document lists every endpoint under its operation id", async () => {
  const document = await (await application().request("/api/openapi.json")).json();
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId }) => operationId);
  expect(operations.sort()).toEqual(Object.keys(contract).sort());
  expect(document.info.version).toBe("1.2.3");
});

const post = (path: string, body: string) => application().request(path, { method: "POST", body });

test("a webhook is kept as it came, whatever it holds", async () => {
  for (const body of ["leads[add][0][id]=1", "", "%%%", "a=\0"]) {
    expect((await post("/hooks/amo/cosmetics/right", body)).status).toBe(200);
  }
  expect(hooks).toEqual([
    "cosmetics leads[add][0][id]=1",
    "cosmetics ",
    "cosmetics %%%",
    "cosmetics a=\uFFFD",
  ]);
});

test("a wrong secret and an unknown account look like an address that does not exist", async () => {
  const statuses = [
    "/hooks/amo/cosmetics/wrong",
    "/hooks/amo/foreign/right",
    "/hooks/amo/foreign/",
    "/hooks/other",
  ].map(async (path) => (await post(path, "x")).status);
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
  expect(hooks).toEqual([]);
});

test("a webhook that nothing can keep is to be repeated, an enormous one is not", async () => {
  expect((await post("/hooks/amo/cosmetics/right", "nowhere")).status).toBe(503);
  const enormous = { method: "POST", body: "x".repeat(2 ** 20 + 1) };
  const problem = await problemAt(application(), "/hooks/amo/cosmetics/right", enormous);
  expect([problem.status, problem.code]).toEqual([413, "body_too_large"]);
});

test("the hook's address is only posted to", async () => {
  for (const method of ["GET", "HEAD", "PUT"]) {
    const response = await application().request("/hooks/amo/cosmetics/right", { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  }
});

test("there is no stream of an account that does not exist, not even for an administrator", async () => {
  const stream = (account: string) => `/api/v1/accounts/${account}/stream`;
  expect((await problemAt(application(), stream("nothing"))).code).toBe("account_not_found");
  const response = await application().request(stream("cosmetics"));
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  await response.body?.cancel();
});

test("the probes need no sign-in", async () => {
  const app = application();
  const statuses = ["/healthz", "/readyz", "/metrics"].map(
    async (path) => (await app.request(path)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 503, 200]);
});

test("an update of the bot needs its secret; what could not be worked on is asked for again", async () => {
  const send = async (secret: string, body: string) => {
    const headers = { ...json, "x-telegram-bot-api-secret-token": secret };
    return (await application().request("/hooks/telegram", { method: "POST", headers, body }))
      .status;
  };
  expect(await send("right", "{}")).toBe(200);
  expect(await send("wrong", "{}")).toBe(404);
  expect(await send("right", "{")).toBe(500);
  expect((await problemAt(application(), "/hooks/telegram")).code).toBe("method_not_allowed");
});
