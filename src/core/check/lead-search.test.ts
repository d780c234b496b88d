import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "#core/configuration/types.ts";
import { compileConditions } from "#core/matching/conditions.ts";
import { configurationOf } from "#test/support/checked-world.ts";
import { conditions, leads } from "#test/support/random-world.ts";
import { LeadSearch } from "./lead-search.ts";

/** The conditions of a rule as they are read. */
function read(written: object): readonly Condition[] {
  return configurationOf({ rules: [{ if: written }] }).rules[0]?.conditions ?? [];
}

function find(meets: readonly object[], misses: readonly object[]) {
  const met = meets.map(read);
  const missed = misses.map(read);
  const search = new LeadSearch([...met, ...missed].flat());
  return search.find([
    ...met.map((one) => search.formula(one, true)),
    ...missed.map((one) => search.formula(one, false)),
  ]);
}

test("a lead that is found is as asked, and none is found only where there is none", () => {
  const some = fc.array(conditions, { maxLength: 3 });
  fc.assert(
    fc.property(some, some, (meets, misses) => {
      const found = find(meets, misses);
      const isAsAsked = (facts: (typeof leads)[number]) =>
        meets.every((one) => compileConditions(read(one))(facts) === null) &&
        misses.every((one) => compileConditions(read(one))(facts) !== null);
      if (found.kind === "found") expect(found.facts).toSatisfy(isAsAsked);
      else expect(leads.filter(isAsAsked)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test.each<[readonly object[], readonly object[], object]>([
  [[{ channel: "call" }], [{ tags: "vip" }], { channel: "call" }],
  [[{ price: { gte: 100, lt: 200 } }], [{ price: 100 }], { channel: "call", price: 101 }],
  [[{ price: { gt: 1 } }], [{ price: { gt: 2 } }, { price: 2 }], { channel: "call", price: 1.5 }],
  [[{ source: { matches: "^(vip|gold)-\\d{2}$" } }], [], { channel: "call", source: "vip-00" }],
  [[{ source: { not: "a", empty: false } }], [], { channel: "call", source: "another" }],
  [
    [{ client_time: { gte: "22:00" } }],
    [{ client_time: "22:00" }],
    { channel: "call", client_time: "22:01" },
  ],
  [[{ tags: "a" }, { tags: "b" }], [{ tags: "c" }], { channel: "call", tags: ["a", "b"] }],
])("of %j without %j the plainest lead is shown", (meets, misses, facts) => {
  expect(find(meets, misses)).toEqual({ kind: "found", facts });
});

test.each<[readonly object[], readonly object[]]>([
  [[{ channel: { not: ["call", "written", "other"] } }], []],
  [[{ price: { gt: 5, lt: 5 } }], []],
  [[{ tags: "a" }], [{ tags: { contains: "a" } }]],
  [[{ tags: { empty: true } }, { tags: { contains: "a" } }], []],
  [[{ source: "a" }, { source: "b" }], []],
])("there is no lead of %j without %j", (meets, misses) => {
  expect(find(meets, misses)).toEqual({ kind: "none" });
});

test("what only an expression could tell is left open, not denied", () => {
  const found = find([{ source: { contains: "shop" } }], [{ source: { matches: "[hH]o" } }]);
  expect(found).toEqual({ kind: "unknown" });
});

test("a search that grows too large ends, and claims nothing", () => {
  const facts = Array.from({ length: 14 }, (_, place) => `field.${place}`);
  const pigeons = facts.map((fact) => ({
    any: facts.slice(1).map((_, hole) => ({ [fact]: `hole ${hole}` })),
  }));
  const shared = facts
    .slice(1)
    .flatMap((_, hole) =>
      facts.flatMap((one, place) =>
        facts.slice(place + 1).map((other) => ({ [one]: `hole ${hole}`, [other]: `hole ${hole}` })),
      ),
    );
  expect(find(pigeons, shared)).toEqual({ kind: "unknown" });
});
