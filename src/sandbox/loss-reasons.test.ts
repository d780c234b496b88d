import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { type Client, rowsOf, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let client: Client;
let lead: number;

beforeAll(async () => {
  ({ sandbox, client } = await startSchool());
  [lead = 0] = sandbox.control("school").addLeads([{ name: "Заявка" }]);
});
afterAll(() => sandbox.close());

const read = async () => rowsOf(await client.get("/api/v4/leads?with=loss_reason"), "leads")[0];

test("a lead that is lost says why, by number and in words where that is asked for", async () => {
  expect(await read()).toMatchObject({ loss_reason_id: null, _embedded: { loss_reason: [] } });
  sandbox.control("school").changeLead(lead, { stage: "lost", lossReason: "Дорого" });
  const reasons = rowsOf(await client.get("/api/v4/leads/loss_reasons"), "loss_reasons");
  const dear = reasons.find(({ name }) => name === "Дорого");
  expect(await read()).toMatchObject({
    status_id: 143,
    loss_reason_id: dear?.["id"],
    _embedded: { loss_reason: [{ id: dear?.["id"], name: "Дорого" }] },
  });
});

test("a reason that the account does not have is refused", async () => {
  const answer = await client.patch("/api/v4/leads", [{ id: lead, loss_reason_id: 1 }]);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("loss_reason_id");
  expect(() => sandbox.control("school").changeLead(lead, { lossReason: "Не судьба" })).toThrow(
    "there are «Пропала потребность»",
  );
});
