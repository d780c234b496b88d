import { afterEach, expect, test } from "vitest";
import { connect, leadsOf, next } from "./testing/connect.ts";
import { closeScriptedCrms, type Received } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

interface Row {
  readonly id: number;
  readonly pipeline_id: number;
  readonly status_id: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Two of three leads stand in the stage; four are created in a second. */
const all: readonly Row[] = Array.from({ length: 900 }, (_, index) => ({
  id: 1 + index,
  pipeline_id: 10,
  status_id: index % 3 === 0 ? 22 : 21,
  created_at: 1_000 + Math.floor(index / 4),
  updated_at: 5_000,
}));

const isInStage = (query: URLSearchParams) => (row: Row) =>
  query.get("filter[statuses][0][pipeline_id]") === String(row.pipeline_id) &&
  query.get("filter[statuses][0][status_id]") === String(row.status_id);

/** Lists like the CRM: oldest first, in pages; a lead that has left the stage is not in later ones. */
function listing(rows: () => readonly Row[], filters = true) {
  return ({ query }: Received) => {
    const from = Number(query.get("filter[created_at][from]"));
    const page = Number(query.get("page"));
    const found = rows().filter(
      (row) => !filters || (isInStage(query)(row) && row.created_at >= from),
    );
    const shown = found.slice((page - 1) * 250, page * 250);
    return leadsOf(shown, page * 250 < found.length ? next : {});
  };
}

const idsOf = (rows: readonly Row[]) =>
  rows.filter(({ status_id }) => status_id === 21).map(({ id }) => String(id));

test("a stage's leads are found, the oldest first, in as few requests as pages allow", async () => {
  const { crm, received } = await connect({ "GET /leads": listing(() => all) });
  expect(await crm.leadIdsInStage("10", "21")).toEqual(idsOf(all));
  expect(received[0]?.query.get("order[created_at]")).toBe("asc");
  expect(received).toHaveLength(3);
});

test("none is passed over while others leave the stage between two pages", async () => {
  let rows = all;
  const { crm } = await connect({
    "GET /leads": (request) => {
      const page = listing(() => rows)(request);
      // What was just listed is worked on meanwhile, and goes to another stage.
      rows = rows.map((row, index) => (index < 300 ? { ...row, status_id: 30 } : row));
      return page;
    },
  });
  const found = await crm.leadIdsInStage("10", "21");
  expect(idsOf(all.slice(300)).filter((id) => !found.includes(id))).toEqual([]);
});

test("an account that ignores filters is walked through, and only its stage's leads are kept", async () => {
  const { crm } = await connect({ "GET /leads": listing(() => all, false) });
  expect(await crm.leadIdsInStage("10", "21")).toEqual(idsOf(all));
});

test("what is no stage of this CRM has no leads, and nothing is asked", async () => {
  const { crm, received } = await connect({ "GET /leads": listing(() => all) });
  expect(await crm.leadIdsInStage("Продажи", "21")).toEqual([]);
  expect(received).toHaveLength(0);
});
