import { expect, test } from "vitest";
import { isUnderway, mayUndo, progressOf, type Run } from "./run-words.ts";

const run = (more: Partial<Run>): Run => ({
  id: 1,
  at: 0,
  by: "olga",
  why: "",
  total: 5,
  done: 5,
  moved: 5,
  stays: 0,
  undone: 0,
  state: "done",
  undoUntil: 900,
  ...more,
});

test("a finished move can be undone until its time is over", () => {
  expect([0, 899, 900].map((now) => mayUndo(run({}), now))).toEqual([true, true, false]);
});

test.each(["running", "undoing", "undone", "failed"] as const)(
  "a move that is %s cannot be undone",
  (state) => {
    expect(mayUndo(run({ state }), 0)).toBe(false);
  },
);

test("a move is underway both ways", () => {
  const states = ["running", "done", "undoing", "undone", "failed"] as const;
  expect(states.filter((state) => isUnderway(run({ state })))).toEqual(["running", "undoing"]);
});

test("the way there is counted in leads looked at, the way back in leads given back", () => {
  expect(progressOf(run({ state: "running", done: 2 }))).toEqual({ done: 2, total: 5 });
  expect(progressOf(run({ state: "undoing", moved: 4, undone: 1 }))).toEqual({ done: 1, total: 4 });
});
