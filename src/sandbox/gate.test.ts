import { request } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { startSandbox } from "./server.ts";
import { Client, school, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let clock: { now: number };

beforeEach(async () => {
  ({ sandbox, client, clock } = await startSchool({ requestsPerSecond: 7 }));
});
afterEach(() => sandbox.close());

const control = () => sandbox.control("school");
const anotherSecond = () => {
  clock.now += 1_000;
};

test("seven requests a second pass, the eighth is told to wait", async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 7; index += 1) {
    statuses.push((await client.get("/api/v4/account")).status);
  }
  expect(statuses).toEqual(Array.from({ length: 7 }, () => 200));
  const answer = await client.get("/api/v4/account");
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(answer.json).toMatchObject({ title: "Too Many Requests", status: 429, retry_after: 1 });
  anotherSecond();
  expect((await client.get("/api/v4/account")).status).toBe(200);
});

test("whoever goes on after 429 is blocked with a page of HTML", async () => {
  control().changeSettings({ requestsPerSecond: 1, violationsBeforeBlock: 3, blockSeconds: 60 });
  const statuses: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    statuses.push((await client.get("/api/v4/account")).status);
  }
  expect(statuses).toEqual([200, 429, 429, 403, 403]);
  const blocked = await client.get("/api/v4/account");
  expect(blocked.headers.get("content-type")).toContain("text/html");
  clock.now += 60_000;
  expect((await client.get("/api/v4/account")).status).toBe(200);
});

test("the account is found by header, by host, or by its token where neither names one", async () => {
  const byHost = await statusOfHost(`school.amocrm.localhost:${sandbox.port}`);
  expect(byHost).toBe(200);
  expect(await statusOfHost("127.0.0.1")).toBe(200);
  expect(await statusOfHost("127.0.0.1", "stranger")).toBe(404);
  const unknown = await client.get("/api/v4/account", { "X-Sandbox-Account": "nobody" });
  expect(unknown.json).toMatchObject({
    status: 404,
    detail: expect.stringContaining("No account «nobody» here"),
  });
});

/** `fetch` does not let a caller choose the host. */
function statusOfHost(host: string, bearer?: string): Promise<number | undefined> {
  const token = bearer ?? sandbox.accounts()[0]?.token ?? "";
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}/api/v4/account`, {
      headers: { Host: host, Authorization: `Bearer ${token}` },
    })
      .on("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on("error", reject)
      .end();
  });
}

test("a token opens its own account only", async () => {
  await sandbox.seed([{ ...school, subdomain: "other", users: [{ name: "Ян", email: "y@x" }] }]);
  const stranger = new Client(sandbox, "other");
  expect((await stranger.get("/api/v4/account")).json).toEqual({
    title: "Unauthorized",
    type: "https://httpstatus.es/401",
    status: 401,
    detail: "Неверный логин или пароль",
  });
});

test("every answer carries its own request id", async () => {
  const ids = [
    await client.get("/api/v4/account"),
    await client.get("/api/v4/leads/1"),
    await client.get("/api/v4/no"),
  ].map(({ headers }) => headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(3);
  expect(ids).not.toContain(null);
});

test("users and webhooks are for administrators", async () => {
  expect((await client.get("/api/v4/users", { "X-Context-User-ID": "12" })).status).toBe(403);
  expect((await client.get("/api/v4/users", { "X-Context-User-ID": "15" })).status).toBe(401);
  control().changeSettings({ tokenIsAdmin: false });
  expect((await client.get("/api/v4/webhooks")).status).toBe(403);
  expect((await client.get("/api/v4/account")).status).toBe(200);
});

test("a subscription that has ended refuses writes first, then everything", async () => {
  control().changeSettings({ subscription: "reading_only" });
  expect((await client.get("/api/v4/account")).status).toBe(200);
  expect((await client.post("/api/v4/leads", [{}])).json).toMatchObject({
    title: "Payment Required",
    status: 402,
  });
  control().changeSettings({ subscription: "ended" });
  expect((await client.get("/api/v4/account")).status).toBe(402);
});

test("a body must be JSON of bearable size", async () => {
  expect((await client.post("/api/v4/leads", "{")).status).toBe(400);
  expect((await client.post("/api/v4/leads", "x".repeat(2_000_000))).status).toBe(413);
});

test("a fault strikes the next requests that match and no others", async () => {
  control().addFault({ kind: "status", code: 502, next: 1, path: "/api/v4/leads*", method: "GET" });
  const answers = [
    await client.get("/api/v4/account"),
    await client.get("/api/v4/leads"),
    await client.get("/api/v4/leads"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 502, 204]);
});

test("a write may take effect although its answer fails", async () => {
  const [id = 0] = control().addLeads([{}]);
  const responsible = () => control().leads()[0]?.responsible_user_id;
  const give = (user: number) => client.patch(`/api/v4/leads/${id}`, { responsible_user_id: user });
  control().addFault({ kind: "status", code: 504, next: 1 });
  expect([(await give(12)).status, responsible()]).toEqual([504, 0]);
  control().addFault({ kind: "status", code: 504, applied: true, next: 1 });
  expect([(await give(12)).status, responsible()]).toEqual([504, 12]);
  control().addFault({ kind: "timeout_before", holdMs: 10, next: 1 });
  await expect(give(13)).rejects.toThrow("fetch failed");
  expect(responsible()).toBe(12);
  control().addFault({ kind: "timeout_after", holdMs: 10, next: 1 });
  await expect(give(13)).rejects.toThrow("fetch failed");
  expect(responsible()).toBe(13);
});

test("answers may be cut short, blocked or late", async () => {
  control().addFault({ kind: "malformed", next: 1 });
  const cut = await client.get("/api/v4/account");
  expect([cut.status, cut.json]).toEqual([200, null]);
  control().addFault({ kind: "html403", next: 1 });
  expect((await client.get("/api/v4/account")).text).toContain("403 Forbidden");
  control().addFault({ kind: "slow", holdMs: 30, next: 1 });
  const startedAt = performance.now();
  expect((await client.get("/api/v4/account")).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(25);
});

test("a gateway may give up on large batches only", async () => {
  control().addFault({ kind: "status", code: 504, itemsOver: 50 });
  const leads = (count: number) => Array.from({ length: count }, () => ({}));
  expect((await client.post("/api/v4/leads", leads(51))).status).toBe(504);
  expect((await client.post("/api/v4/leads", leads(50))).status).toBe(200);
});

test("a taken port is refused with a remedy", async () => {
  const second = startSandbox({ port: sandbox.port, accounts: [school] });
  await expect(second).rejects.toThrow(
    `port ${sandbox.port} of 127.0.0.1 is taken: stop the program that holds it or choose another port`,
  );
});

test("a seed that cannot be an account is refused with its place", async () => {
  const wrong = { ...school, subdomain: "Школа", users: [] };
  await expect(startSandbox({ port: 0, accounts: [wrong] })).rejects.toThrow(
    /lower-case letters[\s\S]*subdomain[\s\S]*users/,
  );
  const stranger = [{ name: "Ян", email: "y@x", group: "Нет такой" }];
  await expect(
    startSandbox({ port: 0, accounts: [{ ...school, users: stranger }] }),
  ).rejects.toThrow("user Ян: group «Нет такой» is not among the account's groups");
});
