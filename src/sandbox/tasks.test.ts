import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { decodeForm } from "./testing/decode-form.ts";
import { Receiver } from "./testing/receiver.ts";
import { type Client, idsOf, rowsOf, startOfDay, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let lead: number;

beforeEach(async () => {
  ({ sandbox, client } = await startSchool());
  [lead = 0] = sandbox.control("school").addLeads([{ responsible: 12 }]);
});
afterEach(() => sandbox.close());

const due = startOfDay / 1_000;
const draft = () => ({
  text: "Позвонить",
  complete_till: due,
  entity_type: "leads",
  entity_id: lead,
});
const eventsOf = (type: string) => client.get(`/api/v4/events?filter[type]=${type}`);

async function addTask(more: object = {}): Promise<number> {
  return idsOf(await client.post("/api/v4/tasks", [{ ...draft(), ...more }]), "tasks")[0] as number;
}

test("a task is its lead's and whoever made it has to do it, until another is named", async () => {
  const id = await addTask();
  expect((await client.get(`/api/v4/tasks/${id}`)).json).toMatchObject({
    entity_id: lead,
    entity_type: "leads",
    responsible_user_id: 11,
    is_completed: false,
    result: [],
  });
  const other = await addTask({ responsible_user_id: 13 });
  const of13 = await client.get("/api/v4/tasks?filter[responsible_user_id]=13");
  expect(idsOf(of13, "tasks")).toEqual([other]);
});

test("finished is finished once, with its result", async () => {
  const id = await addTask();
  const change = { is_completed: true, result: { text: "Дозвонились" } };
  await client.patch(`/api/v4/tasks/${id}`, change);
  await client.patch("/api/v4/tasks", [{ id, ...change }]);
  const open = await client.get("/api/v4/tasks?filter[is_completed]=0");
  expect(open.status).toBe(204);
  expect((await client.get(`/api/v4/tasks/${id}`)).json).toMatchObject({
    is_completed: true,
    result: { text: "Дозвонились" },
  });
  expect(rowsOf(await eventsOf("task_completed"), "events")).toMatchObject([
    { entity_type: "task", entity_id: id, created_by: 11 },
  ]);
});

test.each([
  [{ entity_id: 1 }, "entity_id"],
  [{ entity_type: "companies" }, "entity_type"],
  [{ responsible_user_id: 14 }, "responsible_user_id"],
  [{ text: 5 }, "text"],
])("a task with %j is refused by name", async (wrong, path) => {
  const answer = await client.post("/api/v4/tasks", [{ ...draft(), ...wrong }]);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(`"path":"${path}"`);
});

test("its webhook says which lead, and that it was closed", async () => {
  const receiver = await Receiver.open();
  await client.post("/api/v4/webhooks", { destination: receiver.url, settings: ["update_task"] });
  const id = await addTask();
  await client.patch(`/api/v4/tasks/${id}`, { is_completed: true });
  const [body = ""] = await receiver.until(1);
  expect(decodeForm(body)).toMatchObject({
    task: {
      update: {
        0: { element_id: String(lead), element_type: "2", status: "1", action_close: "1" },
      },
    },
  });
  await receiver.close();
});

test.each([
  ["call", "outgoing_call"],
  ["note", "common_note_added"],
  ["task", "task_completed"],
])("work by a %s stands in the journal as whose it is", async (kind, type) => {
  await client.post(`/__sandbox/accounts/school/leads/${lead}/work`, { kind });
  expect(rowsOf(await eventsOf(type), "events")).toMatchObject([{ created_by: 12 }]);
});

test("an answer in a chat names the lead, and is found among contacts only", async () => {
  await client.post(`/__sandbox/accounts/school/leads/${lead}/work`, { kind: "message" });
  const type = "outgoing_chat_message";
  expect((await eventsOf(type)).status).toBe(204);
  const found = await client.get(`/api/v4/events?filter[type]=${type}&filter[entity]=contact`);
  expect(rowsOf(found, "events")).toMatchObject([{ entity_type: "lead", entity_id: lead }]);
});
