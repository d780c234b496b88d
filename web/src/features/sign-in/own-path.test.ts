import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each([
  ["/a/1/history?kind=waiting", "/a/1/history?kind=waiting"],
  [undefined, "/"],
  ["https://elsewhere.example", "/"],
  ["//elsewhere.example", "/"],
  ["/\\elsewhere.example", "/"],
  ["javascript:alert(1)", "/"],
])("after signing in with next=%s one is at %s", (next, path) => {
  expect(ownPath(next)).toBe(path);
});
