/** What a check has found: keys, their order and the codes are used by scripts outside. */
import type { FactValue } from "#core/decision.ts";

/** A lead as a line of an events file: a new lead at a moment, with the facts that matter. */
export interface Example {
  /** ISO 8601 in the account's zone. */
  readonly at: string;
  readonly lead: string;
  readonly [fact: string]: FactValue;
}

export interface Finding {
  /** An error stops the configuration from being used; a warning does not. */
  readonly severity: "error" | "warning";
  readonly code: string;
  /** The rule's id; null where the finding is about no single rule. */
  readonly rule: string | null;
  /** ISO 8601 in the account's zone, half-open; null where no time is to blame. */
  readonly from: string | null;
  readonly to: string | null;
  /** A lead that shows it; null where none is needed. */
  readonly example: Example | null;
  /** One sentence, with how the interval repeats. */
  readonly message: string;
}
