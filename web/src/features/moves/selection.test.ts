import { expect, test } from "vitest";
import { isSaid, namedMax, namedSelection, wholeOf } from "./selection.ts";

test("everything of a manager, or of his in a stage, is one selection", () => {
  expect(wholeOf({ manager: "anna", offset: 50 })).toEqual({ kind: "manager", manager: "anna" });
  expect(wholeOf({ manager: "anna", stage: "Думает" })).toEqual({
    kind: "manager",
    manager: "anna",
    stages: ["Думает"],
  });
});

test("rule, stage and untouched are one selection without a manager", () => {
  expect(wholeOf({ rule: "calls", stage: "Новая", untouched: true })).toEqual({
    kind: "filter",
    rule: "calls",
    stage: "Новая",
    untouched: true,
  });
});

test("what the service cannot select at once is not widened", () => {
  expect(wholeOf({ manager: "anna", rule: "calls" })).toBeNull();
  expect(wholeOf({ manager: "anna", untouched: true })).toBeNull();
});

test("an order is said only when it names whom it gives to, or by which rule", () => {
  expect(isSaid({ kind: "rules" })).toBe(true);
  expect(isSaid({ kind: "give", to: "" })).toBe(false);
  expect(isSaid({ kind: "give", to: "anna" })).toBe(true);
  expect(isSaid({ kind: "rule", rule: "" })).toBe(false);
  expect(isSaid({ kind: "rule", rule: "calls" })).toBe(true);
});

test("an order names no more leads than one may", () => {
  const leads = new Set(Array.from({ length: namedMax + 5 }, (_, index) => `lead-${index}`));
  const selection = namedSelection(leads);
  expect(selection.kind === "leads" && selection.leads.length).toBe(namedMax);
});
