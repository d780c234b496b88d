import { afterEach, describe, expect, test } from "vitest";
import { connect, leadsOf } from "./testing/connect.ts";
import { closeScriptedCrms, type Received, type Reply } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

describe("setting who is responsible", () => {
  const written = ({ body }: Received): Reply => leadsOf(body as readonly object[]);
  const assignments = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ lead: String(index + 1), user: "504141" }));

  test("is one request for fifty leads, marked as a robot's", async () => {
    const { crm, received } = await connect({ "PATCH /leads": written });
    expect(await crm.setResponsible(assignments(50))).toHaveLength(50);
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toContainEqual({
      id: 50,
      responsible_user_id: 504_141,
      updated_by: 0,
    });
  });

  test("answers only the leads that the CRM says it wrote", async () => {
    const { crm } = await connect({ "PATCH /leads": () => leadsOf([{ id: 2 }]) });
    expect(await crm.setResponsible(assignments(3))).toEqual(["2"]);
  });

  test("of nothing asks nothing; of more than fifty is a mistake of the caller", async () => {
    const { crm, received } = await connect({ "PATCH /leads": written });
    expect(await crm.setResponsible([])).toEqual([]);
    await expect(crm.setResponsible(assignments(51))).rejects.toThrow(RangeError);
    expect(received).toEqual([]);
  });

  test("refuses ids that are none before asking, and names the leads", async () => {
    const { crm, received } = await connect({ "PATCH /leads": written });
    const mixed = [...assignments(1), { lead: "7", user: "ursula@example.com" }];
    await expect(crm.setResponsible(mixed)).rejects.toMatchObject({
      kind: "refused",
      leads: ["7"],
    });
    expect(received).toEqual([]);
  });

  test("names the leads for whose sake the CRM refused the batch", async () => {
    const errors = [{ code: "x", path: "responsible_user_id", detail: "Unknown user" }];
    const refusal = { "validation-errors": [{ request_id: "1", errors }] };
    const { crm } = await connect({ "PATCH /leads": () => ({ status: 400, json: refusal }) });
    await expect(crm.setResponsible(assignments(3))).rejects.toMatchObject({
      kind: "refused",
      leads: ["2"],
    });
  });

  test("halves a batch that takes the CRM too long, and says so when even one lead does", async () => {
    const { crm, received } = await connect({
      "PATCH /leads": (request) =>
        (request.body as object[]).length > 20 ? { status: 504 } : written(request),
    });
    expect(await crm.setResponsible(assignments(50))).toHaveLength(50);
    expect(received.map(({ body }) => (body as object[]).length)).toEqual([
      50, 25, 13, 12, 25, 13, 12,
    ]);
    const slow = await connect({ "PATCH /leads": () => ({ status: 504 }) });
    await expect(slow.crm.setResponsible(assignments(2))).rejects.toMatchObject({
      kind: "unavailable",
    });
  });

  test("whose answer was lost has its effect once, however often it is repeated", async () => {
    const responsible = new Map<number, number>();
    let lost = 1;
    const { crm } = await connect({
      "PATCH /leads": (request) => {
        const items = request.body as { id: number; responsible_user_id: number }[];
        for (const item of items) responsible.set(item.id, item.responsible_user_id);
        return lost-- > 0 ? "cut" : written(request);
      },
    });
    await expect(crm.setResponsible(assignments(2))).rejects.toMatchObject({ kind: "unavailable" });
    expect(await crm.setResponsible(assignments(2))).toEqual(["1", "2"]);
    expect([...responsible]).toEqual([
      [1, 504_141],
      [2, 504_141],
    ]);
  });
});
