import { expect, test } from "vitest";
import { findings } from "#test/support/checked-world.ts";

/** Conditions of two rules, and whether the second is never reached. */
test.each<[object, object, boolean]>([
  [{}, { channel: "call" }, true],
  [{ channel: "call" }, {}, false],
  [{ channel: ["call", "written"] }, { channel: "call" }, true],
  [{ channel: { not: "other" } }, { channel: "call", tags: "vip" }, true],
  [{ any: [{ channel: "call" }, { tags: "vip" }] }, { tags: "vip" }, true],
  [{ none: [{ channel: "call" }] }, { channel: "written" }, true],
  [{ none: [{ channel: "call" }] }, { tags: "vip" }, false],
  [{ price: { gte: 1000 } }, { price: { gt: 2000 } }, true],
  [{ price: { gt: 1000 } }, { price: { between: [1000, 2000] } }, false],
  [{ price: { between: [1000, 5000] } }, { price: { gte: 1000, lt: 2000 } }, true],
  [{ price: { not: 100 } }, { price: { empty: true } }, true],
  [{ source: { empty: false } }, { source: { contains: "shop" } }, true],
  [{ source: { contains: "shop" } }, { source: { starts: "shopping" } }, true],
  [{ source: { starts: "shop" } }, { source: { contains: "shop" } }, false],
  [{ source: { matches: "^v[ai]p" } }, { source: { matches: "^v[ai]p" }, channel: "call" }, true],
  [{ source: { matches: "^v[ai]p" } }, { source: { matches: "^vip" } }, false],
  [{ source: { matches: "^v[ai]p" } }, { source: ["vip", "vap 1"] }, true],
  [{ tags: "vip" }, { tags: { contains: "vi" } }, false],
  [{ tags: { not: "vip" } }, { tags: "old" }, false],
  [{ source: { not: "site" } }, { source: "shop" }, true],
  [{ client_time: { between: ["22:00", "06:00"] } }, { client_time: { gte: "23:00" } }, true],
  [{ client_time: { between: ["22:00", "06:00"] } }, { client_time: { lt: "07:00" } }, false],
  [{ "field.7": 5 }, { "field.7": "5" }, true],
  [{ "field.7": "5" }, { "field.7": 5 }, false],
  [{ repeat: [true, false] }, { repeat: { empty: false } }, true],
])("%j before %j: %j", (first, second, expected) => {
  const found = findings({ rules: [{ if: first }, { if: second }] });
  const unreachable = found.filter(({ code }) => code === "unreachable_rule");
  expect(unreachable.map(({ rule }) => rule)).toEqual(expected ? ["R2"] : []);
});

test("several earlier rules together, each at its hours", () => {
  const rules = [
    { if: { price: { lt: 1000 } } },
    { if: { price: { gte: 1000 } }, when: { days: "mon-fri" } },
    { if: { price: { gte: 500 } }, when: { days: "mon,wed", time: "10:00-12:00" } },
    {},
  ];
  expect(findings({ rules })).toMatchObject([
    {
      rule: "R3",
      from: "2026-03-02T10:00:00+03:00",
      to: "2026-03-02T12:00:00+03:00",
      message: "The rule “R3” never takes a lead: “R1” and “R2” take all of them first.",
    },
  ]);
  const ru = findings({ rules }, { language: "ru" }).map(({ message }) => message);
  expect(ru).toEqual([
    "Шаблон «R3» никогда не сработает: все его сделки раньше забирают «R1» и «R2».",
  ]);
});

test("one hour outside the earlier windows is enough to be reached", () => {
  const rules = [{ when: { days: "mon-fri" } }, { when: { days: "mon-sat" } }, {}];
  expect(findings({ rules })).toEqual([]);
});

test("a rule that passes leads on is in nobody's way", () => {
  for (const otherwise of ["next_rule", { wait: { at_most: "1h" } }]) {
    expect(findings({ rules: [{ otherwise }, {}] })).toEqual([]);
  }
  expect(findings({ rules: [{ otherwise: "leave" }, {}] })).toHaveLength(1);
});
