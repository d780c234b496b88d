/**
 * Shares by conversion in a run: those of `conversion` move with every outcome, those of `adaptive`
 * at midnight of the account's zone. Nothing is kept where no rule shares so.
 */
import {
  emptyBooks,
  noteDecision,
  noteEnd,
  noteHand,
  noteTouch,
  passingIn,
  type RuleBooks,
} from "#core/conversion/rule-books.ts";
import { evidenceFor, shareBy } from "#core/conversion/set-shares.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { isControl } from "#core/methods/control.ts";
import type { Scene } from "#core/outcome.ts";
import type { CompiledRule } from "#core/program.ts";
import { dayAt, instantOf } from "#core/time.ts";
import type { SimEvent } from "./event.ts";

const outcomes = { won: "won", lost: "lost", junk: "junk", reopened: "open" } as const;

export class SalesShares {
  readonly #scene: Scene;
  readonly #books: RuleBooks;
  readonly #byConversion: readonly CompiledRule[];
  readonly #adaptive: readonly CompiledRule[];
  /** Something that shares by conversion depend on has happened. */
  #isNew = false;
  /** Epoch ms of the first moment of the next day. */
  #night = Number.NEGATIVE_INFINITY;

  constructor(scene: Scene) {
    this.#scene = scene;
    const { program } = scene;
    this.#books = emptyBooks(program);
    const sharing = program.rules.filter(({ sharesFromOutside }) => sharesFromOutside);
    this.#adaptive = sharing.filter(({ rule }) => rule.method === "adaptive");
    this.#byConversion = sharing.filter(({ rule }) => rule.method === "conversion");
  }

  /** To be called before anything of `at` (epoch ms) happens: the nights up to it have gone by. */
  passTo(at: number): void {
    if (this.#adaptive.length === 0 || at < this.#night) return;
    const { timeZone } = this.#scene.program.configuration.account;
    const today = dayAt(at, timeZone);
    const midnight = instantOf(today, 0, timeZone);
    this.#night = instantOf(today + 1, 0, timeZone);
    // Of several nights only the last one can be told from the others: nothing happened between.
    for (const rule of this.#adaptive) this.#share(rule, midnight);
  }

  decided(record: DecisionRecord): void {
    if (this.#books.size > 0) noteDecision(this.#books, passingIn(record));
  }

  givenByHand(given: {
    readonly lead: string;
    readonly manager: string;
    readonly at: number;
  }): void {
    noteHand(this.#books, given);
  }

  told(event: Exclude<SimEvent, { readonly kind: "lead" }>): void {
    if (!("lead" in event) || event.kind === "owner") return;
    const { kind, lead, at } = event;
    if (kind === "taken") {
      noteTouch(this.#books, lead, at);
      return;
    }
    const { price } = event;
    const state = outcomes[kind];
    noteEnd(this.#books, { lead, state, at, ...(price === undefined ? {} : { price }) });
    this.#isNew = this.#byConversion.length > 0;
  }

  /** To be called before a decision at `at` (epoch ms). */
  refresh(at: number): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    for (const rule of this.#byConversion) this.#share(rule, at);
  }

  isControl(lead: string): boolean {
    const { program, state } = this.#scene;
    return this.#adaptive.length > 0 && isControl(program, state, lead);
  }

  #share(rule: CompiledRule, at: number): void {
    const { id } = rule.rule;
    const book = this.#books.get(id);
    if (book === undefined) return;
    const { program, state } = this.#scene;
    shareBy(state, id, { evidence: evidenceFor(program, rule, { book, at }) });
  }
}
