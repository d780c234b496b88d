import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { type Client, idsOf, rowsOf, stagesOf, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
  ({ sandbox, client } = await startSchool());
});
afterAll(() => sandbox.close());

const form = (source_uid: string) => ({
  source_name: "Сайт",
  source_uid,
  request_id: "123",
  metadata: {
    form_id: "1",
    form_name: "Заявка",
    form_page: "https://site.example/",
    ip: "1.2.3.4",
  },
  _embedded: {
    leads: [{ name: "С сайта", price: 700 }],
    contacts: [{ name: "Полина" }],
  },
});

async function addForm(uid: string): Promise<{ uid: string; lead: number; contact: number }> {
  const [row] = rowsOf(await client.post("/api/v4/leads/unsorted/forms", [form(uid)]), "unsorted");
  const { leads, contacts } = (row?.["_embedded"] ?? {}) as Record<string, { id: number }[]>;
  return { uid: String(row?.["uid"]), lead: leads?.[0]?.id ?? 0, contact: contacts?.[0]?.id ?? 0 };
}

test("a form waits in the unsorted with nobody responsible and its contact unseen", async () => {
  const { uid, lead, contact } = await addForm("waits");
  expect((await client.get(`/api/v4/leads/unsorted/${uid}`)).json).toMatchObject({
    uid,
    source_name: "Сайт",
    category: "forms",
    metadata: { form_id: "1", form_name: "Заявка" },
    _embedded: { leads: [{ id: lead }], contacts: [{ id: contact }] },
  });
  expect((await client.get(`/api/v4/leads/${lead}`)).json).toMatchObject({
    name: "С сайта",
    responsible_user_id: 0,
  });
  const contacts = await client.get(`/api/v4/contacts?filter[id]=${contact}`);
  expect(contacts.status).toBe(204);
});

test("accepted it stands at a stage, and whoever accepted it is responsible", async () => {
  const { uid, lead, contact } = await addForm("accepted");
  const answer = await client.post(`/api/v4/leads/unsorted/${uid}/accept`, { user_id: 13 });
  expect(answer.json).toMatchObject({
    uid,
    category: "forms",
    _embedded: { leads: [{ id: lead }] },
  });
  const [pipeline] = rowsOf(await client.get("/api/v4/leads/pipelines"), "pipelines");
  expect((await client.get(`/api/v4/leads/${lead}`)).json).toMatchObject({
    responsible_user_id: 13,
    status_id: stagesOf(pipeline).find(({ name }) => name === "Первичный контакт")?.id,
  });
  expect(idsOf(await client.get(`/api/v4/contacts?filter[id]=${contact}`), "contacts")).toEqual([
    contact,
  ]);
  expect((await client.post(`/api/v4/leads/unsorted/${uid}/accept`)).status).toBe(404);
});

test("a lead dragged out of the unsorted is accepted by that", async () => {
  const { uid, lead } = await addForm("dragged");
  sandbox.control("school").changeLead(lead, { stage: "Пробный урок" });
  expect((await client.get(`/api/v4/leads/unsorted/${uid}`)).status).toBe(404);
});

test("declined it is in the trash", async () => {
  const { uid, lead } = await addForm("declined");
  const answer = await client.delete(`/api/v4/leads/unsorted/${uid}/decline`, { user_id: 12 });
  expect(answer.status).toBe(200);
  expect((await client.get(`/api/v4/leads/${lead}`)).status).toBe(204);
});

test("the same request cannot be unsorted twice", async () => {
  await addForm("twin");
  const again = await client.post("/api/v4/leads/unsorted/forms", [form("twin")]);
  expect([again.status, again.text.includes("already exists")]).toEqual([400, true]);
});

test("what a request must carry is said by name", async () => {
  const answer = await client.post("/api/v4/leads/unsorted/sip", [{ source_name: "UIS" }]);
  expect(answer.text).toContain('"path":"source_uid"');
  expect(answer.text).toContain('"path":"metadata"');
});

test("the list and the summary go by category", async () => {
  const own = await startSchool();
  const control = own.sandbox.control("school");
  control.addLeads([
    { category: "sip", source: "Звонок", contact: { name: "Тимур", phone: "+79990001122" } },
    { category: "chats", source: "Telegram" },
    { category: "mail" },
    { category: "forms" },
  ]);
  const calls = await own.client.get("/api/v4/leads/unsorted?filter[category][]=sip");
  expect(rowsOf(calls, "unsorted")).toMatchObject([
    { category: "sip", source_name: "Звонок", metadata: { phone: "+79990001122" } },
  ]);
  const [first] = rowsOf(await own.client.get("/api/v4/leads/unsorted"), "unsorted");
  await own.client.post(`/api/v4/leads/unsorted/${first?.["uid"]}/accept`, {});
  expect((await own.client.get("/api/v4/leads/unsorted/summary")).json).toEqual({
    total: 4,
    accepted: 1,
    declined: 0,
    average_sort_time: 0,
    categories: { sip: { total: 1 }, mail: { total: 1 }, forms: { total: 1 }, chats: { total: 1 } },
  });
  await own.sandbox.close();
});

test("a note is kept with its lead and seen as an event", async () => {
  const [id = 0] = sandbox.control("school").addLeads([{ name: "С примечанием" }]);
  const answer = await client.post(`/api/v4/leads/${id}/notes`, [
    { note_type: "service_message", params: { service: "Smena", text: "Надежда: её очередь" } },
  ]);
  expect(rowsOf(answer, "notes")).toMatchObject([{ entity_id: id, request_id: "0" }]);
  const notes = await client.get(`/api/v4/leads/notes?filter[entity_id]=${id}`);
  expect(rowsOf(notes, "notes")).toMatchObject([{ params: { text: "Надежда: её очередь" } }]);
  const events = await client.get(`/api/v4/events?filter[entity]=lead&filter[entity_id]=${id}`);
  expect(rowsOf(events, "events")[0]).toMatchObject({ type: "service_note_added" });
});
