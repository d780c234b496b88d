import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { unifiedDifference } from "./difference.ts";
import { type Edit, editedText } from "./edit.ts";

const text = `# Наша школа
version: 1
managers:
  Анна:     { crm: anna@x.example,  schedule: week }   # с марта
  Борис:    { crm: boris@x.example, schedule: week, comfort: 40 }
  7:
    crm: "7"    # по номеру
    comfort: 30 # договорились
rules:
  # Сначала звонки.
  - name: Звонки
    method: adaptive
    options: { floor: 20, since: "2026-01-01" } # так решили
    members: [Анна, Борис]
  - name: Заявки
    method: conversion
    members: [Анна]

  - method: adaptive
    options:
      floor: 20
      half_life: 90d
    name: Остальное
`;

/** The lines that change, without their surroundings. */
function changed(edits: readonly Edit[], of = text): readonly string[] {
  const difference = unifiedDifference(of, editedText(of, edits) ?? "nothing").split("\n");
  return difference.filter((line) => /^[-+](?![-+])/.test(line));
}

const rule = (index: number, ...keys: string[]) => ["rules", index, ...keys];

test.each<[string, Edit, readonly string[]]>([
  [
    "a value in a map in braces",
    { path: rule(0, "options", "floor"), value: 10 },
    [
      '-    options: { floor: 20, since: "2026-01-01" } # так решили',
      '+    options: { floor: 10, since: "2026-01-01" } # так решили',
    ],
  ],
  [
    "one more in braces",
    { path: rule(0, "options", "per_source"), value: true },
    [
      '-    options: { floor: 20, since: "2026-01-01" } # так решили',
      '+    options: { floor: 20, since: "2026-01-01", per_source: true } # так решили',
    ],
  ],
  [
    "the first of two taken out",
    { path: rule(0, "options", "floor"), value: null },
    [
      '-    options: { floor: 20, since: "2026-01-01" } # так решили',
      '+    options: { since: "2026-01-01" } # так решили',
    ],
  ],
  [
    "the last of two taken out",
    { path: rule(0, "options", "since"), value: null },
    [
      '-    options: { floor: 20, since: "2026-01-01" } # так решили',
      "+    options: { floor: 20 } # так решили",
    ],
  ],
  [
    "a map that was not there",
    { path: rule(1, "options"), value: { floor: 10, load_curve: false } },
    ["+    options: { floor: 10, load_curve: false }"],
  ],
  [
    "a whole map taken out",
    { path: rule(2, "options"), value: null },
    ["-    options:", "-      floor: 20", "-      half_life: 90d"],
  ],
  [
    "a value on a line of its own",
    { path: rule(2, "options", "half_life"), value: "270d" },
    ["-      half_life: 90d", "+      half_life: 270d"],
  ],
  ["one more line", { path: rule(2, "options", "ceiling"), value: 3 }, ["+      ceiling: 3"]],
  [
    "a manager's, whose alignment and comment stay",
    { path: ["managers", "Анна", "comfort"], value: 36 },
    [
      "-  Анна:     { crm: anna@x.example,  schedule: week }   # с марта",
      "+  Анна:     { crm: anna@x.example,  schedule: week, comfort: 36 }   # с марта",
    ],
  ],
  [
    "a key that is a number",
    { path: ["managers", "7", "comfort"], value: 31 },
    ["-    comfort: 30 # договорились", "+    comfort: 31 # договорились"],
  ],
  ["what is not there and is not to be", { path: rule(1, "options"), value: null }, []],
])("%s", (_, edit, lines) => {
  expect(changed([edit])).toEqual(lines);
});

test("the last line of a file without a line break", () => {
  expect(editedText("a: { b: 1 }\nc: 2", [{ path: ["d"], value: 3 }])).toBe(
    "a: { b: 1 }\nc: 2\nd: 3",
  );
});

test("where a cut would not do the library writes the whole, with comments and order", () => {
  const odd =
    "# Первая\nmanagers:\n  Анна: # пока ничего\nrules:\n  - options: { floor: 1 }\n    name: A\n";
  const edited = editedText(odd, [
    { path: ["managers", "Анна", "comfort"], value: 5 },
    { path: ["rules", 0, "options"], value: null },
  ]);
  expect(parse(edited ?? "")).toEqual({
    managers: { Анна: { comfort: 5 } },
    rules: [{ name: "A" }],
  });
  expect(edited).toContain("# Первая");
});

test.each([
  ["an alias in the way", "base: &b { floor: 1 }\nrules:\n  - options: *b\n"],
  ["an anchor that others follow", "rules:\n  - options: &b { floor: 1 }\nmore: *b\n"],
  ["no YAML", "rules: ["],
  ["no such map", "rules: []"],
])("%s is refused", (_, odd) => {
  expect(editedText(odd, [{ path: ["rules", 0, "options", "floor"], value: 2 }])).toBeNull();
});

const demos = ["src/demo/school.yaml", "src/demo/cosmetics.yaml"].map((path) =>
  readFileSync(path, "utf8"),
);

test("any edits of a real configuration mean what they say, and leave all other lines alone", () => {
  const demo = fc.constantFrom(...demos);
  const value = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 99 }), fc.constant("90d"));
  const edits = fc.array(fc.record({ manager: fc.nat(), value }), { maxLength: 6 });
  fc.assert(
    fc.property(demo, edits, (source, drawn) => {
      const wanted = parse(source);
      const keys = Object.keys(wanted.managers);
      const asked = drawn.map(({ manager, value }) => ({
        path: ["managers", keys[manager % keys.length] ?? "", "comfort"],
        value,
      }));
      for (const { path, value } of asked) {
        if (value === null) delete wanted.managers[path[1] ?? ""].comfort;
        else wanted.managers[path[1] ?? ""].comfort = value;
      }
      const edited = editedText(source, asked) ?? "";
      expect(parse(edited)).toEqual(wanted);
      const rest = (whole: string) => whole.slice(whole.indexOf("\nschedules:"));
      expect(rest(edited)).toBe(rest(source));
    }),
    { numRuns: 60 },
  );
});
