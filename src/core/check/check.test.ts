import { expect, test } from "vitest";
import { findings } from "#test/support/checked-world.ts";

test("a hundred rules with windows and three conditions each are checked within seconds", () => {
  const rules = Array.from({ length: 100 }, (_, place) => ({
    if: {
      channel: ["call", "written"][place % 2],
      source: { not: `site ${place}` },
      price: { gte: place * 100, lt: place * 100 + 150 },
      tags: [`tag ${place % 7}`, `tag ${place % 11}`],
    },
    when: { days: "mon-fri", time: `${String(place % 12).padStart(2, "0")}:00-20:00` },
  }));
  const began = performance.now();
  const found = findings({ rules: [...rules, {}, {}] });
  const took = performance.now() - began;
  expect(found.map(({ rule }) => rule)).toEqual(["R102"]);
  // Ten times what it takes alone on the machine.
  expect(took).toBeLessThan(10_000);
});
