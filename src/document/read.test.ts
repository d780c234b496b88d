import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unsupported } from "#core/unsupported.ts";
import { formatIssue } from "./issue.ts";
import { issuesOf, readConfiguration } from "./read.ts";

const right = `version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula: { name: Урсула }
  7: { exceptions: { 2026-03-09: off } }
rules:
  - name: Звонки
    members: [ursula, 7]
`;

/** The issues as an editor lists them. */
const issues = (text: string): readonly string[] => {
  const read = readConfiguration(text);
  return read.ok ? [] : read.issues.map((issue) => formatIssue(issue, "a.yaml"));
};
const places = (text: string): readonly string[] =>
  issues(text).map((line) => line.split(": ")[0] ?? "");

test("a right document is its configuration; dates and off stay what they are", () => {
  const read = readConfiguration(right);
  expect(read.ok && read.configuration.managers).toMatchObject([
    { key: "ursula", name: "Урсула" },
    { key: "7", exceptions: [{ from: "2026-03-09", kind: "off" }] },
  ]);
});

test("JSON is read as well, and anchors may be used", () => {
  const managers = { a: { schedule: "x" } };
  const schedules = { x: { free: true } };
  const json = { account: { timezone: "UTC" }, managers, schedules, rules: [] };
  expect(readConfiguration(JSON.stringify(json)).ok).toBe(true);
  const anchored = right.replace("ursula: {", "ursula: &u {").replace("7: {", "8: *u\n  7: {");
  expect(readConfiguration(anchored).ok).toBe(true);
});

describe("an issue stands", () => {
  test("at the value that is wrong", () => {
    expect(issues(right.replace("Asia/Tomsk", "Asia/Tomks"))).toEqual([
      'a.yaml:2:39: There is no time zone "Asia/Tomks". Write a name of the IANA list, such as Europe/Moscow or Asia/Tomsk.',
    ]);
  });

  test("at the key that nobody knows", () => {
    expect(issues(right.replace("    members", "    membrs"))).toEqual([
      "a.yaml:7:5: Nobody is in this rule. Name at least one manager under `members:`.",
      'a.yaml:8:5: "membrs" is no key of a rule. Did you mean "members"?',
    ]);
  });

  test("at the name that is nowhere, in a list and as a key", () => {
    expect(places(right.replace("[ursula, 7]", "[ursula, 8]"))).toEqual(["a.yaml:8:23"]);
    expect(places(right.replace("[ursula, 7]", "{ ursula: 1, 8: 1 }"))).toEqual(["a.yaml:8:27"]);
  });

  test("at a key that is written as a number", () => {
    expect(places(right.replace("2026-03-09: off", "2026-03-09: of"))).toEqual(["a.yaml:5:34"]);
  });

  test("at its owner, where what is missing is not written", () => {
    expect(places(right.replace(", timezone: Asia/Tomsk", ""))).toEqual(["a.yaml:2:10"]);
    expect(places(right.replace(/account.*\n/, ""))).toEqual(["a.yaml:1:1"]);
  });

  test("at the key, where nothing stands behind it", () => {
    const schedules = "schedules:\n  it:\n    weekly:\n      mon:\n";
    expect(places(right + schedules)).toEqual(["a.yaml:12:7"]);
  });

  test("where an anchor is defined, for what an alias repeats", () => {
    const text = right
      .replace("ursula: {", "ursula: &u { nam: x,")
      .replace("7: {", "8: *u\n  7: {");
    expect(places(text)).toEqual(["a.yaml:4:16", "a.yaml:4:16"]);
  });

  test("in the order of the text", () => {
    const text = right
      .replace("Asia/Tomsk", "x")
      .replace("name: Урсула", "nam: x")
      .replace("ursula, 7", "8");
    expect(places(text)).toEqual(["a.yaml:2:39", "a.yaml:4:13", "a.yaml:8:15"]);
  });

  test("for what a later layer finds, at the same places", () => {
    const text = `${right}    limits: { rule: { shift: 5 } }\n`;
    const read = readConfiguration(text);
    const found = read.ok ? issuesOf(text, unsupported(read.configuration)) : [];
    expect(found.map(({ line, path }) => [line, path])).toEqual([[9, "rules.0.limits.rule.shift"]]);
  });
});

describe("YAML that cannot be read", () => {
  test.each([
    ["a: 1\na: 2\n", "a.yaml:2:1: This key stands twice in one map. Keep one of the two."],
    [
      "a: b: c",
      "a.yaml:1:4: Nested mappings are not allowed in compact mappings. Put text that contains a colon into quotes.",
    ],
    ["\ta: 1", "a.yaml:1:1: Tabs are not allowed as indentation. Indent with spaces."],
    [
      "--- 1\n--- 2",
      "a.yaml:2:1: Source contains multiple documents; please use YAML.parseAllDocuments(). Keep one document a file.",
    ],
    ["a: !secret x", "a.yaml:1:4: Unresolved tag: !secret. Remove the tag."],
    [
      "a: *x",
      "a.yaml: Unresolved alias (the anchor must be set before the alias): x. Define every anchor before it is used, and use aliases sparingly.",
    ],
    [
      "",
      "a.yaml:1:1: This is no configuration. Begin with `version: 1`, `account:`, `managers:` and `rules:`.",
    ],
  ])("%j", (text, issue) => {
    expect(issues(text)).toEqual([issue]);
  });

  test("is a matter of shape", () => {
    const read = readConfiguration("a: [");
    expect(read.ok ? null : read.issues.map(({ kind }) => kind)).toEqual(["shape"]);
    expect(read.ok ? null : read.configuration).toBeNull();
  });
});

describe("hostile text", () => {
  test("that grows a thousandfold by aliases is refused", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = Array(10).fill(level === 0 ? "x" : `*a${level - 1}`);
      return `a${level}: &a${level} [${items.join(", ")}]`;
    });
    expect(issues(levels.join("\n")).join()).toContain("Excessive alias count");
  });

  test.each([
    ["brackets", "a: ".concat("[".repeat(100_000))],
    ["conditions", `rules: [{ if: ${"{ all: [".repeat(5_000)}${"] }".repeat(5_000)} }]`],
    [
      "indentation",
      Array.from({ length: 1_500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    ],
  ])("that nests without end is refused: %s", (_name, text) => {
    const read = readConfiguration(text);
    expect(read.ok).toBe(false);
    expect(read.ok ? 0 : read.issues.length).toBeLessThan(50);
  });

  test("that is longer than any configuration is refused before it is parsed", () => {
    expect(issues("a".repeat(2_000_001))).toEqual([
      "a.yaml: This text is too long for a configuration. Keep it below 2000000 letters.",
    ]);
  });

  test("whatever it is, it is read or refused with places inside the text", () => {
    const scraps = fc.constantFrom(
      ...right.split(/(?<=[\s:,{}[\]-])/),
      "&a ",
      "*a ",
      "? ",
      "!x ",
      '"',
      "'",
      "|\n",
      "\t",
      "off",
      "#",
    );
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const read = readConfiguration(text);
        const lines = text.split("\n").length;
        const found = read.ok ? [] : read.issues;
        expect(found.every(({ line }) => line === null || (line >= 1 && line <= lines))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
