/** A decision as the simulator prints it: keys and their order are a contract. */
import type { DecisionRecord } from "#core/decision.ts";
import { formatInstant } from "#core/time.ts";

/** One JSON object without a line end; times in `timeZone`. */
export function decisionLine(record: DecisionRecord, timeZone: string): string {
  const { at, lead, kind, rule, manager, cause, until } = record;
  // Written out piece by piece, since a million lines take half the time so.
  const ends =
    kind === "waiting" && until !== null ? `,"until":"${formatInstant(until, timeZone)}"` : "";
  return (
    `{"at":"${formatInstant(at, timeZone)}","lead":${JSON.stringify(lead)},"kind":"${kind}",` +
    `"rule":${JSON.stringify(rule)},"manager":${JSON.stringify(manager)},"cause":"${cause}"${ends}}`
  );
}
