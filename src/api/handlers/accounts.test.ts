import { afterAll, beforeAll, expect, test } from "vitest";
import { CrmFailure, type CrmFailureKind } from "#crm/port.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";

let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  api = await ApiWorld.open(database);
  cookie = await api.signedIn("administrator");
});
afterAll(() => database.close());

const connect = (address: string) =>
  api.call("POST", "/accounts", { cookie, body: { address, token: "t0ken" } });

test("a connected account is open at once and says nothing of its token", async () => {
  const { status, body } = await connect("https://beauty.amocrm.ru/leads/pipeline");
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^cosmetics-\d$/),
    name: "Косметика",
    timeZone: "Asia/Tomsk",
    crm: "amocrm",
    configured: false,
  });
});

test.each([
  "http://169.254.169.254/latest",
  "https://amocrm.ru.evil.example",
  "file:///etc/passwd",
])("%s is no address of a CRM, and nothing is sent there", async (address) => {
  const { status, body } = await connect(address);
  expect([status, body.code]).toEqual([422, "crm_address_refused"]);
  expect(body.detail).toContain("https://example.amocrm.ru");
});

test.each<[CrmFailureKind, number, string]>([
  ["unauthorized", 422, "crm_token_refused"],
  ["forbidden", 422, "crm_refused"],
  ["unavailable", 502, "crm_unavailable"],
])("a CRM that answers «%s» is told with its own words", async (kind, status, code) => {
  const failure = new CrmFailure(kind, "the CRM said this");
  api.world.crm.failures.push({ call: "users", failure });
  const answer = await connect("https://other.kommo.com");
  expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
    status,
    code,
    "the CRM said this",
  ]);
});

test("the checks find what is well and what is not", async () => {
  const unconfigured = (await connect("https://shop.amocrm.ru")).body.id;
  const { body } = await api.call("GET", "/checks", { cookie });
  const found = Object.fromEntries(
    body.checks.map(({ name, status }: { name: string; status: string }) => [name, status]),
  );
  expect(found).toMatchObject({
    versions: "ok",
    database: "ok",
    "crm cosmetics": "ok",
    "managers cosmetics": "ok",
    [`managers ${unconfigured}`]: "warn",
    "webhook cosmetics": "warn",
    "leads cosmetics": "ok",
  });
});
