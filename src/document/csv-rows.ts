/**
 * Rows of a CSV table, line by line, as RFC 4180 and spreadsheets write them: a cell may be in quotes
 * and then hold the separator, line breaks, and quotes written twice. A quote in the middle of a cell
 * is a letter like others.
 */
import type { NumberedLine } from "./lines.ts";

export interface CsvRow {
  /** The line on which the row begins. */
  readonly line: number;
  /** Without the spaces around them. */
  readonly cells: readonly string[];
}

interface Begun {
  readonly line: number;
  readonly cells: string[];
  /** What is read of the cell whose quote is still open. */
  cell: string;
}

export class CsvRows {
  readonly #separator: string;
  #begun: Begun | null = null;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** The row that this line completes; null: the line is empty, or a quote is still open. */
  read({ number, text }: NumberedLine): CsvRow | null {
    const begun = this.#begun;
    if (begun === null && text.trim() === "") return null;
    const row = begun ?? { line: number, cells: [], cell: "" };
    let place = begun === null ? 0 : this.#quoted(row, text, 0);
    while (place >= 0 && place <= text.length) place = this.#cell(row, text, place);
    this.#begun = place === OPEN ? row : null;
    return place === OPEN ? null : { line: row.line, cells: row.cells };
  }

  /** The line on which a row begins whose quote is never closed; null: there is none. */
  get unclosed(): number | null {
    return this.#begun?.line ?? null;
  }

  /** @returns where the next cell begins, beyond the text behind the last one, or `OPEN` */
  #cell(row: Begun, text: string, from: number): number {
    let start = from;
    while (text[start] === " ") start += 1;
    if (text[start] === '"') return this.#quoted(row, text, start + 1);
    return this.#rest(row, text, from);
  }

  #quoted(row: Begun, text: string, from: number): number {
    let start = from;
    for (;;) {
      const quote = text.indexOf('"', start);
      if (quote < 0) {
        row.cell += `${text.slice(start)}\n`;
        return OPEN;
      }
      row.cell += text.slice(start, quote);
      if (text[quote + 1] !== '"') return this.#rest(row, text, quote + 1);
      row.cell += '"';
      start = quote + 2;
    }
  }

  #rest(row: Begun, text: string, from: number): number {
    const found = text.indexOf(this.#separator, from);
    const end = found < 0 ? text.length : found;
    row.cells.push((row.cell + text.slice(from, end)).trim());
    row.cell = "";
    return end + 1;
  }
}

/** In place of a place: the text has ended inside quotes. */
const OPEN = -1;

const separators = [",", ";", "\t"] as const;

/** The separator that a header has most of, outside of quotes. */
export function separatorOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const counts = separators.map((one) => bare.split(one).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
}
