import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "#test/support/command-line.ts";
import { type Asked, HttpStandIn } from "#test/support/http-stand-in.ts";
import { until } from "#test/support/until.ts";

let data = "";
let service: Served;
let receiver: HttpStandIn;
const posted: Asked[] = [];
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "smena-notifying-"));
  receiver = await HttpStandIn.open((asked, response) => {
    posted.push(asked);
    response.writeHead(200).end();
  });
  service = await serve(["serve", "--port", "0"], { SMENA_DATA: data });
});
afterAll(async () => {
  await service.stop();
  await receiver.close();
  rmSync(data, { recursive: true });
});

const configuration = `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
managers: { anna: { name: Анна } }
rules:
  - { name: All, method: in_turn, members: [anna] }
`;

test("a running service tells of a lead by a webhook, signed, soon after the lead has come", async () => {
  const origin = new URL(service.url).origin;
  let cookie = "";
  const send = async (method: string, path: string, body: object) => {
    const headers = { "content-type": "application/json", cookie };
    const init = { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${origin}/api/v1${path}`, init);
    expect([path, response.status]).toEqual([path, 200]);
    return response;
  };
  const [, code] = /code=([\w-]+)/.exec(service.line) ?? [];
  const person = { code, login: "root", name: "Root", password: "long enough" };
  cookie = (await send("POST", "/setup", person)).headers.getSetCookie()[0] ?? "";
  await send("POST", "/accounts/without-crm", { id: "shop", name: "Shop", timeZone: "UTC" });
  await send("PUT", "/accounts/shop/configuration", { text: configuration });
  const secret = "0123456789abcdef";
  await send("PUT", "/settings/notifications", { webhook: { url: receiver.url, secret } });
  await send("POST", "/accounts/shop/leads", { lead: "77", facts: {} });
  const post = await until("the webhook is posted", () => posted[0] ?? null);
  expect(JSON.parse(post.body)).toMatchObject({
    kind: "assigned",
    to: { manager: "anna", name: "Анна" },
    lead: { id: "77" },
  });
  const timestamp = post.headers["x-smena-timestamp"];
  const signature = createHmac("sha256", secret).update(`${timestamp}.${post.body}`).digest("hex");
  expect(post.headers["x-smena-signature"]).toBe(`sha256=${signature}`);
  const counted = async () =>
    (await (await fetch(`${origin}/metrics`)).text()).includes(
      'smena_notices_total{channel="webhook",outcome="sent"} 1',
    );
  await until("it is counted", async () => ((await counted()) ? true : null));
  expect(posted).toHaveLength(1);
});
