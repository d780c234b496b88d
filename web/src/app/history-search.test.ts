import { expect, test } from "vitest";
import { filterOf, isNarrowed } from "#web/features/history/period.ts";
import { historySearch } from "./history-search.ts";

test("what does not belong into an address is left out", () => {
  expect(
    historySearch({ kind: "stolen", from: "yesterday", before: -3, manager: "", other: 1 }),
  ).toEqual({});
});

test("a lead's number stays text, a page becomes a number", () => {
  expect(historySearch({ lead: "1001", before: "42" })).toEqual({ lead: "1001", before: 42 });
});

test("a period includes its last day", () => {
  const { from, to } = filterOf({ from: "2026-11-24", to: "2026-11-24" });
  expect(from).toBe(new Date(2026, 10, 24).getTime());
  expect(to).toBe(new Date(2026, 10, 25).getTime());
});

test("a page alone narrows nothing", () => {
  expect(isNarrowed({ before: 7 })).toBe(false);
  expect(isNarrowed({ before: 7, kind: "waiting" })).toBe(true);
});
