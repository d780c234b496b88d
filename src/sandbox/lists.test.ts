import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { type Client, idsOf, rowsOf, stagesOf, startOfDay, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let ids: readonly number[];
const base = startOfDay / 1000;

beforeAll(async () => {
  let clock: { now: number };
  ({ sandbox, client, clock } = await startSchool());
  const control = sandbox.control("school");
  ids = [0, 1, 2, 3, 4].flatMap((index) => {
    clock.now = startOfDay + index * 60_000;
    return control.addLeads([
      {
        name: `Заявка ${index}`,
        price: index * 100,
        source: "Сайт",
        fields: { CITY: `Город ${index}` },
      },
    ]);
  });
  clock.now = startOfDay + 600_000;
  control.changeLead(ids[1] ?? 0, { responsible: 12, stage: "won" });
});
afterAll(() => sandbox.close());

async function listed(query: string): Promise<readonly unknown[]> {
  const answer = await client.get(`/api/v4/leads?${query}`);
  return answer.status === 204 ? [] : idsOf(answer, "leads");
}
const at = (...indexes: readonly number[]) => indexes.map((index) => ids[index]);

test.each([
  ["ids as a list", () => `filter[id][]=${ids[0]}&filter[id][]=${ids[2]}`, [0, 2]],
  ["ids with keys", () => `filter[id][0]=${ids[3]}`, [3]],
  ["one id", () => `filter[id]=${ids[4]}`, [4]],
  ["an escaped name", () => `filter%5Bname%5D=${encodeURIComponent("Заявка 3")}`, [3]],
  ["a responsible user", () => "filter[responsible_user_id]=12", [1]],
  ["a price from and to", () => "filter[price][from]=100&filter[price][to]=300", [1, 2, 3]],
  ["an arrival", () => `filter[created_at][from]=${base + 180}`, [3, 4]],
  ["a change", () => `filter[updated_at][from]=${base + 500}`, [1]],
  ["a change up to", () => `filter[updated_at][to]=${base + 60}`, [0]],
  ["closing", () => "filter[closed_at][from]=1", [1]],
  ["text in a field", () => `query=${encodeURIComponent("город 2")}`, [2]],
  ["the latest change first", () => "order[updated_at]=desc&limit=2", [1, 4]],
  ["the latest arrival first", () => "order[id]=desc&limit=2", [4, 3]],
])("leads are found by %s", async (_, query, expected) => {
  expect(await listed(query())).toEqual(at(...expected));
});

test("a stage is found by pipeline and status together", async () => {
  const pipelines = rowsOf(await client.get("/api/v4/leads/pipelines"), "pipelines");
  const won = (pipeline: unknown) =>
    `filter[statuses][0][pipeline_id]=${pipeline}&filter[statuses][0][status_id]=142`;
  expect(await listed(won(pipelines[0]?.["id"]))).toEqual(at(1));
  expect(await listed(won(pipelines[1]?.["id"]))).toEqual([]);
  expect(await listed("filter[statuses][0][status_id]=142")).toEqual([]);
});

test("a custom field is found by its value", async () => {
  const fields = rowsOf(await client.get("/api/v4/leads/custom_fields?limit=250"), "custom_fields");
  const city = fields.find(({ code }) => code === "CITY");
  const query = `filter[custom_fields_values][${city?.["id"]}][]=${encodeURIComponent("Город 4")}`;
  expect(await listed(query)).toEqual(at(4));
});

test("pages link to their neighbours on the host that was asked", async () => {
  const pages: unknown[] = [];
  let next: string | undefined = "/api/v4/leads?limit=2";
  while (next) {
    const answer = await client.get(next);
    const { _links, _page } = answer.json as { _page: number; _links: Links };
    pages.push([_page, idsOf(answer, "leads"), Object.keys(_links)]);
    next = _links.next?.href.slice(sandbox.url.length);
  }
  expect(pages).toEqual([
    [1, at(0, 1), ["self", "next"]],
    [2, at(2, 3), ["self", "next", "first", "prev"]],
    [3, at(4), ["self", "first", "prev"]],
  ]);
});
type Links = { readonly next?: { readonly href: string } };

test("a page past the end is 204", async () => {
  expect((await client.get("/api/v4/leads?page=9")).status).toBe(204);
});

test("more than 250 a page is refused", async () => {
  const answer = await client.get("/api/v4/leads?limit=251");
  expect([answer.status, answer.json]).toMatchObject([422, { detail: "Limit 250 per page" }]);
});

test("deleted leads are only found by asking for them", async () => {
  const control = sandbox.control("school");
  const [id = 0] = control.addLeads([{ name: "В корзину" }]);
  control.changeLead(id, { deleted: true });
  expect((await client.get(`/api/v4/leads/${id}`)).status).toBe(204);
  expect(await listed("with=only_deleted")).toEqual([id]);
  control.changeLead(id, { deleted: false });
  expect((await client.get(`/api/v4/leads/${id}`)).status).toBe(200);
  control.changeLead(id, { deleted: true });
});

test("without the filter flag filters are ignored in silence", async () => {
  const control = sandbox.control("school");
  control.changeSettings({ filtersEnabled: false });
  expect(await listed(`filter[id]=${ids[0]}`)).toEqual(ids);
  control.changeSettings({ filtersEnabled: true });
});

test("events are newest first, with sortable ids and the entity in the singular", async () => {
  const answer = await client.get(
    "/api/v4/events?filter[type]=entity_responsible_changed,lead_status_changed",
  );
  const events = rowsOf(answer, "events");
  expect(events).toMatchObject([
    {
      type: "entity_responsible_changed",
      entity_id: ids[1],
      entity_type: "lead",
      created_by: 11,
      value_before: [{ responsible_user: { id: 0 } }],
      value_after: [{ responsible_user: { id: 12 } }],
    },
    { type: "lead_status_changed", value_after: [{ lead_status: { id: 142 } }] },
  ]);
  const eventIds = events.map(({ id }) => String(id));
  expect(eventIds).toEqual(eventIds.toSorted().reverse());
  for (const id of eventIds) expect(id).toMatch(/^[0-9a-z]{26}$/);
});

test("events are found by entity, by moment and by value", async () => {
  const found = async (query: string) => {
    const answer = await client.get(`/api/v4/events?${query}`);
    return answer.status === 204 ? [] : rowsOf(answer, "events").map(({ type }) => type);
  };
  expect(await found(`filter[entity]=lead&filter[entity_id][]=${ids[0]}`)).toEqual(["lead_added"]);
  expect(
    await found(`filter[created_at]=${base + 500}&filter[type][]=lead_status_changed`),
  ).toEqual(["lead_status_changed"]);
  expect(await found("filter[value_after][responsible_user_id]=12")).toEqual([
    "entity_responsible_changed",
  ]);
  expect((await client.get("/api/v4/events?limit=101")).status).toBe(422);
  expect((await client.get("/api/v4/events?filter[entity_id]=1")).status).toBe(400);
});

test("users come with totals, groups and rights", async () => {
  const answer = await client.get("/api/v4/users?with=group");
  expect(answer.json).toMatchObject({ _total_items: 5, _page_count: 1 });
  expect(rowsOf(answer, "users").slice(0, 2)).toMatchObject([
    { id: 11, rights: { is_admin: true, is_active: true, is_free: false, group_id: null } },
    { id: 12, rights: { is_admin: false }, _embedded: { groups: [{ name: "Продажи" }] } },
  ]);
});

test("pipelines hold their system stages, won and lost under the same ids everywhere", async () => {
  const pipelines = rowsOf(await client.get("/api/v4/leads/pipelines"), "pipelines");
  const stages = pipelines.map((pipeline) =>
    stagesOf(pipeline)
      .filter(({ id, type }) => type === 1 || id === 142 || id === 143)
      .map(({ name }) => name),
  );
  expect(pipelines.map(({ is_main, is_unsorted_on }) => [is_main, is_unsorted_on])).toEqual([
    [true, true],
    [false, false],
  ]);
  expect(stages).toEqual([
    ["Неразобранное", "Успешно реализовано", "Закрыто и не реализовано"],
    ["Успешно реализовано", "Закрыто и не реализовано"],
  ]);
});
