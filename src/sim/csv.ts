/**
 * Leads from a CSV table: a header names the facts, a row is a lead. The separator is a comma, or a
 * semicolon or a tab where the header has more of them, as spreadsheets write in Russian.
 */
import { CsvRows, separatorOf } from "#document/csv-rows.ts";
import type { NumberedLine } from "#document/lines.ts";
import { EventProblem } from "./event.ts";

export interface NumberedRow {
  /** The line on which the row begins. */
  readonly number: number;
  readonly raw: Readonly<Record<string, unknown>>;
}

export class CsvReader {
  #rows: CsvRows | null = null;
  #header: readonly string[] | null = null;

  /** The row that this line completes; null: the header, an empty line, or a quote is still open. */
  read(line: NumberedLine): NumberedRow | null {
    if (this.#rows === null && line.text.trim() === "") return null;
    this.#rows ??= new CsvRows(separatorOf(line.text));
    const row = this.#rows.read(line);
    if (row === null) return null;
    if (this.#header !== null) return { number: row.line, raw: rawOf(this.#header, row.cells) };
    this.#header = row.cells;
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
    const line = this.#rows?.unclosed ?? null;
    if (line === null) return;
    throw new EventProblem(
      `A quote that is opened on line ${line} is never closed.`,
      'Write a quote inside a cell twice: "".',
    );
  }
}

function rawOf(
  header: readonly string[],
  cells: readonly string[],
): Readonly<Record<string, unknown>> {
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

/** Cells are text; two facts are not: whether a client is known, and a list of tags parted by `;`. */
function factOf(name: string, cell: string): unknown {
  if (name === "repeat" && (cell === "true" || cell === "false")) return cell === "true";
  if (name === "tags") return cell.split(";").map((tag) => tag.trim());
  return cell;
}
