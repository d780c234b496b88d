/** Reads the lines of an events file; whatever it does not understand ends the run with a reason. */
import type { FactValue } from "#core/decision.ts";
import { EventProblem, type SimEvent } from "./event.ts";
import {
  channelOf,
  dutyOf,
  factValue,
  instantOf,
  type Line,
  leadId,
  seenOf,
} from "./event-values.ts";

const keysOf = {
  duty: ["at", "event", "manager", "state"],
  presence: ["at", "event", "manager", "seen"],
  owner: ["at", "event", "lead", "manager"],
  taken: ["at", "event", "lead"],
  won: ["at", "event", "lead", "price"],
  lost: ["at", "event", "lead", "price"],
  junk: ["at", "event", "lead"],
  reopened: ["at", "event", "lead"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Happening = keyof typeof keysOf;
const happenings = Object.keys(keysOf) as readonly Happening[];
/** Not facts that rules ask for: what a line of a lead says beside them. */
const leadKeys: readonly string[] = ["at", "lead", "event", "contact"];

export interface Vocabulary {
  /** Keys of the configuration's managers. */
  readonly managers: ReadonlySet<string>;
  /** Whether rules may ask for a fact of this name. */
  readonly isFact: (name: string) => boolean;
  /** Called once for every key that nobody asks for. */
  readonly onUnknownKey: (key: string) => void;
}

export class EventReader {
  readonly #vocabulary: Vocabulary;
  readonly #warned = new Set<string>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** @throws EventProblem where the value is no event */
  read(raw: unknown): SimEvent {
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
      throw new EventProblem(
        "The line is not a JSON object.",
        'Write one object a line: {"at":"2026-03-02T09:05:00+07:00","lead":"1001"}.',
      );
    }
    const line = raw as Line;
    const event = line["event"] ?? null;
    return event === null ? this.#lead(line) : this.#happening(line);
  }

  #lead(line: Line): SimEvent {
    const at = instantOf(line["at"]);
    const lead = leadId(line);
    const facts: Record<string, FactValue> = { channel: channelOf(line) };
    const contact = line["contact"] ?? "";
    if (contact !== "") facts["contact"] = factValue("contact", contact);
    for (const key of Object.keys(line)) {
      if (key === "channel" || leadKeys.includes(key)) continue;
      if (!this.#vocabulary.isFact(key)) this.#unknown(key);
      else if (line[key] !== null) facts[key] = factValue(key, line[key]);
    }
    return { kind: "lead", at, lead, facts };
  }

  #happening(line: Line): SimEvent {
    const kind = happenings.find((known) => known === line["event"]);
    if (kind === undefined) {
      throw new EventProblem(
        `The event ${JSON.stringify(line["event"])} is not known.`,
        `Use one of ${happenings.join(", ")}; the line of a new lead has no \`event\`.`,
      );
    }
    const at = instantOf(line["at"]);
    const known: readonly string[] = keysOf[kind];
    for (const key of Object.keys(line)) if (!known.includes(key)) this.#unknown(key);
    switch (kind) {
      case "duty":
        return { kind, at, manager: this.#manager(line), duty: dutyOf(line["state"]) };
      case "presence":
        return { kind, at, manager: this.#manager(line), present: seenOf(line["seen"]) };
      case "owner":
        return { kind, at, lead: leadId(line), manager: this.#manager(line) };
      default: {
        const { price } = line;
        const sold = kind === "won" && typeof price === "number" ? { price } : {};
        return { kind, at, lead: leadId(line), ...sold };
      }
    }
  }

  #manager({ manager }: Line): string {
    const { managers } = this.#vocabulary;
    if (typeof manager === "string" && managers.has(manager)) return manager;
    throw new EventProblem(
      `The manager ${JSON.stringify(manager ?? null)} is not in the configuration.`,
      `Use one of ${[...managers].join(", ")}.`,
    );
  }

  #unknown(key: string): void {
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#vocabulary.onUnknownKey(key);
  }
}
