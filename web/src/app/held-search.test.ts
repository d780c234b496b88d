import { expect, test } from "vitest";
import { heldSearch } from "./held-search.ts";

test("an address is read back as it was written", () => {
  const search = {
    manager: "Анна",
    rule: "calls",
    stage: "Новая",
    untouched: "true",
    offset: "50",
  };
  expect(heldSearch(search)).toEqual({ ...search, untouched: true, offset: 50 });
});

test("what does not belong into the address is left out", () => {
  expect(heldSearch({ manager: "", untouched: "no", offset: "-5", page: "2" })).toEqual({});
});
