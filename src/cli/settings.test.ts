import { expect, test } from "vitest";
import { Refusal } from "./refusal.ts";
import { readSettings } from "./settings.ts";

const refusal = (environment: Record<string, string>, options = {}) => {
  try {
    readSettings(environment, options);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return "accepted";
};

test("an empty environment gives the documented defaults", () => {
  expect(readSettings({ SMENA_URL: "", PORT: " " })).toEqual({
    port: 8080,
    sandboxPort: 8081,
    data: "./data",
    publicUrl: null,
    databaseUrl: null,
    key: null,
    logLevel: null,
  });
});

test("the command line goes before the environment", () => {
  const settings = readSettings({ PORT: "9000", SMENA_DATA: "/a" }, { port: "0", data: "/b" });
  expect(settings).toMatchObject({ port: 0, data: "/b" });
});

test("a trailing slash of the public address means nothing", () => {
  expect(readSettings({ SMENA_URL: "https://smena.example.com/" }).publicUrl).toBe(
    "https://smena.example.com",
  );
});

test.each([
  [{ PORT: "http" }, {}, 'PORT must be a whole number from 0 to 65535, but is "http".'],
  [{ PORT: "70000" }, {}, 'PORT must not be above 65535, but is "70000".'],
  [{}, { port: "8080.5" }, '--port must be a whole number from 0 to 65535, but is "8080.5".'],
  [{ LOG_LEVEL: "loud" }, {}, /^LOG_LEVEL must be one of fatal, error, .*, but is "loud"\.$/],
  [{ SMENA_URL: "smena" }, {}, /^SMENA_URL must be the service's public address/],
  [{ DATABASE_URL: "mysql://root:secret@db" }, {}, /^DATABASE_URL must begin with postgres:\/\//],
])("%o %o is refused by name", (environment, options, message) => {
  expect(refusal(environment, options)).toMatch(message);
});

test("a refused database address is not repeated, since it may hold a password", () => {
  expect(refusal({ DATABASE_URL: "mysql://root:secret@db" })).not.toContain("secret");
});
