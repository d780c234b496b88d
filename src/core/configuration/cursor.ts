/**
 * A place in a raw configuration. Reading never throws and never stops at the first mistake: what
 * cannot be read is reported with its path and answered with null, and the reader goes on with a
 * default, so that one pass finds every problem. A configuration with problems is never used.
 */
import { nearestName } from "./nearest.ts";
import type { ConfigurationProblem } from "./types.ts";

export type Fields<Key extends string> = { readonly [K in Key]?: Cursor };

/** What a problem is about; the three that a checker reports as findings are of meaning. */
type ProblemCode =
  | "unknown_reference"
  | "percent_sum"
  | "empty_rule"
  | "unknown_key"
  | "missing_key"
  | "wrong_type"
  | "wrong_value"
  | "duplicate"
  | "overlap";

const ofMeaning: readonly ProblemCode[] = ["unknown_reference", "percent_sum", "empty_rule"];

/** Longer texts are shown by their beginning: the message must stay one readable line. */
const SHOWN_LETTERS = 60;

export class Cursor {
  readonly value: unknown;
  readonly path: ConfigurationProblem["path"];
  readonly #problems: ConfigurationProblem[];

  constructor(
    value: unknown,
    problems: ConfigurationProblem[],
    path: ConfigurationProblem["path"] = [],
  ) {
    this.value = value;
    this.path = path;
    this.#problems = problems;
  }

  /** The same place as the key of what stands there: what is read here is the key itself. */
  get key(): string {
    return String(this.path.at(-1) ?? "");
  }

  /** Reports what stands here. */
  refuse(code: ProblemCode, message: string, remedy: string): null {
    this.#problems.push({ ...this.#problem(code), message, remedy });
    return null;
  }

  /** Reports the key under which it stands. */
  refuseKey(code: ProblemCode, message: string, remedy: string): null {
    this.#problems.push({ ...this.#problem(code), onKey: true, message, remedy });
    return null;
  }

  #problem(code: ProblemCode): Pick<ConfigurationProblem, "path" | "code" | "kind"> {
    return { path: this.path, code, kind: ofMeaning.includes(code) ? "meaning" : "shape" };
  }

  /** Reports that something of another type is expected here. */
  refuseType(expected: string): null {
    return this.refuse(
      "wrong_type",
      `Here stands ${described(this.value)}, where ${expected} is expected.`,
      `Write ${expected}.`,
    );
  }

  get isMap(): boolean {
    return isMap(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** What a map holds, in the order of the document. Nothing at all is an empty map. */
  entries(expected: string): readonly Cursor[] {
    if (this.value === null || this.value === undefined) return [];
    if (!isMap(this.value)) {
      this.refuseType(expected);
      return [];
    }
    return entriesOf(this.value).map(([key, value]) => this.#child(key, value));
  }

  /** The elements of a list. Nothing at all is an empty list. */
  items(expected: string): readonly Cursor[] {
    if (this.value === null || this.value === undefined) return [];
    if (Array.isArray(this.value)) {
      return this.value.map((item: unknown, index) => this.#child(index, item));
    }
    this.refuseType(expected);
    return [];
  }

  /** The elements of a list, or the one thing that stands in its place. */
  oneOrMore(): readonly Cursor[] {
    return Array.isArray(this.value) ? this.items("a list") : [this];
  }

  /** The known keys of `what`; others are refused. A key with nothing behind it counts as absent. */
  fields<Key extends string>(what: string, known: readonly Key[]): Fields<Key> {
    const found: { [K in Key]?: Cursor } = {};
    for (const entry of this.entries(`${what} with the keys ${known.join(", ")}`)) {
      const key = known.find((name) => name === entry.key);
      if (key === undefined) entry.#refuseUnknownKey(what, known);
      else if (entry.value !== null && entry.value !== undefined) found[key] = entry;
    }
    return found;
  }

  #refuseUnknownKey(what: string, known: readonly string[]): void {
    const nearest = nearestName(this.key, known);
    this.refuseKey(
      "unknown_key",
      `"${shortened(this.key)}" is no key of ${what}.`,
      nearest === null ? `Its keys are ${known.join(", ")}.` : `Did you mean "${nearest}"?`,
    );
  }

  text(expected = "a text"): string | null {
    return typeof this.value === "string" ? this.value : this.refuseType(expected);
  }

  /** A name or an id: a text that is not empty, or a number as its text. */
  name(expected = "a name"): string | null {
    if (typeof this.value === "number") return String(this.value);
    if (typeof this.value !== "string") return this.refuseType(expected);
    if (this.value.trim() !== "") return this.value;
    return this.refuse("wrong_value", "Here stands an empty text.", `Write ${expected}.`);
  }

  flag(): boolean | null {
    return typeof this.value === "boolean" ? this.value : this.refuseType("true or false");
  }

  /** A number from `min` to `max`, both included. */
  number(min: number, max: number): number | null {
    const { value } = this;
    if (typeof value !== "number" || Number.isNaN(value)) return this.refuseType("a number");
    if (min <= value && value <= max) return value;
    return this.refuse(
      "wrong_value",
      `${value} is out of range.`,
      Number.isFinite(max) ? `Write a number from ${min} to ${max}.` : `Write at least ${min}.`,
    );
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number | null {
    const number = this.number(min, max);
    if (number === null || Number.isSafeInteger(number)) return number;
    return this.refuse("wrong_value", `${number} is no whole number.`, "Write a whole number.");
  }

  /** One of a few words. */
  choice<Word extends string>(words: readonly Word[]): Word | null {
    const word = words.find((known) => known === this.value);
    if (word !== undefined) return word;
    const oneOf = words.length === 1 ? words.join() : `one of ${words.join(", ")}`;
    if (typeof this.value !== "string") return this.refuseType(oneOf);
    const nearest = nearestName(this.value, words);
    return this.refuse(
      "wrong_value",
      `"${shortened(this.value)}" is not known here.`,
      nearest === null ? `Write ${oneOf}.` : `Did you mean "${nearest}"?`,
    );
  }

  #child(key: string | number, value: unknown): Cursor {
    return new Cursor(value, this.#problems, [...this.path, key]);
  }
}

/** What `read` makes of a place, or what holds where nothing is written. */
export function readOr<Read, Absent>(
  cursor: Cursor | undefined,
  read: (cursor: Cursor) => Read,
  absent: Absent,
): Read | Absent {
  return cursor === undefined ? absent : read(cursor);
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A `Map` keeps the document's order, which a plain object loses for keys that look like numbers. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, held]) => [String(key), held] as const);
  return Object.entries(value);
}

function described(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return `the text "${shortened(value)}"`;
  return `the ${typeof value} ${String(value)}`;
}

/** A text as a message shows it. */
export function shortened(text: string): string {
  return text.length <= SHOWN_LETTERS ? text : `${text.slice(0, SHOWN_LETTERS)}…`;
}
