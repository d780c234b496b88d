import { afterEach, describe, expect, test } from "vitest";
import { connect, json, leadsOf, pipelines, type Script } from "./testing/connect.ts";
import { phpForm } from "./testing/php-form.ts";
import { closeScriptedCrms, type Received } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

const lead = (id: number, more: object = {}) => ({
  id,
  name: `Заявка ${id}`,
  status_id: 21,
  pipeline_id: 10,
  responsible_user_id: 0,
  created_by: 0,
  created_at: 1_700_000_000,
  updated_at: 1_700_000_060,
  is_deleted: false,
  ...more,
});

/** Answers the leads that are asked for by `filter[id][]`, out of all that exist. */
const store = (leads: readonly ReturnType<typeof lead>[]) => (request: Received) => {
  const ids = new Set(request.query.getAll("filter[id][]"));
  return leadsOf(leads.filter(({ id }) => ids.has(String(id))));
};

describe("leads", () => {
  test("are read with their names and facts", async () => {
    const { crm } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": store([
        lead(1, { price: 300, responsible_user_id: 9 }),
        lead(2, { status_id: 143 }),
      ]),
    });
    expect(await crm.leads(["1", "2", "3"])).toMatchObject([
      {
        id: "1",
        name: "Заявка 1",
        responsible: "9",
        createdAt: 1_700_000_000_000,
        updatedAt: 1_700_000_060_000,
        closed: false,
        deleted: false,
        facts: { stage: ["Новая", "21"], price: 300, channel: "other" },
      },
      { id: "2", responsible: null, closed: true, facts: { stage: ["Закрыто", "143"] } },
    ]);
  });

  test("tell who changed them last, where the CRM says it", async () => {
    const changed = [lead(1), lead(2, { updated_by: 9 }), lead(3, { updated_by: 0 })];
    const { crm } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": store(changed),
    });
    const read = await crm.leads(["1", "2", "3"]);
    expect(read.map(({ updatedBy }) => updatedBy)).toEqual([undefined, "9", null]);
  });

  test("any number takes one request for 250; what is no id is not asked for", async () => {
    const all = Array.from({ length: 600 }, (_, index) => lead(index + 1));
    const { crm, asked } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": store(all),
    });
    const ids = all.map(({ id }) => String(id));
    expect(await crm.leads([...ids, ...ids, "x", "0", ""])).toHaveLength(600);
    expect(asked()).toEqual(["GET /leads", "GET /leads/pipelines", "GET /leads", "GET /leads"]);
    expect(await crm.leads([])).toEqual([]);
  });

  test("pipelines are asked for again only for a stage that is new to us", async () => {
    const { crm, asked } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": store([lead(1), lead(2, { status_id: 99 })]),
    });
    await crm.leads(["1"]);
    await crm.leads(["1"]);
    const [strange] = await crm.leads(["2"]);
    await crm.leads(["2"]);
    expect(strange?.facts["stage"]).toEqual(["99"]);
    expect(asked().filter((request) => request === "GET /leads/pipelines")).toHaveLength(2);
  });

  test("where the account ignores the filter they are read one by one", async () => {
    const { crm } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": () => leadsOf([lead(7), lead(8)]),
      "GET /leads/1": json(lead(1)),
      "GET /leads/2": () => ({ status: 204 }),
    });
    expect((await crm.leads(["1", "2"])).map(({ id }) => id)).toEqual(["1"]);
  });

  test("a batch that takes the CRM too long is halved", async () => {
    const all = [lead(1), lead(2), lead(3), lead(4), lead(5)];
    const { crm } = await connect({
      "GET /leads/pipelines": json(pipelines),
      "GET /leads": (request) =>
        request.query.getAll("filter[id][]").length > 2 ? { status: 504 } : store(all)(request),
    });
    const found = await crm.leads(["1", "2", "3", "4", "5"]);
    expect(found.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("how a lead came", () => {
  const unsorted = {
    _embedded: {
      unsorted: [
        {
          uid: "a",
          category: "sip",
          source_name: "UIS",
          _embedded: { leads: [{ id: 1 }], contacts: [{ id: 77 }], companies: [] },
        },
        {
          uid: "b",
          category: "forms",
          source_name: "",
          metadata: { form_name: "Заявка" },
          _embedded: { leads: [{ id: 2 }] },
        },
      ],
    },
  };
  const script: Script = {
    "GET /leads/pipelines": json(pipelines),
    "GET /leads": store([lead(1, { status_id: 20 }), lead(2, { status_id: 20 }), lead(3)]),
    "GET /leads/unsorted": json(unsorted),
  };

  test("is asked of the inbox once a batch", async () => {
    const { crm, asked } = await connect(script);
    const [first, second, third] = await crm.leads(["1", "2", "3"]);
    expect(first?.facts).toMatchObject({ channel: "call", source: "UIS", contact: "77" });
    expect(second?.facts).toMatchObject({ channel: "written", form: "Заявка", created_by: "form" });
    expect(third?.facts).toMatchObject({ channel: "other", created_by: "robot" });
    expect(asked().filter((request) => request === "GET /leads/unsorted")).toHaveLength(1);
  });

  test("is not asked for leads outside the inbox", async () => {
    const { crm, asked } = await connect(script);
    await crm.leads(["3"]);
    expect(asked()).not.toContain("GET /leads/unsorted");
  });

  test("is not asked where a webhook has just told it", async () => {
    const { crm, asked } = await connect(script);
    const item = { lead_id: "1", category: "chats", source_name: "Telegram" };
    crm.parseWebhook(phpForm({ unsorted: { add: [item] } }));
    const [first] = await crm.leads(["1"]);
    expect(first?.facts).toMatchObject({ channel: "written", source: "Telegram" });
    expect(asked()).not.toContain("GET /leads/unsorted");
  });

  test("a call note makes it a call, unless it is known to have come otherwise", async () => {
    const { crm } = await connect(script);
    const noteOn = (element_id: string) => ({ note: { note_type: "10", element_id } });
    crm.parseWebhook(phpForm({ unsorted: { add: [{ lead_id: "2", category: "forms" }] } }));
    crm.parseWebhook(phpForm({ leads: { note: [noteOn("3"), noteOn("2")] } }));
    const found = await crm.leads(["2", "3"]);
    expect(found.map(({ facts }) => facts["channel"])).toEqual(["written", "call"]);
  });
});
