import { expect, test } from "vitest";
import { withScheme } from "./with-scheme.ts";

test.each([
  [" example.amocrm.ru ", "https://example.amocrm.ru"],
  ["https://example.kommo.com", "https://example.kommo.com"],
  ["http://127.0.0.1:8081", "http://127.0.0.1:8081"],
])("the address «%s» is %s", (typed, address) => {
  expect(withScheme(typed)).toBe(address);
});
