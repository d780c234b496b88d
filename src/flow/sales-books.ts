/**
 * The books of an account's rules by sales, read from what is stored: leads of the time before, then
 * decisions and outcomes in the order in which the account came to know them. Read once; after that
 * only what has been added is, since books go with what they have read so far.
 */
import {
  emptyBooks,
  noteDecision,
  noteEnd,
  noteHand,
  noteHistory,
  noteTouch,
  type RuleBooks,
} from "#core/conversion/rule-books.ts";
import type { Program } from "#core/program.ts";
import type { Account } from "#store/accounts.ts";
import { importedLeads, type Outcome, outcomesAfter, passingsAfter } from "#store/outcomes.ts";
import type { Db } from "#store/schema.ts";

/** How far books have been read. */
export interface ReadTo {
  /** The last decision and the last outcome. */
  readonly seq: number;
  readonly outcome: number;
  readonly history: number;
  readonly configuration: number;
}

export interface ReadBooks {
  readonly books: RuleBooks;
  readonly readTo: ReadTo;
}

export const nowIn = (account: Account): ReadTo => ({
  seq: account.chainSeq,
  outcome: account.outcomeSeq,
  history: account.historyVersion,
  configuration: account.configurationVersion,
});

const PAGE = 10_000;

/**
 * The account's books as they are now.
 *
 * @param known books of the account that somebody has read before, which are read on
 */
export async function readBooks(
  db: Db,
  account: Account,
  { program, known }: { readonly program: Program; readonly known: ReadBooks | null },
): Promise<ReadBooks> {
  const { id, historyVersion, configurationVersion } = account;
  const isSamePast =
    known?.readTo.history === historyVersion && known.readTo.configuration === configurationVersion;
  if (known !== null && isSamePast) {
    await readOn(db, id, known);
    return { books: known.books, readTo: nowIn(account) };
  }
  const books = emptyBooks(program);
  for (const lead of await importedLeads(db, id)) {
    noteHistory(books, { ...lead, at: lead.receivedAt });
    if (lead.endedAt !== null)
      noteOutcome(books, { ...lead, kind: lead.outcome, at: lead.endedAt });
  }
  await readOn(db, id, { books, readTo: { ...nowIn(account), seq: 0, outcome: 0 } });
  return { books, readTo: nowIn(account) };
}

/** Merges the two streams: an outcome comes behind the decision that it names. */
async function readOn(db: Db, account: string, { books, readTo }: ReadBooks): Promise<void> {
  const outcomes = new Stream(readTo.outcome, (after) =>
    outcomesAfter(db, { account, after, limit: PAGE }),
  );
  let after = readTo.seq;
  for (;;) {
    const page = await passingsAfter(db, { account, after, limit: PAGE });
    for (const passing of page) {
      await outcomes.upTo(passing.seq - 1, (outcome) => noteOutcome(books, outcome));
      noteDecision(books, passing);
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) break;
  }
  await outcomes.upTo(Number.POSITIVE_INFINITY, (outcome) => noteOutcome(books, outcome));
}

class Stream {
  readonly #read: (after: number) => Promise<readonly Outcome[]>;
  #page: readonly Outcome[] = [];
  #place = 0;
  #last: number;
  #isOver = false;

  constructor(after: number, read: (after: number) => Promise<readonly Outcome[]>) {
    this.#last = after;
    this.#read = read;
  }

  /** Hands out what comes behind the decisions up to `seq`. */
  async upTo(seq: number, sink: (outcome: Outcome) => void): Promise<void> {
    for (;;) {
      if (this.#place === this.#page.length && !(await this.#turn())) return;
      const next = this.#page[this.#place] as Outcome;
      if (next.afterSeq > seq) return;
      this.#place += 1;
      sink(next);
    }
  }

  async #turn(): Promise<boolean> {
    if (this.#isOver) return false;
    this.#page = await this.#read(this.#last);
    this.#place = 0;
    this.#last = this.#page.at(-1)?.id ?? this.#last;
    this.#isOver = this.#page.length < PAGE;
    return this.#page.length > 0;
  }
}

/** An outcome as books take it in. */
export function noteOutcome(
  books: RuleBooks,
  { lead, kind, at, manager, price }: Omit<Outcome, "id" | "afterSeq">,
): void {
  if (kind === "given") noteHand(books, { lead, manager, at });
  else if (kind === "touched") noteTouch(books, lead, at);
  else noteEnd(books, { lead, state: kind, at, ...(price === null ? {} : { price }) });
}
