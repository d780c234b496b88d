/** What became of a lead that a rule gave to somebody by his share. */

/**
 * `open` may still be won. `junk` was no lead at all: it counts for nobody. `missed` was let lie and
 * passed on: it stays in the count of whoever let it lie, as a lead not won.
 */
export type LeadState = "open" | "won" | "lost" | "junk" | "missed";

export interface LeadOutcome {
  /** Who answers for it: the last to whom a decision of the rule gave it by his share. */
  readonly manager: string;
  /** Fact `source`; "" where there is none. */
  readonly source: string;
  /** Epoch ms of the decision that gave it to him. */
  readonly receivedAt: number;
  /** His leads a month over all rules just before it; see load-meter.ts. */
  readonly load: number;
  readonly state: LeadState;
  /** Epoch ms at which it came to be so; null while it is open. */
  readonly endedAt: number | null;
  /** What it was sold for, in the account's currency; null: not won, or nobody said. */
  readonly price: number | null;
  /** Epoch ms of the first sign that he had begun with it; null: none yet. */
  readonly touchedAt: number | null;
  /** How often it was closed and opened again. */
  readonly reopened: number;
}
