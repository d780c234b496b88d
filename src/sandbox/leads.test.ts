import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { type Client, idsOf, rowsOf, stagesOf, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let clock: { now: number };

beforeAll(async () => {
  ({ sandbox, client, clock } = await startSchool());
});
afterAll(() => sandbox.close());

async function addLeads(items: readonly object[]): Promise<readonly number[]> {
  return idsOf(await client.post("/api/v4/leads", items), "leads") as number[];
}

test("a new lead stands at the first stage of the main pipeline, with its maker responsible", async () => {
  const answer = await client.post("/api/v4/leads", [{ name: "Первая", request_id: "mine" }, {}]);
  expect(answer.headers.get("content-type")).toBe("application/hal+json");
  expect(rowsOf(answer, "leads").map((row) => row["request_id"])).toEqual(["mine", "1"]);
  const [id] = idsOf(answer, "leads");
  const lead = await client.get(`/api/v4/leads/${id}?with=contacts,source_id`);
  expect(lead.json).toMatchObject({
    name: "Первая",
    price: 0,
    responsible_user_id: 11,
    group_id: 0,
    closed_at: null,
    source_id: null,
    custom_fields_values: null,
    _embedded: { tags: [], companies: [], contacts: [] },
    _links: { self: { href: `${sandbox.url}/api/v4/leads/${id}` } },
  });
});

test("an unknown lead is nothing: 204 and an empty body", async () => {
  const answer = await client.get("/api/v4/leads/5");
  expect([answer.status, answer.text]).toEqual([204, ""]);
});

test("the responsible user is set for a batch, and the group follows him", async () => {
  const ids = await addLeads([{}, {}]);
  clock.now += 5_000;
  const change = ids.map((id) => ({ id, responsible_user_id: 12, updated_by: 0 }));
  const answer = await client.patch("/api/v4/leads", change);
  const seconds = Math.floor(clock.now / 1000);
  expect(rowsOf(answer, "leads").map((row) => row["updated_at"])).toEqual([seconds, seconds]);
  const lead = await client.get(`/api/v4/leads/${ids[0]}`);
  expect(lead.json).toMatchObject({ responsible_user_id: 12, updated_by: 0, updated_at: seconds });
  expect((lead.json as { group_id: number }).group_id).toBeGreaterThan(0);
});

test("a batch with a bad item is refused whole, and every bad item is named", async () => {
  const ids = await addLeads([{}, {}, {}, {}]);
  const answer = await client.patch("/api/v4/leads", [
    { id: ids[0], responsible_user_id: 13 },
    { id: ids[1], responsible_user_id: 999, request_id: "stranger" },
    { id: ids[2], responsible_user_id: 14 },
    { id: ids[3], status_id: 5 },
    { id: 6, responsible_user_id: 13 },
  ]);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const refusal = (request_id: string, path: string) => ({
    request_id,
    errors: [
      {
        code: "NotSupportedChoice",
        path,
        detail: "The value you selected is not a valid choice.",
      },
    ],
  });
  expect(answer.json).toEqual({
    "validation-errors": [
      refusal("stranger", "responsible_user_id"),
      refusal("2", "responsible_user_id"),
      refusal("3", "status_id"),
      refusal("4", "id"),
    ],
    title: "Bad Request",
    type: "https://httpstatus.es/400",
    status: 400,
    detail: "Request validation failed",
  });
  const untouched = await client.get(`/api/v4/leads/${ids[0]}`);
  expect(untouched.json).toMatchObject({ responsible_user_id: 11 });
});

test("a value of the wrong type is named with its place", async () => {
  const answer = await client.post("/api/v4/leads", [{ price: "дорого" }]);
  expect(answer.json).toMatchObject({
    "validation-errors": [
      {
        request_id: "0",
        errors: [
          { code: "InvalidType", path: "price", detail: "This value should be of type number." },
        ],
      },
    ],
  });
});

test("closing sets the moment of closing, reopening clears it", async () => {
  const [id] = await addLeads([{}]);
  const seconds = Math.floor(clock.now / 1000);
  await client.patch(`/api/v4/leads/${id}`, { status_id: 142 });
  expect((await client.get(`/api/v4/leads/${id}`)).json).toMatchObject({ closed_at: seconds });
  sandbox.control("school").changeLead(Number(id), { stage: "Пробный урок" });
  expect((await client.get(`/api/v4/leads/${id}`)).json).toMatchObject({ closed_at: null });
});

test("a lead dragged to another pipeline begins at its first open stage", async () => {
  const [id] = await addLeads([{}]);
  const pipelines = rowsOf(await client.get("/api/v4/leads/pipelines"), "pipelines");
  const security = pipelines.find(({ name }) => name === "Служба безопасности");
  await client.patch(`/api/v4/leads/${id}`, { pipeline_id: security?.["id"] });
  const stage = stagesOf(security).find(({ name }) => name === "Проверка");
  expect((await client.get(`/api/v4/leads/${id}`)).json).toMatchObject({ status_id: stage?.id });
});

test("tags are replaced by _embedded and changed by tags_to_add and tags_to_delete", async () => {
  const [id] = await addLeads([{ _embedded: { tags: [{ name: "А" }, { name: "Б" }] } }]);
  const tags = async () => {
    const { json } = await client.get(`/api/v4/leads/${id}`);
    return (json as { _embedded: { tags: { name: string }[] } })._embedded.tags.map(
      ({ name }) => name,
    );
  };
  await client.patch(`/api/v4/leads/${id}`, {
    tags_to_add: [{ name: "В" }],
    tags_to_delete: [{ name: "А" }],
  });
  expect(await tags()).toEqual(["Б", "В"]);
  await client.patch(`/api/v4/leads/${id}`, { _embedded: { tags: [{ name: "Г" }] } });
  expect(await tags()).toEqual(["Г"]);
  await client.patch(`/api/v4/leads/${id}`, { _embedded: { tags: null } });
  expect(await tags()).toEqual([]);
});

test("an older updated_at than the lead's is refused", async () => {
  const [id] = await addLeads([{}]);
  const answer = await client.patch(`/api/v4/leads/${id}`, { name: "поздно", updated_at: 1 });
  expect(answer.text).toContain("Last modified date is older than in database");
});

test("an empty batch is told so", async () => {
  const answer = await client.post("/api/v4/leads", []);
  expect(answer.json).toMatchObject({ status: 400, detail: "Request data can not be empty" });
});

test("a lead with its contact comes in one request and answers a bare array", async () => {
  const answer = await client.post("/api/v4/leads/complex", [
    {
      name: "Сложная",
      request_id: "qweasd",
      _embedded: {
        contacts: [
          {
            name: "Юлия",
            custom_fields_values: [{ field_code: "PHONE", values: [{ value: "+79991234567" }] }],
          },
        ],
        companies: [{ name: "ООО Ромашка" }],
      },
    },
  ]);
  const [row] = answer.json as { id: number; contact_id: number }[];
  expect(row).toMatchObject({ request_id: ["qweasd"], merged: false });
  const found = await client.get("/api/v4/contacts?query=9991234567&with=leads");
  expect(rowsOf(found, "contacts")).toMatchObject([
    { id: row?.contact_id, name: "Юлия", _embedded: { leads: [{ id: row?.id }] } },
  ]);
  const companies = rowsOf(await client.get("/api/v4/companies"), "companies");
  expect(companies).toMatchObject([{ name: "ООО Ромашка" }]);
});

test("a contact changes hands by itself, not with its lead", async () => {
  const [contact] = idsOf(await client.post("/api/v4/contacts", [{ name: "Роман" }]), "contacts");
  const [lead] = await addLeads([{ _embedded: { contacts: [{ id: contact }] } }]);
  await client.patch(`/api/v4/leads/${lead}`, { responsible_user_id: 13 });
  const unchanged = await client.get(`/api/v4/contacts/${contact}`);
  expect(unchanged.json).toMatchObject({ responsible_user_id: 11 });
  await client.patch("/api/v4/contacts", [{ id: contact, responsible_user_id: 13 }]);
  const changed = await client.get(`/api/v4/contacts/${contact}`);
  expect(changed.json).toMatchObject({ responsible_user_id: 13 });
});
