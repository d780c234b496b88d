/**
 * Leads from a CSV table: a header names the facts, a row is a lead. Quotes as in RFC 4180; the
 * separator is a comma, or a semicolon where the header has one, as spreadsheets write in Russian.
 */
import { EventProblem } from "./event.ts";
import type { NumberedLine } from "./lines.ts";

export interface NumberedRow {
  /** The line on which the row begins. */
  readonly number: number;
  readonly raw: Readonly<Record<string, unknown>>;
}

export class CsvReader {
  #header: readonly string[] | null = null;
  #separator = ",";
  #begun: NumberedLine | null = null;

  /** The row that this line completes; null: the header, an empty line, or a quote is still open. */
  read(line: NumberedLine): NumberedRow | null {
    const begun =
      this.#begun === null
        ? line
        : { number: this.#begun.number, text: `${this.#begun.text}\n${line.text}` };
    this.#begun = isOpen(begun.text) ? begun : null;
    if (this.#begun !== null || begun.text.trim() === "") return null;
    if (this.#header !== null) return { number: begun.number, raw: this.#row(begun.text) };
    this.#separator = begun.text.includes(";") && !begun.text.includes(",") ? ";" : ",";
    this.#header = cellsOf(begun.text, this.#separator).map((name) => name.trim());
    for (const name of ["at", "lead"]) {
      if (this.#header.includes(name)) continue;
      throw new EventProblem(
        `The header has no column \`${name}\`.`,
        "The first line names the columns: at,lead,channel,price.",
      );
    }
    return null;
  }

  /** @throws EventProblem where the file ends inside a quote */
  end(): void {
    if (this.#begun === null) return;
    throw new EventProblem(
      `A quote that is opened on line ${this.#begun.number} is never closed.`,
      'Write a quote inside a cell twice: "".',
    );
  }

  #row(text: string): Readonly<Record<string, unknown>> {
    const cells = cellsOf(text, this.#separator);
    const header = this.#header ?? [];
    if (cells.length > header.length) {
      throw new EventProblem(
        `The row has ${cells.length} cells and the header ${header.length}.`,
        'Put a cell that holds the separator in quotes: "a, b".',
      );
    }
    const filled = header.flatMap((name, index) => {
      const cell = cells[index] ?? "";
      return cell === "" ? [] : [[name, factOf(name, cell)] as const];
    });
    return Object.fromEntries(filled);
  }
}

/** Cells are text; two facts are not: whether a client is known, and a list of tags parted by `;`. */
function factOf(name: string, cell: string): unknown {
  if (name === "repeat" && (cell === "true" || cell === "false")) return cell === "true";
  if (name === "tags") return cell.split(";").map((tag) => tag.trim());
  return cell;
}

/** An odd number of quotes: the cell goes on in the next line. */
function isOpen(text: string): boolean {
  let quotes = 0;
  for (const letter of text) if (letter === '"') quotes += 1;
  return quotes % 2 === 1;
}

function cellsOf(text: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const letter of text.replaceAll('""', QUOTE)) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(unquoted(cell));
      cell = "";
    } else cell += letter;
  }
  return [...cells, unquoted(cell)];
}

/** Stands for a doubled quote while cells are told apart; no file has this control character. */
const QUOTE = "\u0001";

function unquoted(cell: string): string {
  return cell === QUOTE ? "" : cell.replaceAll(QUOTE, '"').trim();
}
