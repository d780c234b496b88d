/**
 * What belongs to a desk whose rules share by sales: their books, and when shares are concluded from
 * them. Those of `conversion` move with every outcome, those of `adaptive` at midnight of the
 * account's zone; a new configuration, or another past, moves all of them.
 */
import { noteDecision, passingIn } from "#core/conversion/rule-books.ts";
import { evidenceFor, shareBy } from "#core/conversion/set-shares.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import type { AccountState } from "#core/state.ts";
import { dayAt, instantOf } from "#core/time.ts";
import type { Outcome } from "#store/outcomes.ts";
import type { StoredShares } from "#store/rule-shares.ts";
import { sha256 } from "./chain.ts";
import { noteOutcome, type ReadBooks } from "./sales-books.ts";

export function sharingRules({ rules }: Program): readonly CompiledRule[] {
  return rules.filter(({ sharesFromOutside }) => sharesFromOutside);
}

const isNightly = ({ rule }: CompiledRule): boolean => rule.method === "adaptive";

interface Seat {
  readonly program: Program;
  readonly state: AccountState;
}

export class SalesDesk {
  readonly #seat: Seat;
  #read: ReadBooks;
  /** Rule → by what it shares, by hash. */
  readonly #hashes: Map<string, string>;
  /** Something was heard of leads since the shares of rules by conversion were concluded. */
  #isNew = false;
  /** Concluded, and not yet written. */
  #unwritten: StoredShares[] = [];
  #nextAt: number | null;

  /**
   * @param stored by what the rules share as it stands in `seat.state`
   * @param nextAt epoch ms at which all shares are to be concluded anew; null: never
   */
  constructor(
    seat: Seat,
    read: ReadBooks,
    {
      stored,
      nextAt,
    }: { readonly stored: readonly StoredShares[]; readonly nextAt: number | null },
  ) {
    this.#seat = seat;
    this.#read = read;
    this.#hashes = new Map(stored.map(({ rule, hash }) => [rule, hash]));
    this.#nextAt = nextAt;
  }

  get read(): ReadBooks {
    return this.#read;
  }

  /** When shares move next by themselves. */
  get nextAt(): number | null {
    return this.#nextAt;
  }

  decided(record: DecisionRecord): void {
    noteDecision(this.#read.books, passingIn(record));
  }

  heard(outcome: Outcome): void {
    noteOutcome(this.#read.books, outcome);
    this.#isNew ||= outcome.kind !== "touched" && outcome.kind !== "given";
  }

  /**
   * Concludes what is due, before a decision at `at` (epoch ms).
   *
   * @param afterSeq the account's last decision
   */
  refresh(at: number, afterSeq: number): void {
    const due = this.#nextAt;
    const isDue = due !== null && at >= due;
    if (!isDue && !this.#isNew) return;
    this.#isNew = false;
    const rules = sharingRules(this.#seat.program);
    if (isDue) this.#nextAt = rules.some(isNightly) ? this.#midnight(at, 1) : null;
    // However late somebody comes to it, a night's shares are those of midnight.
    const night = this.#midnight(at, 0);
    const moment = isDue && night >= due ? night : at;
    for (const rule of rules) {
      if (isDue || !isNightly(rule)) this.#conclude(rule, { at: moment, afterSeq });
    }
  }

  /** What is to be written: of shares by which nothing was decided, the last. */
  get unwritten(): readonly StoredShares[] {
    return [
      ...new Map(this.#unwritten.map((one) => [`${one.afterSeq} ${one.rule}`, one])).values(),
    ];
  }

  /** The first moment of the account's day, so many days after that of `at`. */
  #midnight(at: number, days: number): number {
    const { timeZone } = this.#seat.program.configuration.account;
    return instantOf(dayAt(at, timeZone) + days, 0, timeZone);
  }

  #conclude(
    rule: CompiledRule,
    { at, afterSeq }: { readonly at: number; readonly afterSeq: number },
  ): void {
    const { program, state } = this.#seat;
    const { id } = rule.rule;
    const book = this.#read.books.get(id);
    if (book === undefined) return;
    const found = evidenceFor(program, rule, { book, at });
    const evidence = JSON.stringify(found);
    const hash = sha256(evidence);
    if (this.#hashes.get(id) === hash) return;
    this.#hashes.set(id, hash);
    shareBy(state, id, { evidence: found, hash });
    this.#unwritten.push({ rule: id, afterSeq, at, evidence, hash });
  }

  /** Everything is written, decisions and outcomes up to these. */
  written(to: { readonly seq: number; readonly outcome: number }): void {
    this.#unwritten = [];
    this.#read = { books: this.#read.books, readTo: { ...this.#read.readTo, ...to } };
  }
}
