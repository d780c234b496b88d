import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#store/open-database.ts";
import { type Served, serve, smena } from "#test/support/command-line.ts";
import { until } from "#test/support/until.ts";

let data = "";
let service: Served;
let cookie = "";
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "smena-verify-"));
  service = await serve(["serve", "--port", "0"], { SMENA_DATA: data });
  const [, code] = /code=([\w-]+)/.exec(service.line) ?? [];
  const person = { code, login: "root", name: "Root", password: "long enough" };
  [cookie = ""] = (await call("POST", "/setup", person)).headers.getSetCookie();
  for (const id of ["shop", "school"]) {
    await call("POST", "/accounts/without-crm", { id, name: id, timeZone: "Europe/Moscow" });
    await call("PUT", `/accounts/${id}/configuration`, { text: yaml });
    for (const lead of ["1", "2", "3"]) await call("POST", `/accounts/${id}/leads`, { lead });
    await until("three decisions", async () => {
      const { total } = await (await call("GET", `/accounts/${id}/decisions`)).json();
      return total === 3 ? total : null;
    });
  }
});
afterAll(async () => {
  await service.stop();
  rmSync(data, { recursive: true });
});

const yaml = `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
managers: { anna: { name: Анна }, boris: { name: Борис } }
rules:
  - { name: All, method: in_turn, members: [anna, boris] }
`;

function call(method: string, path: string, body?: object): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  const url = `${new URL(service.url).origin}/api/v1${path}`;
  return fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

const verify = (...args: string[]) => smena(["verify", ...args], { SMENA_DATA: data });
const whole =
  "3 decisions verified: the chain is whole, each is made again alike, balances are their sum\n";

test("histories are verified over the running service and without it; what does not hold is told", async () => {
  const both = { code: 0, stdout: `shop: ${whole}school: ${whole}`, stderr: "" };
  expect(await verify()).toEqual(both);
  expect((await verify("--account", "school")).stdout).toBe(`school: ${whole}`);
  await service.stop();
  expect(await verify()).toEqual(both);

  const database = await openDatabase({ directory: data });
  await sql`update decision set record = replace(record::text, 'assigned', 'left')::json
    where account_id = 'shop' and seq = 2`.execute(database.kysely);
  await database.close();
  const { code, stdout, stderr } = await verify();
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(
    /^shop: decision 2 \(lead 2\) is not what was written there: its hash is /,
  );
  expect(stdout).toContain(`school: ${whole}`);
}, 120_000);

test("explain tells what would have given the lead to each of the others", async () => {
  const args = ["explain", "1", "--account", "shop", "--lang", "en", "--counterfactual"];
  const { stdout } = await smena(args, { SMENA_DATA: data });
  expect(stdout).toMatch(
    /^ {2}If 0\.01 of a lead more had been due to this manager, the lead would have gone to (Анна|Борис)\.$/m,
  );
});

test("an account that there is not is bad usage", async () => {
  const { code, stdout, stderr } = await verify("--account", "nowhere");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^There is no account nowhere\. There are: /);
});
