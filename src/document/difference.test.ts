import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unifiedDifference } from "./difference.ts";

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** Applies a unified difference, trusting nothing but its own lines. */
function patched(before: string, difference: string): string {
  const source = before.split("\n");
  const result: string[] = [];
  let next = 0;
  for (const line of difference.split("\n").slice(2, -1)) {
    const header = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(line);
    if (header !== null) {
      const start = Number(header[1]) - (header[2] === "0" ? 0 : 1);
      result.push(...source.slice(next, start));
      next = start;
    } else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      expect(source[next]).toBe(line.slice(1));
      if (line.startsWith(" ")) result.push(line.slice(1));
      next += 1;
    }
  }
  return [...result, ...source.slice(next)].join("\n");
}

test("equal texts have no difference", () => {
  expect(unifiedDifference("a\n", "a\n")).toBe("");
});

test("a changed line stands between three lines of context", () => {
  const before = numbered(9);
  const after = before.with(4, "new");
  expect(unifiedDifference(text(before), text(after))).toBe(
    [
      "--- before",
      "+++ after",
      "@@ -2,7 +2,7 @@",
      " line 2",
      " line 3",
      " line 4",
      "-line 5",
      "+new",
      " line 6",
      " line 7",
      " line 8",
      "",
    ].join("\n"),
  );
});

test("changes far apart are two hunks, near ones are one", () => {
  const before = numbered(20);
  const hunks = (...changed: number[]): number => {
    const after = before.map((line, index) => (changed.includes(index) ? "new" : line));
    return unifiedDifference(text(before), text(after)).split("@@ -").length - 1;
  };
  expect(hunks(2, 15)).toBe(2);
  expect(hunks(2, 8)).toBe(1);
});

test.each([
  ["", "a\n", "@@ -0,0 +1,1 @@\n+a\n"],
  ["a\n", "", "@@ -1,1 +0,0 @@\n-a\n"],
  ["a\n", "a", "@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n"],
])("from %j to %j", (before, after, hunk) => {
  expect(unifiedDifference(before, after)).toBe(`--- before\n+++ after\n${hunk}`);
});

describe("any two texts", () => {
  const lines = fc.array(fc.constantFrom<string>("a", "b", "c", "d"), { maxLength: 30 });

  test("the difference leads from the one to the other", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const difference = unifiedDifference(text(before), text(after));
        expect(patched(text(before), difference)).toBe(text(after));
      }),
    );
  });

  test("nothing is removed that could stay", () => {
    const removed = (difference: string) =>
      difference.split("\n").filter((line) => /^-[a-d]/.test(line)).length;
    fc.assert(
      fc.property(lines, fc.nat(), (before, where) => {
        const after = before.toSpliced(where % (before.length + 1), 0, "x");
        expect(removed(unifiedDifference(text(before), text(after)))).toBe(0);
      }),
    );
  });
});

test("huge texts that share nothing are shown as replaced, at once", () => {
  const [before, after] = [numbered(50_000), numbered(50_000).map((line) => `new ${line}`)];
  const difference = unifiedDifference(text(before), text(after));
  expect(difference.split("\n")).toHaveLength(100_004);
});
