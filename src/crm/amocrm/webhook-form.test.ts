import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phpForm } from "./testing/php-form.ts";
import * as recorded from "./testing/recorded.ts";
import { decodeForm, type FormMap, mapAt, textAt } from "./webhook-form.ts";

/** A decoded tree as plain JSON, for comparing. */
const plain = (tree: FormMap): unknown => JSON.parse(JSON.stringify(tree));
const decoded = (body: string): unknown => plain(decodeForm(body));

/** What a list of PHP looks like after decoding: a map by index. */
const indexed = (tree: unknown): unknown =>
  typeof tree === "object" && tree !== null
    ? Object.fromEntries(Object.entries(tree).map(([key, node]) => [key, indexed(node)]))
    : tree;

describe("recorded bodies", () => {
  test.each([
    ["a lead added", recorded.leadAdded],
    ["a pipeline's trigger", recorded.pipelineTrigger],
  ])("%s comes back byte for byte", (_, body) => {
    expect(phpForm(decodeForm(body))).toBe(body);
  });

  const { stageChanged, responsibleChanged, robotUpdated, chatArrived, unsortedAccepted } =
    recorded;
  test.each([
    ["a stage changed", stageChanged],
    ["a responsible user changed", responsibleChanged],
    ["a robot's update", robotUpdated],
    ["a chat arrived", chatArrived],
    ["an unsorted lead accepted", unsortedAccepted],
  ])("%s is read as it was meant, and comes back byte for byte", (_, tree) => {
    const body = phpForm(tree);
    expect(decoded(body)).toEqual(indexed(tree));
    expect(phpForm(decodeForm(body))).toBe(body);
  });
});

describe("PHP's ways", () => {
  test.each([
    ["ids as keys make no list", "l[9982719][ID]=9982719", { l: { 9982719: { ID: "9982719" } } }],
    ["a map beside a text stays", "n[type]=3&n[type][id]=7", { n: { type: { id: "7" } } }],
    ["also when the text comes later", "n[type][id]=7&n[type]=3", { n: { type: { id: "7" } } }],
    ["the last of equal keys counts", "a=1&a=2", { a: "2" }],
    ["empty brackets append", "a[]=x&a[]=y&a[5]=z", { a: { 0: "x", 1: "y", 5: "z" } }],
    ["appending passes over indexes in use", "a[0]=x&a[]=y", { a: { 0: "x", 1: "y" } }],
    [
      "a radio button's values have no index",
      "v[value]=Да&v[enum]=7",
      { v: { value: "Да", enum: "7" } },
    ],
    ["a plus is a space", "a=b+c%2Bd", { a: "b c+d" }],
    ["a key without a value is empty", "a&b=", { a: "", b: "" }],
    ["only the first equals sign parts", "a=b=c", { a: "b=c" }],
    [
      "broken escapes stay",
      "a=%&b=%zz&c=100%&d=%E0%A4",
      { a: "%", b: "%zz", c: "100%", d: "\uFFFD" },
    ],
    ["malformed keys are left out", "a[b=1&a]b=2&[c]=3&a[b]c=4&=5&a[[b]]=6&&d=7", { d: "7" }],
    ["Cyrillic is UTF-8", "a=%D0%94%D0%B0", { a: "Да" }],
  ])("%s", (_, body, tree) => {
    expect(decoded(body)).toEqual(tree);
  });

  test("keys that reach a prototype are refused on every level", () => {
    const body =
      "__proto__[x]=1&a[__proto__][x]=1&a[constructor][prototype][x]=1&prototype=1&constructor=1";
    expect(decoded(body)).toEqual({});
    expect(Object.getPrototypeOf(decodeForm("a=1"))).toBeNull();
  });
});

describe("bounds", () => {
  const nested = (levels: number): string => `a${"[b]".repeat(levels - 1)}=1`;

  test("twenty levels are read, deeper pairs are left out", () => {
    expect(decodeURIComponent(phpForm(decodeForm(nested(20))))).toBe(nested(20));
    expect(decoded(nested(21))).toEqual({});
  });

  test("twenty thousand pairs are read, the rest is left out", () => {
    const list = mapAt(decodeForm("a[]=1&".repeat(30_000)), "a");
    expect(Object.keys(list ?? {})).toHaveLength(20_000);
    expect(textAt(list, "19999")).toBe("1");
  });

  test("a body beyond one megabyte is not read at all", () => {
    expect(decoded(`a=${"x".repeat(1_048_576)}`)).toEqual({});
  });
});

const piece = fc.oneof(
  fc.constantFrom("leads", "add", "0", "9982719", "id", "__proto__", "constructor", "prototype"),
  fc.constantFrom(
    "[",
    "]",
    "[]",
    "[[",
    "%5B",
    "%5D",
    "=",
    "&",
    "+",
    "%",
    "%0",
    "%E0%A4",
    "polluted",
  ),
  fc.string({ maxLength: 6, unit: "binary" }),
);
const anyBody = fc.array(piece, { maxLength: 60, size: "max" }).map((pieces) => pieces.join(""));

test("no body makes the decoder throw or touches a prototype", () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      expect(Object.getPrototypeOf(decodeForm(body))).toBeNull();
      expect("polluted" in {}).toBe(false);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

const key = fc.stringMatching(/^[a-z_]{1,8}$/).filter((text) => text !== "constructor");
const tree = fc.letrec((tie) => ({
  node: fc.oneof({ depthSize: "small" }, fc.string({ unit: "grapheme" }), tie("map")),
  map: fc.dictionary(key, tie("node"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
})).map;

test("whatever PHP encodes is decoded again", () => {
  fc.assert(
    fc.property(tree, (map) => {
      expect(decoded(phpForm(map as object))).toEqual(map);
    }),
    { numRuns: 300 },
  );
});
