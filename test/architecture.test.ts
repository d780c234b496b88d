import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { expect, test } from "vitest";

/** The map of the codebase. A layer may import itself, and exactly what its row lists. */
const mayImport: Record<string, readonly string[]> = {
  "src/core": ["temporal-polyfill", "zod", "re2js"],
  "src/document": ["#core", "yaml"],
  "src/store": ["#core", "kysely", "pg", "@electric-sql/pglite", "node:"],
  "src/flow": ["#core", "#store", "#crm/port.ts", "#notify/port.ts", "node:crypto"],
  "src/crm": ["#core", "zod", "node:"],
  "src/notify": ["#core", "nodemailer", "node:"],
  "src/sandbox": ["hono", "@hono/node-server", "zod", "node:"],
  "src/api/contract": ["#core", "zod"],
  "src/api": [
    "#core",
    "#document",
    "#store",
    "#flow",
    "#crm",
    "hono",
    "@hono/node-server",
    "@hono/zod-openapi",
    "zod",
    "node:",
  ],
  "src/sim": ["#core", "#document/csv-rows.ts", "#document/lines.ts"],
  "src/demo": ["#core", "#document", "#sandbox", "node:"],
  "src/cli": [
    "#core",
    "#document",
    "#store",
    "#flow",
    "#crm",
    "#notify",
    "#sandbox",
    "#api",
    "#sim",
    "#demo",
    "commander",
    "zod",
    "hono",
    "@hono/node-server",
    "pino",
    "@prometheus-io/client",
    "zod",
    "node:",
  ],
  "src/main.ts": ["#core", "#cli", "node:"],
  web: [
    "#api/contract",
    "#core",
    "react",
    "react-dom",
    "@mantine",
    "@tanstack",
    "@fontsource-variable",
    "i18next",
    "react-i18next",
    "vite",
    "@vitejs",
    "node:",
  ],
};

const bannedInCore = [/\bDate\b/, /Math\.random/, /\bprocess\b/, /\bconsole\b/, /\bawait\b/];
const specifier = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)["']([^"']+)["']/g;
const innermostFirst = Object.keys(mayImport).sort((a, b) => b.length - a.length);

const files = (await Array.fromAsync(glob(["src/**/*.ts", "web/**/*.{ts,tsx}"])))
  .filter((path) => !path.startsWith("web/dist/") && !path.endsWith(".test.ts"))
  .map((path) => ({
    path,
    layer:
      innermostFirst.find((layer) => path === layer || path.startsWith(`${layer}/`)) ?? "unmapped",
    text: readFileSync(path, "utf8"),
  }));

test("the map covers every file and every layer has files", () => {
  expect([...new Set(files.map((file) => file.layer))].sort()).toEqual(
    Object.keys(mayImport).sort(),
  );
});

test.each(files)("$path imports only what its layer may", ({ layer, text }) => {
  const allowed = [`#${layer.replace(/^src\//, "")}`, ...(mayImport[layer] ?? [])];
  const strays = [...text.matchAll(specifier)]
    .map((match) => match[1] ?? "")
    .filter((name) => !name.startsWith("./"))
    .filter(
      (name) =>
        !allowed.some((ok) => name === ok || name.startsWith(ok.endsWith(":") ? ok : `${ok}/`)),
    );
  expect(strays).toEqual([]);
});

test.each(files.filter((file) => file.layer === "src/core"))("$path is pure", ({ text }) => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  expect(bannedInCore.filter((word) => word.test(code)).map(String)).toEqual([]);
});
