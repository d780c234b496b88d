/** A decision as the simulator prints it: keys and their order are a contract. */
import type { DecisionRecord } from "#core/decision.ts";
import { formatInstant } from "#core/time.ts";

/** One JSON object without a line end; times in `timeZone`. */
export function decisionLine(record: DecisionRecord, timeZone: string): string {
  const { at, lead, kind, rule, manager, cause } = record;
  const until = kind === "waiting" ? record.until : null;
  return JSON.stringify({
    at: formatInstant(at, timeZone),
    lead,
    kind,
    rule,
    manager,
    cause,
    // Undefined is left out; an object of one shape is written fastest.
    until: until === null ? undefined : formatInstant(until, timeZone),
  });
}
