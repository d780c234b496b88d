import { expect, test } from "vitest";
import { readConfiguration } from "#document/read.ts";
import { exampleOf } from "./example.ts";

test.each(["ru", "en"] as const)(
  "the example in %s is a whole configuration without issues",
  (lang) => {
    expect(readConfiguration(exampleOf(lang))).toMatchObject({ ok: true });
  },
);
