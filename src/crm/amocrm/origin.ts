/**
 * How a lead came, as far as the CRM's unsorted inbox or a webhook tells. The lead itself does not
 * keep it: once accepted, nothing in the API says that it began as a call.
 */
import type { Channel, Facts } from "#core/decision.ts";

/** amoCRM's words for where an unsorted lead came from. */
const channels: ReadonlyMap<string, Channel> = new Map([
  ["sip", "call"],
  ["forms", "written"],
  ["chats", "written"],
  ["mail", "written"],
]);

export interface UnsortedWords {
  readonly category: string | null;
  readonly source: string | null;
  readonly sourceId?: string | null;
  readonly form: string | null;
  readonly contact: string | null;
}

/** The facts in an unsorted lead's words: those that are there. */
export function originFacts(words: UnsortedWords): Facts {
  const entries: [string, string | null | undefined][] = [
    ["channel", channels.get(words.category ?? "")],
    ["source", words.source ?? words.form],
    ["source_id", words.sourceId],
    ["form", words.form],
    ["contact", words.contact],
    ["created_by", words.category === "forms" ? "form" : null],
  ];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** The newest leads whose origin is remembered; older ones are asked for. */
const rememberedMax = 5_000;

/**
 * What webhooks told of leads that are about to be read, so that reading them need not ask the
 * unsorted inbox again. A cache and no truth: it is empty after a restart.
 */
export class Origins {
  readonly #byLead = new Map<string, Facts>();

  /** What was told first stays: a call note on a lead does not undo that it came by a form. */
  remember(lead: string, facts: Facts): void {
    if (Object.keys(facts).length === 0) return;
    const known = this.#byLead.get(lead);
    this.#byLead.delete(lead);
    this.#byLead.set(lead, { ...facts, ...known });
    const [oldest] = this.#byLead.keys();
    if (oldest !== undefined && this.#byLead.size > rememberedMax) this.#byLead.delete(oldest);
  }

  of(lead: string): Facts | undefined {
    return this.#byLead.get(lead);
  }
}
