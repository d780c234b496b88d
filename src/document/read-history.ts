/**
 * A file of leads of the time before: what each of its lines says, and what stands in the way. Nothing
 * that is wrong in a line keeps the others from being read.
 */
import { readTable, type Table, type TableProblem } from "./csv-table.ts";
import {
  type ColumnChoice,
  columnsIn,
  type HistoryColumn,
  neededColumns,
} from "./history-columns.ts";
import { type HistoryOutcome, isFuture, momentOf, outcomeOf, priceOf } from "./history-values.ts";

export interface HistoryQuestion {
  /** The account's. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
  /** The key of whoever is written so; null: nobody is known by that name. */
  managerOf(name: string): string | null;
  readonly isMember: (manager: string) => boolean;
  /** Headings that were chosen by hand. */
  readonly columns: ColumnChoice;
  /** What the file's own words mean, as somebody has said. */
  readonly outcomes: Readonly<Record<string, HistoryOutcome>>;
}

export interface HistoryLead {
  readonly lead: string;
  readonly manager: string;
  readonly source: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly outcome: HistoryOutcome;
  /** Epoch ms; null: it is open. */
  readonly endedAt: number | null;
  readonly price: number | null;
}

export interface HistoryProblem {
  /** Null: the file as a whole. */
  readonly line: number | null;
  readonly code:
    | TableProblem["code"]
    | "column_missing"
    | "no_lead"
    | "lead_twice"
    | "received_unreadable"
    | "received_future"
    | "closed_unreadable"
    | "closed_early"
    | "closed_future"
    | "outcome_unknown"
    | "price_unreadable";
  /** What stands there, or the column that is missing. */
  readonly value: string;
}

export interface HistoryReading {
  readonly header: readonly string[];
  readonly columns: ColumnChoice;
  readonly leads: readonly HistoryLead[];
  readonly problems: readonly HistoryProblem[];
  /** Names of people who are not of the rule → how many leads they had; those leads are passed over. */
  readonly strangers: ReadonlyMap<string, number>;
  /** The file's words for outcomes → how often, and what they are taken for; null: nobody knows. */
  readonly words: ReadonlyMap<
    string,
    { readonly leads: number; readonly outcome: HistoryOutcome | null }
  >;
  /** Closed leads without a moment: they are taken to have lasted as long as is usual. */
  readonly undated: number;
}

const nothing = {
  header: [],
  columns: {},
  leads: [],
  strangers: new Map<string, number>(),
  words: new Map<string, never>(),
  undated: 0,
} as const;

const DAY_MS = 86_400_000;
/** Half of all deals are closed within so many days, until a team's own are known. */
const USUAL_MS = 14 * 86_400_000;

export function readHistory(text: string, question: HistoryQuestion): HistoryReading {
  const reading = readTable(text);
  if (!reading.ok) return { ...nothing, problems: [{ ...reading.problem, value: "" }] };
  const { table } = reading;
  const columns = columnsIn(table.header, question.columns);
  const missing = neededColumns.filter((column) => columns[column] === undefined);
  if (missing.length > 0) {
    const problems = missing.map(
      (value) => ({ line: null, code: "column_missing", value }) as const,
    );
    return { ...nothing, header: table.header, columns, problems };
  }
  const lines = new Lines(question, placesOf(table, columns));
  for (const { line, cells } of table.rows) lines.read(line, cells);
  const torn = reading.problems.map((problem) => ({ ...problem, value: "" }));
  const problems = [...torn, ...lines.problems].sort(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  );
  const { leads, strangers, words, undated } = lines;
  return { header: table.header, columns, leads, problems, strangers, words, undated };
}

type Places = Readonly<Partial<Record<HistoryColumn, number>>>;

function placesOf({ header }: Table, columns: ColumnChoice): Places {
  return Object.fromEntries(
    Object.entries(columns).map(([column, heading]) => [column, header.indexOf(heading)]),
  );
}

