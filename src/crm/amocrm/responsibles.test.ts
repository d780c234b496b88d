import { afterEach, describe, expect, test } from "vitest";
import { connect, json } from "./testing/connect.ts";
import { closeScriptedCrms, type Received, type Reply } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

const owned = (id: number, user: number) => ({ id, name: `N ${id}`, responsible_user_id: user });

/** Answers those that are asked for by `filter[id][]`; none is the CRM's 204. */
const store =
  (kind: string, all: readonly ReturnType<typeof owned>[]) =>
  (request: Received): Reply => {
    const ids = new Set(request.query.getAll("filter[id][]"));
    const found = all.filter(({ id }) => ids.has(String(id)));
    return found.length === 0 ? { status: 204 } : { json: { _embedded: { [kind]: found } } };
  };

describe("responsible users", () => {
  test("of contacts and of companies are read by id; nobody is no key", async () => {
    const { crm } = await connect({
      "GET /contacts": store("contacts", [owned(1, 11), owned(2, 0)]),
      "GET /companies": store("companies", [owned(1, 12)]),
    });
    expect(await crm.responsibles("contact", ["1", "2", "3"])).toEqual(new Map([["1", "11"]]));
    expect(await crm.responsibles("company", ["1"])).toEqual(new Map([["1", "12"]]));
    expect(await crm.responsibles("company", ["2"])).toEqual(new Map());
  });

  test("any number takes one request for 250; what is no id is not asked for", async () => {
    const all = Array.from({ length: 600 }, (_, index) => owned(index + 1, 11));
    const { crm, asked } = await connect({ "GET /contacts": store("contacts", all) });
    const ids = all.map(({ id }) => String(id));
    expect(await crm.responsibles("contact", [...ids, ...ids, "x", "0", ""])).toHaveLength(600);
    expect(asked()).toEqual(["GET /contacts", "GET /contacts", "GET /contacts"]);
    expect(await crm.responsibles("contact", ["x"])).toEqual(new Map());
  });

  test("are read one by one where the CRM ignores the filter", async () => {
    const { crm } = await connect({
      "GET /contacts": json({ _embedded: { contacts: [owned(5, 12), owned(6, 12)] } }),
      "GET /contacts/1": json(owned(1, 11)),
      "GET /contacts/2": () => ({ status: 204 }),
    });
    expect(await crm.responsibles("contact", ["1", "2"])).toEqual(new Map([["1", "11"]]));
  });
});
