import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { contract } from "./contract/all.ts";
import type { Endpoint } from "./contract/endpoint.ts";

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
});
afterAll(() => database.close());

const endpoints = Object.values<Endpoint>(contract).filter(
  ({ method, path }) => (method === "post" || method === "put") && !path.startsWith("/se"),
);
const hostileKeys = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "text",
  "facts",
  "lead",
);
const key = fc.oneof(fc.constantFrom("ursula", "nobody"), fc.string({ unit: "binary" }));
const instant = fc.oneof(fc.maxSafeInteger(), fc.double());
/** Right enough to get behind the schema now and then, and wrong enough to break what is there. */
const selection = fc.oneof(
  fc.record({ kind: fc.constant("leads"), leads: fc.array(fc.string({ unit: "binary" })) }),
  fc.record({ kind: fc.constant("manager"), manager: key }),
  fc.record({ kind: fc.constant("filter"), stage: key, waiting: fc.boolean() }),
  fc.record({ kind: fc.constant("stage"), pipeline: key, stage: key }),
);
const how = fc.oneof(
  fc.record({ kind: fc.constant("give"), to: key }),
  fc.record({ kind: fc.constant("rule"), rule: key }),
  fc.constant({ kind: "rules" }),
);
const plausible = fc
  .oneof(
    fc.record({ manager: key }),
    fc.record(
      {
        manager: key,
        state: fc.constantFrom("online", "paused", "offline"),
        until: instant,
        why: key,
      },
      { requiredKeys: ["manager", "state"] },
    ),
    fc.record({ selection, how, why: key, costsTurn: fc.boolean() }),
    fc.record(
      { role: fc.constantFrom("head", "manager", "observer"), manager: key, name: key },
      { requiredKeys: ["role", "name"] },
    ),
    fc.record(
      {
        role: fc.constantFrom("administrator", "head", "manager"),
        accounts: fc.array(key),
        manager: fc.record({ account: key, key }),
        name: key,
      },
      { requiredKeys: [] },
    ),
    fc.record({ login: key, password: fc.string({ minLength: 8 }) }),
  )
  .map((fields) => JSON.stringify(fields));
const body = fc.oneof(
  plausible,
  fc.string({ unit: "binary" }),
  fc.json(),
  fc
    .dictionary(fc.oneof(hostileKeys, fc.string()), fc.jsonValue())
    .map((fields) => JSON.stringify(fields)),
  fc.string({ unit: "binary" }).map((lead) => JSON.stringify({ lead, facts: { channel: "call" } })),
  fc.string({ unit: "binary" }).map((text) => JSON.stringify({ text })),
);

test.each(endpoints)(
  "whatever is sent to $method $path is answered, never with a 500",
  async ({ method, path }) => {
    const filled = path.replace("{account}", api.world.account).replace(/\{\w+\}/g, "1");
    const address = `/api/v1${filled}`;
    const headers = { "content-type": "application/json" };
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const init = { method: method.toUpperCase(), headers, body: sent };
        const { status } = await api.local.request(address, init);
        expect(status).toBeLessThan(500);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
);

test("whatever stands in a query is answered, never with a 500", async () => {
  const names = fc.constantFrom("before", "limit", "manager", "kind", "lead", "from", "to", "lang");
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, fc.string({ unit: "binary" })), async (query) => {
      const address = `/api/v1/accounts/${api.world.account}/decisions?${new URLSearchParams(query)}`;
      expect((await api.local.request(address)).status).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
});

test("the character NUL, which no database keeps, is refused where it stands", async () => {
  const ask = async (path: string, init?: RequestInit) =>
    (await (await api.local.request(`/api/v1${path}`, init)).json()).detail;
  const message = "must not hold the character NUL";
  expect(await ask("/accounts/a%00/today")).toBe(`params.account: ${message}`);
  const body = JSON.stringify({ login: "a\0", password: "b" });
  const headers = { "content-type": "application/json" };
  expect(await ask("/session", { method: "POST", headers, body })).toBe(`body.login: ${message}`);
});
