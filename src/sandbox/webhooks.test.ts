import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { decodeForm, decodePairs } from "./testing/decode-form.ts";
import { Receiver } from "./testing/receiver.ts";
import { type Client, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let receiver: Receiver;

beforeEach(async () => {
  ({ sandbox, client } = await startSchool());
  receiver = await Receiver.open();
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const control = () => sandbox.control("school");

async function subscribe(...settings: readonly string[]): Promise<void> {
  const answer = await client.post("/api/v4/webhooks", { destination: receiver.url, settings });
  expect(answer.status).toBe(201);
}

/** `leads[add]`, `unsorted[delete]`… of each body. */
function kindsOf(bodies: readonly string[]): readonly string[] {
  return bodies.map((body) => /^(\w+\[\w+\])/.exec(decodePairs(body)[0]?.[0] ?? "")?.[1] ?? "");
}

/** Resolves when the log of deliveries says so: it is written a moment after the answer. */
async function untilCounts(
  state: "delivered" | "waiting_for_retry" | "failed",
  count: number,
): Promise<void> {
  await expect.poll(() => control().tenant.deliveries.counts()[state], { interval: 5 }).toBe(count);
}

test("a new lead is told in a form, account last", async () => {
  await subscribe("add_lead");
  const [id] = control().addLeads([
    { name: "Один два", price: 5, responsible: 12, tags: ["Новый"] },
  ]);
  const [body = ""] = await receiver.until(1);
  expect(receiver.received[0]?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": "amoCRM-WebHook-client/1.0",
  });
  expect(body).toContain(
    "leads%5Badd%5D%5B0%5D%5Bname%5D=%D0%9E%D0%B4%D0%B8%D0%BD+%D0%B4%D0%B2%D0%B0",
  );
  const { account } = control().tenant;
  expect(decodeForm(body)).toMatchObject({
    leads: { add: { 0: { id: String(id), price: "5", responsible_user_id: "12" } } },
    account: {
      subdomain: "school",
      id: String(account.id),
      _links: { self: `http://school.amocrm.localhost:${sandbox.port}` },
    },
  });
  expect(decodePairs(body).at(-1)?.[0]).toBe("account[_links][self]");
});

test("the account comes first where the account is set so", async () => {
  control().changeSettings({ hooks: { accountBlock: "first" } });
  await subscribe("add_lead");
  control().addLeads([{}]);
  const [body = ""] = await receiver.until(1);
  expect(decodePairs(body)[0]).toEqual(["account[subdomain]", "school"]);
});

test("each subscribed event is a request of its own, our own write included", async () => {
  const [id] = control().addLeads([{}]);
  await subscribe("responsible_lead", "update_lead", "status_lead");
  await client.patch("/api/v4/leads", [
    { id, responsible_user_id: 12, status_id: 142, updated_by: 0 },
  ]);
  const bodies = await receiver.until(3);
  expect(kindsOf(bodies).toSorted()).toEqual([
    "leads[responsible]",
    "leads[status]",
    "leads[update]",
  ]);
  const responsible = bodies.find((body) => kindsOf([body])[0] === "leads[responsible]") ?? "";
  expect(decodeForm(responsible)).toMatchObject({
    leads: { responsible: { 0: { modified_user_id: "0", old_responsible_user_id: "0" } } },
  });
});

test("what changes nothing tells nobody", async () => {
  const [id] = control().addLeads([{ responsible: 12 }]);
  await subscribe("responsible_lead", "update_lead");
  await client.patch("/api/v4/leads", [{ id, responsible_user_id: 12 }]);
  expect(control().tenant.deliveries.counts().queued).toBe(0);
  expect(receiver.bodies).toEqual([]);
});

test("a call is announced as unsorted and its acceptance as a deletion", async () => {
  await subscribe("add_unsorted", "delete_unsorted", "add_lead");
  const [id] = control().addLeads([{ category: "sip", source: "Звонок", contact: { name: "Ян" } }]);
  const [added = ""] = await receiver.until(1);
  const { unsorted } = decodeForm(added) as { unsorted: { add: { 0: Record<string, unknown> } } };
  expect(unsorted.add[0]).toMatchObject({
    category: "sip",
    lead_id: String(id),
    source_data: { source_name: "Звонок", service_code: "sandbox_telephony" },
  });
  await client.post(`/api/v4/leads/unsorted/${unsorted.add[0]["uid"]}/accept`, { user_id: 12 });
  const bodies = await receiver.until(3);
  expect(kindsOf(bodies).toSorted()).toEqual(["leads[add]", "unsorted[add]", "unsorted[delete]"]);
  const deleted = bodies.find((body) => kindsOf([body])[0] === "unsorted[delete]") ?? "";
  expect(decodeForm(deleted)).toMatchObject({
    unsorted: {
      delete: { 0: { action: "accept", accept_result: { leads: { 0: String(id) } } } },
    },
  });
});

test("an unsorted chat is also told as an update without a price", async () => {
  await subscribe("update_lead");
  control().addLeads([{ category: "chats", price: 900 }]);
  const [body = ""] = await receiver.until(1);
  const { leads } = decodeForm(body) as { leads: { update: { 0: Record<string, unknown> } } };
  expect(leads.update[0]).toMatchObject({ responsible_user_id: "0", modified_user_id: "0" });
  expect(leads.update[0]).not.toHaveProperty("price");
});

test("subscribing again replaces the settings and switches the hook on", async () => {
  await subscribe("add_lead");
  const webhook = control().tenant.account.webhooks.get(receiver.url);
  if (webhook) webhook.disabled = true;
  await subscribe("update_lead");
  const filter = `filter[destination]=${encodeURIComponent(receiver.url)}`;
  const answer = await client.get(`/api/v4/webhooks?${filter}`);
  expect(answer.json).toMatchObject({
    _total_items: 1,
    _embedded: { webhooks: [{ settings: ["update_lead"], disabled: false }] },
  });
  const gone = await client.delete("/api/v4/webhooks", { destination: receiver.url });
  expect(gone.status).toBe(204);
  expect((await client.delete("/api/v4/webhooks", { destination: receiver.url })).status).toBe(404);
});

test("a code that the account does not know is refused by its place", async () => {
  control().changeSettings({ hooks: { refusedCodes: ["delete_unsorted"] } });
  const settings = ["add_lead", "delete_unsorted", "nonsense"];
  const answer = await client.post("/api/v4/webhooks", { destination: receiver.url, settings });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('"path":"settings.1"');
  expect(answer.text).toContain('"path":"settings.2"');
});

test("a failed delivery climbs the ladder on the sandbox's fast clock", async () => {
  await subscribe("add_lead");
  receiver.answer = 500;
  control().addLeads([{}]);
  await receiver.until(1);
  await untilCounts("waiting_for_retry", 1);
  receiver.answer = 200;
  sandbox.turnClock({ advanceSeconds: 301 });
  await receiver.until(2);
  await untilCounts("delivered", 1);
  const [delivery] = control().tenant.deliveries.list({ after: 0, limit: 10 });
  expect(delivery).toMatchObject({ attempt: 2, code: 200, state: "delivered" });
});

test("after five attempts it gives up", async () => {
  await subscribe("add_lead");
  receiver.answer = 503;
  control().addLeads([{}]);
  sandbox.turnClock({ factor: 100_000 });
  await receiver.until(5);
  await untilCounts("failed", 1);
  expect(receiver.bodies).toHaveLength(5);
});

test("a hook that fails more than a hundred times in two hours is switched off", async () => {
  await subscribe("add_lead");
  receiver.answer = 404;
  control().addLeads(Array.from({ length: 101 }, () => ({})));
  await receiver.until(101);
  const disabled = () => control().tenant.account.webhooks.get(receiver.url)?.disabled;
  await expect.poll(disabled, { interval: 5 }).toBe(true);
  control().addLeads([{}]);
  expect(control().tenant.deliveries.counts().queued).toBe(0);
});

test("hooks can come twice, never, or out of order", async () => {
  await subscribe("add_lead");
  control().changeSettings({ hooks: { duplicateShare: 1 } });
  control().addLeads([{}]);
  const [one, other] = await receiver.until(2);
  expect(one).toBe(other);
  control().changeSettings({ hooks: { duplicateShare: 0, dropShare: 1 } });
  control().addLeads([{}]);
  expect(control().tenant.deliveries.counts().dropped).toBe(1);
  control().changeSettings({ hooks: { dropShare: 0, reorderMs: 60 } });
  const ids = control()
    .addLeads(Array.from({ length: 30 }, () => ({})))
    .map(String);
  const late = (await receiver.until(32)).slice(2).map((body) => decodePairs(body)[0]?.[1] ?? "");
  expect(late.toSorted()).toEqual(ids);
  expect(late).not.toEqual(ids);
});

test("two hundred hooks at once all arrive over few connections", async () => {
  await subscribe("add_lead");
  control().addLeads(Array.from({ length: 200 }, () => ({})));
  await receiver.until(200);
  await untilCounts("delivered", 200);
  expect(control().tenant.deliveries.timings()).toMatchObject({ count: 200 });
});
