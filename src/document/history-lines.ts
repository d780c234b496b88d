/** The rows of a history file, one after another: leads, what is wrong, and what nobody understands. */
import type { CsvRow } from "./csv-rows.ts";
import { type HistoryColumn, neededColumns } from "./history-columns.ts";
import {
  type HistoryOutcome,
  hasClosing,
  isFuture,
  momentOf,
  outcomeOf,
  priceOf,
} from "./history-values.ts";

export interface HistoryQuestion {
  /** The account's. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
  /** The key of whoever is written so; null: nobody is known by that name. */
  managerOf(name: string): string | null;
  readonly isMember: (manager: string) => boolean;
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

export interface LineProblem {
  readonly line: number;
  readonly code:
    | "cells"
    | "no_lead"
    | "lead_long"
    | "lead_twice"
    | "received_unreadable"
    | "received_future"
    | "closed_unreadable"
    | "closed_early"
    | "closed_future"
    | "outcome_unknown"
    | "price_unreadable";
  /** What stands there. */
  readonly value: string;
}

export interface Word {
  readonly leads: number;
  /** What it is taken for; null: nobody knows. */
  readonly outcome: HistoryOutcome | null;
}

/** Column → its place in a row. */
export type Places = Readonly<Partial<Record<HistoryColumn, number>>>;

const DAY_MS = 86_400_000;
/** Half of all deals are closed within so many days, until a team's own are known. */
const USUAL_MS = 14 * DAY_MS;
/** As long as the id of a lead that is handed in by API may be. */
const LEAD_MAX = 100;
/** So much of what stands there tells people what is meant. */
const SHOWN_MAX = 200;

export class HistoryLines {
  readonly leads: HistoryLead[] = [];
  readonly problems: LineProblem[] = [];
  readonly strangers = new Map<string, number>();
  readonly words = new Map<string, Word>();
  undated = 0;
  readonly #question: HistoryQuestion;
  readonly #places: Places;
  readonly #width: number;
  readonly #neededWidth: number;
  readonly #seen = new Set<string>();

  /** @param width cells of the header */
  constructor(question: HistoryQuestion, places: Places, width: number) {
    this.#question = question;
    this.#places = places;
    this.#width = width;
    this.#neededWidth = 1 + Math.max(...neededColumns.map((column) => places[column] ?? -1));
  }

  read({ line, cells }: CsvRow): void {
    // Spreadsheets save empty rows, and cells beyond the last column.
    if (cells.every((cell) => cell === "")) return;
    const cell = (column: HistoryColumn) => cells[this.#places[column] ?? -1] ?? "";
    try {
      this.#countCells(cells);
      const lead = this.#leadIn(cell);
      const moments = this.#momentsIn(cell);
      const price = priceIn(cell);
      const manager = this.#memberOf(cell("manager"));
      if (manager === null) return;
      const sold = moments.outcome === "won" ? price : null;
      this.leads.push({ lead, manager, source: cell("source"), ...moments, price: sold });
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      this.problems.push({ line, code: error.code, value: error.value.slice(0, SHOWN_MAX) });
    }
  }

  #countCells(cells: readonly string[]): void {
    const isTorn = cells.length < this.#neededWidth;
    if (isTorn || cells.slice(this.#width).some((cell) => cell !== "")) throw new Wrong("cells");
  }

  #leadIn(cell: Cell): string {
    const lead = cell("lead");
    if (lead === "") throw new Wrong("no_lead");
    if (lead.length > LEAD_MAX) throw new Wrong("lead_long", lead);
    if (this.#seen.has(lead)) throw new Wrong("lead_twice", lead);
    this.#seen.add(lead);
    return lead;
  }

  /** When it came and what became of it. */
  #momentsIn(cell: Cell): Pick<HistoryLead, "receivedAt" | "outcome" | "endedAt"> {
    const receivedAt = this.#momentIn(cell("received"), "received");
    const closed = cell("closed");
    const isClosed = hasClosing(closed);
    const outcome = this.#outcomeOf(cell("outcome"), isClosed);
    const closedAt = isClosed ? this.#momentIn(closed, "closed") : null;
    // Where one of the two is a day only, their order within it is not known.
    if (closedAt !== null && closedAt < receivedAt - DAY_MS)
      throw new Wrong("closed_early", closed);
    if (outcome === "open") return { receivedAt, outcome, endedAt: null };
    if (closedAt === null) this.undated += 1;
    const usual = Math.min(this.#question.now, receivedAt + USUAL_MS);
    return { receivedAt, outcome, endedAt: Math.max(receivedAt, closedAt ?? usual) };
  }

  #momentIn(text: string, column: "received" | "closed"): number {
    const { now, timeZone } = this.#question;
    const at = momentOf(text, timeZone);
    if (at === null) throw new Wrong(`${column}_unreadable`, text);
    if (isFuture(at, now, timeZone)) throw new Wrong(`${column}_future`, text);
    return at;
  }

  /** A stage that is no outcome is one of the way, as long as the lead has no day of closing. */
  #outcomeOf(word: string, isClosed: boolean): HistoryOutcome {
    const { outcomes } = this.#question;
    const said = Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
    const outcome = said ?? outcomeOf(word) ?? (isClosed ? null : "open");
    const known = this.words.get(word);
    const meaning = known?.outcome === null ? null : outcome;
    this.words.set(word, { leads: (known?.leads ?? 0) + 1, outcome: meaning });
    if (outcome === null) throw new Wrong("outcome_unknown", word);
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
  if (price === null) throw new Wrong("price_unreadable", cell("price"));
  return price ?? null;
}

class Wrong extends Error {
  readonly code: LineProblem["code"];
  readonly value: string;

  constructor(code: LineProblem["code"], value = "") {
    super(code);
    this.code = code;
    this.value = value;
  }
}