class Lines {
  readonly leads: HistoryLead[] = [];
  readonly problems: HistoryProblem[] = [];
  readonly strangers = new Map<string, number>();
  readonly words = new Map<string, { leads: number; outcome: HistoryOutcome | null }>();
  undated = 0;
  readonly #question: HistoryQuestion;
  readonly #places: Places;
  readonly #seen = new Set<string>();

  constructor(question: HistoryQuestion, places: Places) {
    this.#question = question;
    this.#places = places;
  }

  read(line: number, cells: readonly string[]): void {
    const cell = (column: HistoryColumn) => cells[this.#places[column] ?? -1] ?? "";
    try {
      const lead = this.#leadIn(cell);
      const moments = this.#momentsIn(cell);
      const price = priceIn(cell);
      const manager = this.#memberOf(cell("manager"));
      if (manager === null) return;
      const sold = moments.outcome === "won" ? price : null;
      this.leads.push({ lead, manager, source: cell("source"), ...moments, price: sold });
    } catch (error) {
      if (!(error instanceof LineProblem)) throw error;
      this.problems.push({ line, code: error.code, value: error.value });
    }
  }

  #leadIn(cell: Cell): string {
    const lead = cell("lead");
    if (lead === "") throw new LineProblem("no_lead", "");
    if (this.#seen.has(lead)) throw new LineProblem("lead_twice", lead);
    this.#seen.add(lead);
    return lead;
  }

  /** When it came and what became of it. */
  #momentsIn(cell: Cell): Pick<HistoryLead, "receivedAt" | "outcome" | "endedAt"> {
    const receivedAt = this.#momentIn(cell("received"), "received");
    const closed = cell("closed");
    const outcome = this.#outcomeOf(cell("outcome"), closed);
    const closedAt = closed === "" ? null : this.#momentIn(closed, "closed");
    // Where one of the two is a day only, their order within it is not known.
    if (closedAt !== null && closedAt < receivedAt - DAY_MS) {
      throw new LineProblem("closed_early", closed);
    }
    if (outcome === "open") return { receivedAt, outcome, endedAt: null };
    if (closedAt === null) this.undated += 1;
    const usual = Math.min(this.#question.now, receivedAt + USUAL_MS);
    return { receivedAt, outcome, endedAt: Math.max(receivedAt, closedAt ?? usual) };
  }

  #momentIn(text: string, column: "received" | "closed"): number {
    const { now, timeZone } = this.#question;
    const at = momentOf(text, timeZone);
    if (at === null) throw new LineProblem(`${column}_unreadable`, text);
    if (isFuture(at, now, timeZone)) throw new LineProblem(`${column}_future`, text);
    return at;
  }

  /** A stage that is no outcome is one of the way, as long as the lead has no day of closing. */
  #outcomeOf(word: string, closed: string): HistoryOutcome {
    const { outcomes } = this.#question;
    const said = Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
    const outcome = said ?? outcomeOf(word) ?? (closed === "" ? "open" : null);
    const known = this.words.get(word);
    const meaning = known?.outcome === null ? null : outcome;
    this.words.set(word, { leads: (known?.leads ?? 0) + 1, outcome: meaning });
    if (outcome === null) throw new LineProblem("outcome_unknown", word);
    return outcome;
  }

  /** His key; null: he is not of the rule, which is counted. */
  #memberOf(name: string): string | null {
    const manager = this.#question.managerOf(name);
    if (manager !== null && this.#question.isMember(manager)) return manager;
    this.strangers.set(name, (this.strangers.get(name) ?? 0) + 1);
    return null;
  }
}

type Cell = (column: HistoryColumn) => string;

/** Null: nothing stands there. */
function priceIn(cell: Cell): number | null {
  const price = priceOf(cell("price"));
  if (price === null) throw new LineProblem("price_unreadable", cell("price"));
  return price ?? null;
}

class LineProblem extends Error {
  readonly code: HistoryProblem["code"];
  readonly value: string;

  constructor(code: HistoryProblem["code"], value: string) {
    super(code);
    this.code = code;
    this.value = value;
  }
}
