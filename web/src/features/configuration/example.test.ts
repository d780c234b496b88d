import { expect, test } from "vitest";
import { exampleOf } from "./example.ts";

test.each(["ru", "en"] as const)("the example in %s has no tabs and ends with a line", (lang) => {
  expect(exampleOf(lang)).not.toContain("\t");
  expect(exampleOf(lang)).toMatch(/\n$/);
});
