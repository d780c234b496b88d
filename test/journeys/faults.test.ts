import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Service, startService } from "#cli/service.ts";
import { amocrm } from "#crm/amocrm/adapter.ts";
import { connectAccount } from "#flow/connect-account.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import type { AccountControl } from "#sandbox/control/account-control.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { findAccount } from "#store/accounts.ts";
import { listDecisions } from "#store/decisions.ts";
import { ClockAhead } from "#test/support/clock-ahead.ts";
import { until } from "#test/support/until.ts";

const managers = [
  { id: 501, name: "Анна", email: "anna@shop.example" },
  { id: 502, name: "Борис", email: "boris@shop.example" },
];
const configuration = `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
managers: { anna: { crm: 501 }, boris: { crm: 502 } }
rules: [{ name: All, method: in_turn, members: [anna, boris] }]
`;
/** What our client waits for an answer here, and so how long the sandbox must hold one back. */
const TIMEOUT_MS = 150;
/** Longer than any pause that the service makes by itself, but for a ban. */
const SKIP_MS = 10_000;

const clock = new ClockAhead();
let data: string;
let sandbox: Sandbox;
let control: AccountControl;
let service: Service;
let account: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "smena-faults-"));
  const owner = { id: 500, name: "Владелец", email: "owner@shop.example", admin: true };
  const pipelines = [{ name: "Продажи", main: true, stages: ["Новая"] }];
  const seed = { subdomain: "shop", name: "Shop", timezone: "Europe/Moscow", pipelines };
  sandbox = await startSandbox({
    port: 0,
    clock: clock.now,
    accounts: [{ ...seed, users: [owner, ...managers] }],
  });
  control = sandbox.control("shop");
  service = await startService({
    settings: {
      port: 0,
      sandboxPort: 0,
      data,
      publicUrl: null,
      databaseUrl: null,
      key: null,
      logLevel: null,
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    host: "127.0.0.1",
    ports: { clock, connect: (login) => amocrm({ ...login, timeoutMs: TIMEOUT_MS, clock }) },
  });
  const [{ token = "" } = {}] = sandbox.accounts();
  const login = { address: sandbox.url, token, headers: {} };
  account = (await connectAccount(service.flow, login)).id;
  await importConfiguration(service.flow, { account, text: configuration, by: "test" });
});
afterAll(async () => {
  await service?.close();
  await sandbox?.close();
  await rm(data, { recursive: true, force: true });
});

/** New leads come; resolves when each has somebody in the CRM and the service has seen it there. */
async function leadsComeThrough(): Promise<readonly number[]> {
  const ids = control.addLeads([{ name: "Один" }, { name: "Два" }, { name: "Три" }]);
  await until(
    "the leads are delivered and confirmed",
    async () => {
      const deliveries = await deliveriesOf(ids);
      if (deliveries.every((delivery) => delivery === "confirmed")) return true;
      clock.skip(SKIP_MS);
      sandbox.turnClock({ advanceSeconds: SKIP_MS / 1_000 });
      return null;
    },
    15_000,
  );
  return ids;
}

async function decisionsOf(ids: readonly number[]) {
  const db = service.flow.database.kysely;
  const { decisions } = await listDecisions(db, { account }, { before: undefined, limit: 200 });
  return decisions.filter(({ lead }) => ids.includes(Number(lead)));
}

async function deliveriesOf(ids: readonly number[]) {
  const decisions = await decisionsOf(ids);
  return ids.map((id) => decisions.find(({ lead }) => lead === String(id))?.delivery ?? null);
}

const write = { path: "/api/v4/leads", method: "PATCH" } as const;
const read = { path: "/api/v4/leads*", method: "GET" } as const;
const held = { holdMs: TIMEOUT_MS * 4 };

test.each([
  ["answers a write with 500, twice", { ...write, kind: "status", code: 500, next: 2 }],
  ["writes and answers 502", { ...write, kind: "status", code: 502, applied: true, next: 1 }],
  ["answers a write with 504", { ...write, kind: "status", code: 504, next: 1 }],
  ["does not answer a write", { ...write, kind: "timeout_before", next: 2, ...held }],
  ["writes and does not answer", { ...write, kind: "timeout_after", next: 1, ...held }],
  ["writes and answers half a line", { ...write, kind: "malformed", next: 1 }],
  ["refuses a write for too many requests", { ...write, kind: "status", code: 429, next: 2 }],
  ["shuts the server out with a page", { ...write, kind: "html403", next: 1 }],
  ["does not know the token for a while", { ...write, kind: "status", code: 401, next: 1 }],
  ["answers a reading with 500, twice", { ...read, kind: "status", code: 500, next: 2 }],
  ["does not answer a reading", { ...read, kind: "timeout_before", next: 2, ...held }],
  ["answers a reading with half a line", { ...read, kind: "malformed", next: 2 }],
  ["shuts the server out of reading", { ...read, kind: "html403", next: 1 }],
] as const)("the CRM %s: every lead ends with its decided manager, once", async (_, fault) => {
  control.addFault(fault);
  const ids = await leadsComeThrough();
  expect(control.tenant.faults.list()).toEqual([]);
  control.clearFaults();

  const decisions = await decisionsOf(ids);
  expect(decisions.map(({ lead }) => Number(lead)).sort()).toEqual(ids);
  const users = new Map([
    ["anna", 501],
    ["boris", 502],
  ]);
  const decided = new Map(decisions.map(({ lead, manager }) => [lead, users.get(manager ?? "")]));
  for (const lead of control.leads().filter(({ id }) => ids.includes(id))) {
    expect([lead.responsible_user_id, lead.responsible_changes]).toEqual([
      decided.get(String(lead.id)),
      1,
    ]);
  }
  // What the CRM did is over: nothing asks for an administrator any more.
  const stored = await findAccount(service.flow.database.kysely, account);
  expect(stored?.attention).toBeNull();
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
});
