import { expect, test } from "vitest";
import { amocrm } from "./adapter.ts";

test("an address that was not checked is refused before anything is sent", () => {
  expect(() => amocrm({ address: "http://10.0.0.1", token: "x" })).toThrow(/amocrm\.ru/);
});
