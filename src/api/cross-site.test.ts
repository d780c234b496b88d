import { expect, test } from "vitest";
import { isCrossSite } from "./cross-site.ts";

const ask = (method: string, headers: Record<string, string>, publicUrl: string | null = null) =>
  isCrossSite({ method, header: (name) => headers[name], publicUrl });
const host = "smena.example.com";

test.each([
  ["a browser's own page", { sent: "POST", "sec-fetch-site": "same-origin" }, false],
  ["an address typed by hand", { sent: "POST", "sec-fetch-site": "none" }, false],
  ["another site", { sent: "POST", "sec-fetch-site": "cross-site" }, true],
  ["a neighbour on the same domain", { sent: "DELETE", "sec-fetch-site": "same-site" }, true],
  ["another site that only reads", { sent: "GET", "sec-fetch-site": "cross-site" }, false],
  ["an older browser's own page", { sent: "PUT", origin: `https://${host}` }, false],
  ["another origin in an older browser", { sent: "PUT", origin: "https://evil.example" }, true],
  ["a sandboxed frame", { sent: "POST", origin: "null" }, true],
  ["a program", { sent: "POST" }, false],
])("%s: %o", (_, { sent, ...headers }, crossSite) => {
  expect(ask(sent, { host, ...headers })).toBe(crossSite);
});

test("a proxy that rewrites Host is known by the public address", () => {
  const headers = { host: "127.0.0.1:8080", origin: `https://${host}` };
  expect(ask("POST", headers)).toBe(true);
  expect(ask("POST", headers, `https://${host}`)).toBe(false);
});
