import { afterEach, expect, test } from "vitest";
import { connect, json, leadsOf, next, pipelines } from "./testing/connect.ts";
import { closeScriptedCrms } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

const row = (id: number, second: number, more: object = {}) => ({
  id,
  name: `Lead ${id}`,
  price: 1_000,
  responsible_user_id: 11,
  pipeline_id: 10,
  status_id: 142,
  created_at: second,
  updated_at: second + 50,
  closed_at: second + 50,
  ...more,
});

test("a page of the past, with what became of it", async () => {
  const lost = {
    status_id: 143,
    loss_reason_id: 7,
    _embedded: { loss_reason: [{ id: 7, name: "Спам" }] },
  };
  const { crm, received } = await connect({
    "GET /leads/pipelines": json(pipelines),
    "GET /leads": () => leadsOf([row(1, 1_000), row(2, 1_001, lost)], next),
  });
  const page = await crm.leadsCreated({ from: 1_000_000, to: 2_000_000, page: 3 });
  expect(page.more).toBe(true);
  expect(page.leads).toMatchObject([
    { id: "1", responsible: "11", createdAt: 1_000_000, end: { won: true, at: 1_050_000 } },
    { id: "2", end: { won: false, at: 1_051_000, reasons: ["Спам", "7"] } },
  ]);
  const query = received.find(({ path }) => path.endsWith("/leads"))?.query;
  expect(query?.get("filter[created_at][from]")).toBe("1000");
  expect(query?.get("filter[created_at][to]")).toBe("1999");
  expect(query?.get("page")).toBe("3");
  expect(query?.get("with")).toContain("loss_reason");
});

test("what lies outside the stretch is left out where the account ignores the filter", async () => {
  const { crm } = await connect({
    "GET /leads/pipelines": json(pipelines),
    "GET /leads": () =>
      leadsOf([row(1, 999), row(2, 1_000), row(3, 2_000), row(4, 1_500, { is_deleted: true })], {}),
  });
  const { leads, more } = await crm.leadsCreated({ from: 1_000_000, to: 2_000_000, page: 1 });
  expect(leads.map(({ id }) => id)).toEqual(["2"]);
  expect(more).toBe(false);
});
