import { expect, test } from "vitest";
import { hookAddressOf } from "./hook-address.ts";

const local = () => "http://127.0.0.1:8080";
const remote = "https://cosmetics.amocrm.ru";
const sandbox = "http://127.0.0.1:8081";
const here = "http://127.0.0.1:8080/hooks/amo/shop%20one/secret";
const there = "https://smena.example.com/hooks/amo/shop%20one/secret";

test.each([
  [sandbox, null, here],
  [sandbox, "https://smena.example.com", there],
  ["http://cosmetics.amocrm.localhost:8081", null, here],
  [remote, "https://smena.example.com", there],
  [remote, null, null],
  [remote, "http://localhost:8080", null],
  ["https://127.0.0.1.example.com", null, null],
])("the CRM at %s is given, with the public address %s, %s", (crmAddress, publicUrl, expected) => {
  const account = { id: "shop one", hookSecret: "secret", crmAddress };
  expect(hookAddressOf({ publicUrl, local })(account)).toBe(expected);
});
