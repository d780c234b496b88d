import { expect, test } from "vitest";
import { linesOf } from "./difference-lines.ts";

test("a unified difference is read without its file header", () => {
  const difference = "--- active\n+++ new\n@@ -1,2 +1,2 @@\n version: 1\n-a: 1\n+a: 2\n";
  expect(linesOf(difference)).toEqual([
    { kind: "place", text: "@@ -1,2 +1,2 @@" },
    { kind: "same", text: "version: 1" },
    { kind: "removed", text: "a: 1" },
    { kind: "added", text: "a: 2" },
  ]);
});

test("equal texts have no lines", () => {
  expect(linesOf("")).toEqual([]);
});
