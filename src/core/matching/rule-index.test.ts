import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { parseInstant } from "#core/time.ts";
import { type Arrival, whyNot } from "./why-not.ts";

type RawRule = Readonly<Record<string, unknown>>;

function programOf(rules: readonly RawRule[]): Program {
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "Test", timezone: "Europe/Moscow" },
    managers: { anna: { name: "Anna" } },
    rules: rules.map((rule, index) => ({ name: `Rule ${index}`, members: ["anna"], ...rule })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

/** What the index must agree with: every rule asked in order. */
const asked = (program: Program, arrival: Arrival, from: number) =>
  program.rules.slice(from).find((rule) => whyNot(rule, arrival) === null) ?? null;

const monday = parseInstant("2026-03-02T10:00:00+03:00") ?? Number.NaN;
const indexOf = (program: Program, facts: Facts, from = 0) =>
  program.matching.next({ facts, at: monday }, from)?.index ?? null;

const asObject = ([key, value]: readonly [string, unknown]) => ({ [key]: value });

// Few values, of which several are spelt alike, so that rules and leads often meet.
const text = fc.constantFrom("site", "ads", "7", "07", " 7 ", "true", "");
const scalar = fc.oneof(text, fc.constantFrom(7, 0, 2.5), fc.boolean());
const named = fc.constantFrom("source", "tags", "form", "field.1");
const operator = fc.oneof(
  { weight: 4, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 3 }) },
  fc.record({ not: text }),
  fc.record({ contains: fc.constantFrom("s", "7") }),
  fc.record({ empty: fc.boolean() }),
  fc.record({ gte: fc.constantFrom(0, 7) }),
);
const condition = fc.letrec<{ tree: unknown; group: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 2 }, fc.tuple(named, operator).map(asObject), tie("group")),
  group: fc
    .tuple(
      fc.constantFrom("all", "any", "none"),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
    )
    .map(asObject),
})).tree;

const window = fc.constantFrom("09:00-18:00", "16:00-09:00", "00:00-00:00");
const rule = fc.record({
  mode: fc.constantFrom("live", "live", "live", "off", "draft"),
  if: fc.record({ all: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
  when: window.map((time) => ({ days: "mon-sun", time })),
});
const facts: fc.Arbitrary<Facts> = fc.dictionary(
  named,
  fc.oneof(scalar, fc.array(text, { maxLength: 3 })),
  { noNullPrototype: true },
);

test("the index finds the rule that asking every rule in order finds", () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(facts, fc.nat(47), fc.nat(30)), { minLength: 1, maxLength: 10 }),
      (rules, arrivals) => {
        const program = programOf(rules);
        for (const [lead, hour, from] of arrivals) {
          const arrival = { facts: lead, at: monday + hour * 3_600_000 };
          expect(program.matching.next(arrival, from)).toBe(asked(program, arrival, from));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a number and its text are in one bucket, whichever of them the rule names", () => {
  const program = programOf([{ if: { "field.1": "504141" } }, { if: { "field.1": 504142 } }]);
  expect(indexOf(program, { "field.1": 504141 })).toBe(0);
  expect(indexOf(program, { "field.1": "504142" })).toBe(1);
});

test("any element of a list leads to its rule, and the rule that stands first takes the lead", () => {
  const program = programOf([{ if: { tags: "late" } }, { if: { tags: "vip" } }]);
  expect(indexOf(program, { tags: ["new", "vip"] })).toBe(1);
  expect(indexOf(program, { tags: ["vip", "late"] })).toBe(0);
  expect(indexOf(program, { tags: ["vip", "late"] }, 1)).toBe(1);
  expect(indexOf(program, { tags: [] })).toBeNull();
});

test("a rule without conditions stands between the others in its order", () => {
  const program = programOf([{ if: { source: "site" } }, {}, { if: { source: "ads" } }]);
  expect(indexOf(program, { source: "site" })).toBe(0);
  expect(indexOf(program, { source: "ads" })).toBe(1);
  expect(indexOf(program, { source: "ads" }, 2)).toBe(2);
});

test("of ten thousand rules a lead is tested by those of its own source only", () => {
  const sources = Array.from({ length: 10_000 }, (_, index) => `partner ${index}`);
  const program = programOf(sources.map((source) => ({ if: { channel: "call", source } })));
  let tests = 0;
  const source = "partner 9999";
  const watched = new Proxy<Facts>(
    { channel: "call", source },
    {
      get: (target, name) => {
        tests += 1;
        return target[name as string];
      },
    },
  );
  expect(indexOf(program, watched)).toBe(9_999);
  expect(tests).toBeLessThan(10);
});
