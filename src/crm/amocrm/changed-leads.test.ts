import { afterEach, describe, expect, test } from "vitest";
import { connect, leadsOf, next } from "./testing/connect.ts";
import { closeScriptedCrms, type Received } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

describe("the sweep", () => {
  const rows = (from: number, count: number, second: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => ({
      id: from + index,
      pipeline_id: 10,
      status_id: 21,
      created_at: 1,
      updated_at: second(index),
    }));

  /** Lists like the CRM: filtered, oldest change first, in pages. */
  const changed = (all: readonly { id: number; updated_at: number }[]) => (request: Received) => {
    const from = Number(request.query.get("filter[updated_at][from]"));
    const page = Number(request.query.get("page"));
    const found = all.filter((row) => row.updated_at >= from);
    const shown = found.slice((page - 1) * 250, page * 250);
    return leadsOf(shown, page * 250 < found.length ? next : {});
  };

  test("walks by time, so that nothing is missed or told twice", async () => {
    const all = rows(1, 700, (index) => 1_000 + Math.floor(index / 3));
    const { crm, received } = await connect({ "GET /leads": changed(all) });
    const ids = await crm.leadIdsChangedSince(1_010_500);
    expect(ids).toEqual(all.filter((row) => row.updated_at >= 1_010).map(({ id }) => String(id)));
    expect(received[0]?.query.get("order[updated_at]")).toBe("asc");
    expect(received).toHaveLength(3);
  });

  test("gets past a second that holds more than a page", async () => {
    const all = [...rows(1, 600, () => 1_000), ...rows(601, 300, () => 1_001)];
    const { crm } = await connect({ "GET /leads": changed(all) });
    expect(await crm.leadIdsChangedSince(1_000_000)).toHaveLength(900);
  });

  test("looks at every page where the account ignores the filter", async () => {
    const all = rows(1, 1_500, (index) => 1_000 + index);
    const { crm, received } = await connect({
      "GET /leads": (request) => {
        request.query.set("filter[updated_at][from]", "0");
        return changed(all)(request);
      },
    });
    expect(await crm.leadIdsChangedSince(1_600_000)).toHaveLength(900);
    expect(received).toHaveLength(6);
  });

  test("finds nothing where nothing changed", async () => {
    const { crm } = await connect({ "GET /leads": changed([]) });
    expect(await crm.leadIdsChangedSince(0)).toEqual([]);
  });
});
