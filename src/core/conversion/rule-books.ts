/**
 * The books of an account: what every rule by conversion learns from its decisions and from what
 * becomes of its leads. Every rule's decisions are written into every book, since they are load.
 */
import type { Cause, ChosenBy, DecisionRecord, Facts } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import {
  type Ended,
  emptyBook,
  ended,
  letLie,
  type OutcomeBook,
  type Received,
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

/** All that a book learns from a decision. */
export interface Passing {
  readonly lead: string;
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Cause;
  readonly rule: string | null;
  /** Who had the lead and has it no more; null: nobody lost it. */
  readonly loser: string | null;
  /** Who has received it; null: nobody. */
  readonly receiver: string | null;
  /** Whether it was his share that brought it to him. */
  readonly byShare: boolean;
  /** Fact `source`; "" where there is none. */
  readonly source: string;
}

export function passingIn(record: DecisionRecord): Passing {
  const { lead, at, cause, rule, kind, manager, chosenBy, move, facts } = record;
  return {
    lead,
    at,
    cause,
    rule,
    loser: kind === "left" ? null : (move?.from ?? null),
    receiver: kind === "assigned" ? manager : null,
    byShare: kind === "assigned" && byShare.has(chosenBy),
    source: sourceIn(facts),
  };
}

/** A decision was made. */
export function noteDecision(books: RuleBooks, passing: Passing): void {
  const { lead, at, rule, receiver, source } = passing;
  for (const [id, book] of books) {
    noteLoss(book, passing);
    if (receiver === null) continue;
    if (id === rule && passing.byShare) {
      receivedByShare(book, { lead, manager: receiver, source, at });
    } else receivedOtherwise(book, { lead, manager: receiver, at });
  }
}

/** Whoever had the lead has it no more: because he let it lie, or for a reason that is not his. */
function noteLoss(book: OutcomeBook, { lead, at, cause, loser }: Passing): void {
  if (loser === null) return;
  if (cause === "not_taken") letLie(book, lead, at);
  else withdraw(book, lead);
}

function sourceIn({ source }: Facts): string {
  return typeof source === "string" ? source : "";
}

/** In the CRM somebody gave the lead to another; null: to nobody whom the rules know. */
export function noteHand(
  books: RuleBooks,
  {
    lead,
    manager,
    at,
  }: { readonly lead: string; readonly manager: string | null; readonly at: number },
): void {
  for (const book of books.values()) {
    if (manager === null) withdraw(book, lead);
    else receivedOtherwise(book, { lead, manager, at });
  }
}

/** A lead of the time before, handed out elsewhere: it counts as one of the rule's own. */
export function noteHistory(
  books: RuleBooks,
  { rule, lead, manager, source, at }: Received & { readonly rule: string },
): void {
  for (const [id, book] of books) {
    if (id === rule) receivedByShare(book, { lead, manager, source, at });
    else receivedOtherwise(book, { lead, manager, at });
  }
}

export function noteEnd(books: RuleBooks, end: Ended): void {
  for (const book of books.values()) ended(book, end);
}

/** @param at epoch ms of the first sign that the owner has begun */
export function noteTouch(books: RuleBooks, lead: string, at: number): void {
  for (const book of books.values()) touched(book, lead, at);
}
