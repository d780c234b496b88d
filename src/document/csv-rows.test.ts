import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvRows, separatorOf } from "./csv-rows.ts";

function rowsIn(text: string, separator = ",") {
  const csv = new CsvRows(separator);
  const read = text.split("\n").map((line, index) => csv.read({ number: index + 1, text: line }));
  return { rows: read.filter((row) => row !== null), unclosed: csv.unclosed };
}
const cellsIn = (text: string, separator?: string) =>
  rowsIn(text, separator).rows.map(({ cells }) => cells);

test.each([
  ["a,b,c", [["a", "b", "c"]]],
  [",,", [["", "", ""]]],
  ['"a,b",c', [["a,b", "c"]]],
  ['"say ""hi""",""', [['say "hi"', ""]]],
  ['5" pipe,b', [['5" pipe', "b"]]],
  [' "a" , b ', [["a", "b"]]],
  ['"a"b,c', [["ab", "c"]]],
  ["a\n\n  \nb", [["a"], ["b"]]],
])("%j is %j", (text, rows) => {
  expect(cellsIn(text)).toEqual(rows);
});

test("a row is told by the line on which it begins", () => {
  const { rows } = rowsIn('a,"b\n\nc",d\ne');
  expect(rows).toEqual([
    { line: 1, cells: ["a", "b\n\nc", "d"] },
    { line: 4, cells: ["e"] },
  ]);
});

test("a quote that is never closed is told by its line", () => {
  const { rows, unclosed } = rowsIn('a\n"b\nc');
  expect(rows).toHaveLength(1);
  expect(unclosed).toBe(2);
});

test.each([
  ["a,b;c,d", ","],
  ["a;b,c;d", ";"],
  ["a\tb", "\t"],
  ['"a,b,c";d', ";"],
  ["a", ","],
])("the separator of %j is %j", (header, separator) => {
  expect(separatorOf(header)).toBe(separator);
});

test("whatever is written with quotes is read again", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "я") });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 })), (table) => {
      const written = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`));
      const text = written.map((row) => row.join(",")).join("\n");
      expect(cellsIn(text)).toEqual(table.map((row) => row.map((one) => one.trim())));
    }),
  );
});
