/** A table as spreadsheets and CRMs export it: a header and rows, each with the line on which it begins. */
import { CsvError, parse } from "csv-parse/sync";

export interface TableRow {
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableProblem {
  /** Null: the file as a whole. */
  readonly line: number | null;
  readonly code: "empty" | "unclosed_quote" | "unreadable" | "cells";
}

export type TableReading =
  | { readonly ok: true; readonly table: Table; readonly problems: readonly TableProblem[] }
  | { readonly ok: false; readonly problem: TableProblem };

const separators = [",", ";", "\t"] as const;

/** Rows with more cells than the header, or fewer, are left out and named. */
export function readTable(text: string): TableReading {
  try {
    return tableOf(parsed(text));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === "CSV_QUOTE_NOT_CLOSED" ? "unclosed_quote" : "unreadable";
    const line = "lines" in error && typeof error["lines"] === "number" ? error["lines"] : null;
    return { ok: false, problem: { line, code } };
  }
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parsed(text: string): readonly Parsed[] {
  return parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as readonly Parsed[];
}

/** The one that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const first = (text.split(/\r?\n/, 1)[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = separators.map((one) => first.split(one).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
}

function tableOf([head, ...rows]: readonly Parsed[]): TableReading {
  if (head === undefined) return { ok: false, problem: { line: null, code: "empty" } };
  const width = head.record.length;
  const placed = rows.map(({ record, info }) => ({
    line: info.lines - linesWithin(record),
    cells: record,
  }));
  return {
    ok: true,
    table: { header: head.record, rows: placed.filter(({ cells }) => cells.length === width) },
    problems: placed
      .filter(({ cells }) => cells.length !== width)
      .map(({ line }) => ({ line, code: "cells" })),
  };
}

/** The parser tells the line on which a row ends. */
function linesWithin(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
}
