import { expect, test } from "vitest";
import { checkAddress } from "./address.ts";

test.each([
  ["https://example.amocrm.ru", "https://example.amocrm.ru"],
  ["https://example.amocrm.com/", "https://example.amocrm.com"],
  ["https://my-shop.kommo.com", "https://my-shop.kommo.com"],
  [" Example.amoCRM.ru ", "https://example.amocrm.ru"],
  ["https://example.amocrm.ru/leads/list/?skip_filter=Y", "https://example.amocrm.ru"],
  ["https://example.amocrm.ru:443", "https://example.amocrm.ru"],
  ["http://127.0.0.1:8081", "http://127.0.0.1:8081"],
  ["http://localhost:8081/", "http://localhost:8081"],
  ["http://[::1]:8081", "http://[::1]:8081"],
  ["http://demo.amocrm.localhost:8081", "http://demo.amocrm.localhost:8081"],
])("«%s» is an account's address", (typed, address) => {
  expect(checkAddress(typed)).toEqual({ kind: "accepted", address });
});

test.each([
  "",
  "not an address",
  "http://example.amocrm.ru",
  "https://amocrm.ru",
  "https://www.amocrm.ru",
  "https://example.amocrm.ru.evil.example",
  "https://evil.example/example.amocrm.ru",
  "https://evil.example#.amocrm.ru",
  "https://a.b.amocrm.ru",
  "https://-.amocrm.ru",
  "https://user:password@example.amocrm.ru",
  "https://example.amocrm.ru@evil.example",
  "https://example.amocrm.ru:8443",
  "https://127.0.0.1",
  "http://10.0.0.1",
  "http://169.254.169.254/latest/meta-data",
  "http://0.0.0.0:8081",
  "http://[::ffff:10.0.0.1]",
  "http://localhost.evil.example",
  "file:///etc/passwd",
  "ftp://example.amocrm.ru",
  "javascript:alert(1)",
])("«%s» is refused with a message that says what to enter", (typed) => {
  expect(checkAddress(typed)).toMatchObject({
    kind: "refused",
    message: expect.stringContaining("https://example.amocrm.ru"),
  });
});
