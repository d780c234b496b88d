/**
 * A file of leads of the time before: what each of its lines says, and what stands in the way. Nothing
 * that is wrong in a line keeps the others from being read.
 */
import { CsvRows, separatorOf } from "./csv-rows.ts";
import {
  type ColumnChoice,
  columnsIn,
  type HistoryColumn,
  neededColumns,
} from "./history-columns.ts";
import {
  type HistoryLead,
  HistoryLines,
  type LineProblem,
  type HistoryQuestion as LineQuestion,
  type Word,
} from "./history-lines.ts";
import { linesOf, type NumberedLine } from "./lines.ts";

export interface HistoryQuestion extends LineQuestion {
  /** Headings that were chosen by hand. */
  readonly columns: ColumnChoice;
}

export type HistoryProblem =
  | LineProblem
  | {
      /** Null: the file as a whole. */
      readonly line: number | null;
      readonly code: "empty" | "unreadable" | "unclosed_quote" | "column_missing";
      /** The column that is missing. */
      readonly value: HistoryColumn | "";
    };

export interface HistoryReading {
  readonly header: readonly string[];
  readonly columns: ColumnChoice;
  readonly leads: readonly HistoryLead[];
  readonly problems: readonly HistoryProblem[];
  /** Names of people who are not of the rule → how many leads they had; those leads are passed over. */
  readonly strangers: ReadonlyMap<string, number>;
  /** The file's words for outcomes → how often, and what they are taken for. */
  readonly words: ReadonlyMap<string, Word>;
  /** Closed leads without a moment: they are taken to have lasted as long as is usual. */
  readonly undated: number;
}

/** Reads a file piece by piece, so that whoever hands out the pieces may breathe between them. */
export async function readHistory(
  pieces: AsyncIterable<string>,
  question: HistoryQuestion,
): Promise<HistoryReading> {
  const reader = new HistoryReader(question);
  for await (const lines of linesOf(pieces)) for (const line of lines) reader.read(line);
  return reader.end();
}

const nothing = {
  leads: [],
  strangers: new Map<string, never>(),
  words: new Map<string, never>(),
  undated: 0,
} as const;

class HistoryReader {
  readonly #question: HistoryQuestion;
  #rows: CsvRows | null = null;
  #header: readonly string[] = [];
  #columns: ColumnChoice = {};
  #lines: HistoryLines | null = null;
  #missing: readonly HistoryColumn[] = [];
  #isWorkbook = false;

  constructor(question: HistoryQuestion) {
    this.#question = question;
  }

  read(line: NumberedLine): void {
    if (this.#rows === null && !this.#begins(line)) return;
    const row = this.#rows?.read(line) ?? null;
    if (row === null) return;
    if (this.#header.length === 0) this.#name(row.cells);
    else this.#lines?.read(row);
  }

  end(): HistoryReading {
    const told = { header: this.#header, columns: this.#columns };
    const whole = this.#wholeProblems();
    if (whole.length > 0 || this.#lines === null) return { ...nothing, ...told, problems: whole };
    const { leads, problems, strangers, words, undated } = this.#lines;
    return { ...told, leads, problems, strangers, words, undated };
  }

  /** @returns whether the line is the header's first; Excel may say above it what separates cells */
  #begins({ text }: NumberedLine): boolean {
    if (text.trim() === "") return false;
    const [, said] = /^sep=(.)$/i.exec(text.trim()) ?? [];
    this.#isWorkbook = text.startsWith(WORKBOOK);
    this.#rows = new CsvRows(said ?? separatorOf(text));
    return said === undefined;
  }

  #name(header: readonly string[]): void {
    const { columns } = this.#question;
    this.#header = header;
    this.#columns = columnsIn(header, columns);
    this.#missing = neededColumns.filter((column) => this.#columns[column] === undefined);
    if (this.#missing.length > 0) return;
    const places = Object.entries(this.#columns).map(
      ([column, heading]) => [column, header.indexOf(heading)] as const,
    );
    this.#lines = new HistoryLines(this.#question, Object.fromEntries(places), header.length);
  }

  /** What is wrong with the file as a whole; then none of its leads counts. */
  #wholeProblems(): readonly HistoryProblem[] {
    const one = (code: "empty" | "unreadable" | "unclosed_quote", line: number | null = null) => [
      { line, code, value: "" } as const,
    ];
    const unclosed = this.#rows?.unclosed ?? null;
    if (this.#isWorkbook) return one("unreadable");
    if (unclosed !== null) return one("unclosed_quote", unclosed);
    if (this.#header.length === 0) return one("empty");
    return this.#missing.map((value) => ({ line: null, code: "column_missing", value }) as const);
  }
}

/** An Excel workbook that somebody took for a CSV file is a ZIP archive. */
const WORKBOOK = "PK\u0003\u0004";
