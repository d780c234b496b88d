import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve, smena } from "#test/support/command-line.ts";

let data = "";
let service: Served;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "smena-service-"));
  service = await serve(["serve", "--port", "0"], { SMENA_DATA: data });
});
afterAll(async () => {
  await service.stop();
  rmSync(data, { recursive: true });
});

/** Lets a promise fail that nobody waits for, on a signal. */
const planted = 'process.on("SIGUSR2", () => void Promise.reject(new Error("planted")))';
const faulty = `--import=data:text/javascript,${encodeURIComponent(planted)}`;
const here = (...args: string[]) => smena(args, { SMENA_DATA: data });
const yaml = `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
managers: { anna: { name: Анна }, boris: { name: Борис } }
rules:
  - { name: All, method: in_turn, members: [anna, boris] }
`;

async function post(path: string, body: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  const url = `${new URL(service.url).origin}/api/v1${path}`;
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

test("a service is set up, fed and asked, running and stopped", async () => {
  // One line says where it is, with the way to the first administrator.
  expect(service.line).toMatch(
    /^Smena is ready: http:\/\/127\.0\.0\.1:\d+ \(create the administrator at http:\S+\/setup\?code=[\w-]{22}\)$/,
  );
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  expect((await here("export")).stderr).toMatch(/^There is no account yet\./);

  const [, code] = /code=([\w-]+)/.exec(service.line) ?? [];
  const person = { code, login: "root", name: "Root", password: "long enough" };
  const [cookie = ""] = (await post("/setup", person)).headers.getSetCookie();
  const account = { id: "shop", name: "Shop", timeZone: "Europe/Moscow" };
  expect((await post("/accounts/without-crm", account, cookie)).status).toBe(200);
  expect((await here("export")).stderr).toMatch(/^The account has no configuration yet\./);

  // What is wrong is told by file, line and column.
  const wrong = join(data, "wrong.yaml");
  writeFileSync(wrong, yaml.replace("in_turn", "in_trun").replace("boris] }", "ivan] }"));
  const refused = await here("import", "--config", wrong);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  const places = refused.stderr.trim().split("\n");
  expect(places.map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
    `${wrong}:6:26`,
    `${wrong}:6:51`,
  ]);

  const config = join(data, "shop.yaml");
  writeFileSync(config, yaml);
  const looked = await here("import", "--config", config, "--dry-run");
  expect(looked.stdout).toContain("+account: { name: Shop, timezone: Europe/Moscow }");
  expect(looked.stderr).toBe("Nothing was imported.\n");
  const imported = await here("import", "--config", config);
  expect([imported.code, imported.stdout]).toEqual([0, looked.stdout]);
  expect(imported.stderr).toBe("Imported as version 1.\n");
  expect((await here("import", "--config", config)).stderr).toMatch(/^Nothing changes/);
  expect((await here("export")).stdout).toBe(yaml);

  await post("/accounts/shop/leads", { lead: "77", facts: { channel: "call" } }, cookie);
  const metrics = async () => await (await fetch(`${service.url}/metrics`)).text();
  await expect
    .poll(metrics, { timeout: 20_000 })
    .toContain('smena_decisions_total{kind="assigned",cause="new"} 1');
  const explained = await here("explain", "77", "--lang", "en");
  expect(explained.stdout).toMatch(/^Goes to (Анна|Борис): /);
  expect(explained.stdout).toMatch(/^→ (Анна|Борис): /m);
  expect(explained.stdout).toMatch(/^ {2}(Анна|Борис): /m);
  expect((await here("explain", "78")).code).toBe(2);

  const checked = await here("doctor");
  expect([checked.code, checked.stderr]).toEqual([0, ""]);
  expect(checked.stdout).toMatch(/^ok {4}database: The embedded database answers/m);

  // Somebody else may neither start here nor write to the socket.
  const second = await here("serve", "--port", "0");
  expect([second.code, second.stderr]).toEqual([
    2,
    `The data directory ${data} is in use by process ${service.pid}. Stop it, or give another --data DIR.\n`,
  ]);
  expect(statSync(join(data, "smena.sock")).mode & 0o777).toBe(0o700);

  // Stopped, the commands open the database themselves, and nothing is lost.
  expect(await service.stop()).toBe(0);
  expect((await here("export")).stdout).toBe(yaml);
  expect((await here("explain", "77", "--lang", "en")).stdout).toBe(explained.stdout);

  // A service that died leaves its socket and its lock behind; the next one starts all the same.
  service = await serve(["serve", "--port", "0"], { SMENA_DATA: data });
  expect(service.line).toMatch(/^Smena is ready: http:\/\/127\.0\.0\.1:\d+$/);
  await service.stop("SIGKILL");
  service = await serve(["serve", "--port", "0"], { SMENA_DATA: data, NODE_OPTIONS: faulty });
  expect((await here("export")).stdout).toBe(yaml);

  // A bug that nobody caught ends it in one line, and takes nothing with it.
  expect(await service.stop("SIGUSR2")).toBe(1);
  const told = (await service.stderr).split("\n").filter((line) => !line.startsWith("{"));
  expect(told).toEqual(["Something broke that should not have: planted", ""]);
  expect((await here("explain", "77", "--lang", "en")).stdout).toBe(explained.stdout);
}, 180_000);
