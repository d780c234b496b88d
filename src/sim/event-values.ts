/** The values of an event's line, each checked where it is read. */
import type { Duty, FactValue } from "#core/decision.ts";
import { parseInstant } from "#core/time.ts";
import { EventProblem } from "./event.ts";

/** One parsed line; nothing is known of it yet. */
export type Line = Readonly<Record<string, unknown>>;

const duties: readonly unknown[] = ["online", "paused", "offline"] satisfies readonly Duty[];
const channels: readonly unknown[] = ["call", "written", "other"];

export function instantOf(text: unknown): number {
  const at = typeof text === "string" ? parseInstant(text) : null;
  if (at !== null) return at;
  throw new EventProblem(
    `\`at\` is ${JSON.stringify(text ?? null)}, which is no moment.`,
    "Write an ISO 8601 time with its offset: 2026-03-02T09:05:00+07:00.",
  );
}

export function leadId({ lead }: Line): string {
  if (typeof lead === "string" && lead !== "") return lead;
  if (typeof lead === "number") return String(lead);
  throw new EventProblem(
    `\`lead\` is ${JSON.stringify(lead ?? null)}, which is no lead's id.`,
    'Give the id as text: "lead":"1001".',
  );
}

export function dutyOf(state: unknown): Duty {
  if (duties.includes(state)) return state as Duty;
  throw new EventProblem(
    `The duty state ${JSON.stringify(state ?? null)} is not known.`,
    "Use online, paused or offline.",
  );
}

export function seenOf(seen: unknown): boolean {
  if (typeof seen === "boolean") return seen;
  throw new EventProblem(
    `\`seen\` is ${JSON.stringify(seen ?? null)}, which is neither true nor false.`,
    'Write "seen":true or "seen":false.',
  );
}

export function factValue(key: string, value: unknown): FactValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new EventProblem(
    `\`${key}\` is ${JSON.stringify(value)}, which is no fact.`,
    "A fact is text, a number, true or false, or a list of texts.",
  );
}

/** The channel of a lead; `other` where the line has none. */
export function channelOf({ channel = null }: Line): FactValue {
  if (channel === null) return "other";
  if (channels.includes(channel)) return channel as FactValue;
  throw new EventProblem(
    `The channel ${JSON.stringify(channel)} is not known.`,
    "Use call, written or other.",
  );
}
