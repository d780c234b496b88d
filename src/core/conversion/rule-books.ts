/**
 * The books of an account: what every rule by conversion learns from its decisions and from what
 * becomes of its leads. Every rule's decisions are written into every book, since they are load.
 */
import type { ChosenBy, DecisionRecord, Facts } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import {
  type Ended,
  emptyBook,
  ended,
  letLie,
  type OutcomeBook,
  receivedByShare,
  receivedOtherwise,
  touched,
  withdraw,
} from "./outcome-book.ts";
import { shareSettings } from "./settings.ts";

/** Rule id → book, of the rules whose shares come from sales. */
export type RuleBooks = ReadonlyMap<string, OutcomeBook>;

export function emptyBooks({ rules, configuration }: Program): RuleBooks {
  const { timeZone } = configuration.account;
  return new Map(
    rules
      .filter(({ sharesFromOutside }) => sharesFromOutside)
      .map(({ rule }) => [rule.id, emptyBook(shareSettings(rule, timeZone).since)]),
  );
}

/** How somebody is chosen when it is his share that is asked about. */
const byShare: ReadonlySet<ChosenBy | null> = new Set([
  "only",
  "overdue",
  "deadline",
  "highest",
  "longest",
  "least",
]);

/** A decision was made. */
export function noteDecision(books: RuleBooks, record: DecisionRecord): void {
  const { lead, at, kind, manager, rule } = record;
  const receiver = kind === "assigned" ? manager : null;
  for (const [id, book] of books) {
    noteLoss(book, record);
    if (receiver === null) continue;
    if (id === rule && byShare.has(record.chosenBy)) {
      const source = sourceIn(record.facts);
      receivedByShare(book, { lead, manager: receiver, source, at });
    } else receivedOtherwise(book, { lead, manager: receiver, at });
  }
}

/** Whoever had the lead has it no more: because he let it lie, or for a reason that is not his. */
function noteLoss(book: OutcomeBook, { lead, at, cause, kind, move }: DecisionRecord): void {
  if (move === undefined || move.from === null || kind === "left") return;
  if (cause === "not_taken") letLie(book, lead, at);
  else withdraw(book, lead);
}

function sourceIn({ source }: Facts): string {
  return typeof source === "string" ? source : "";
}

/** A person gave the lead to somebody in the CRM. */
export function noteHand(
  books: RuleBooks,
  given: { readonly lead: string; readonly manager: string; readonly at: number },
): void {
  for (const book of books.values()) receivedOtherwise(book, given);
}

export function noteEnd(books: RuleBooks, end: Ended): void {
  for (const book of books.values()) ended(book, end);
}

/** @param at epoch ms of the first sign that the owner has begun */
export function noteTouch(books: RuleBooks, lead: string, at: number): void {
  for (const book of books.values()) touched(book, lead, at);
}
