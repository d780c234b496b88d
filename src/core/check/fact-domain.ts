/**
 * One fact and everything that is asked of it: whether a lead can have it such that these tests
 * hold and those do not.
 *
 * The tests are tried on representatives by the core's own code. «No» is said only where it is
 * certain; for tests of text that no representative meets the answer is «maybe». Facts that a CRM
 * keeps as lists (tags, pipelines by name and id, fields with several values) may also be one, and
 * then every test may be met by another of its elements.
 */
import type { FactValue } from "#core/decision.ts";
import { compileConditions } from "#core/matching/conditions.ts";
import { minutesOf, numberOf } from "#core/matching/order.ts";
import type { Test } from "./formula.ts";
import { representativesOf } from "./representatives.ts";

/** Places of tests among the fact's tests, ascending. */
export interface Demand {
  readonly met: readonly number[];
  readonly unmet: readonly number[];
}

export type Answer =
  | { readonly can: "yes"; readonly value: FactValue | undefined }
  | { readonly can: "no" }
  | { readonly can: "maybe" };

/** These are one value wherever leads come from. */
const single = ["channel", "price", "source", "source_id", "form", "group"].concat([
  "client_time",
  "repeat",
  "created_by",
]);
const closed = ["channel", "repeat", "created_by"];

interface Kind {
  readonly value: Exclude<FactValue, readonly string[]> | undefined;
  /** By the test's place. */
  readonly meets: readonly boolean[];
}

export class FactDomain {
  readonly fact: string;
  readonly #tests: readonly Test[];
  readonly #kinds: readonly Kind[];
  /** What an element of a list can be. */
  readonly #elements: readonly Kind[];
  readonly #answers = new Map<string, Answer>();

  constructor(fact: string, tests: readonly Test[]) {
    this.fact = fact;
    this.#tests = tests;
    const meets = tests.map((test) => {
      const failing = compileConditions([test]);
      return (value: Kind["value"]) =>
        failing(value === undefined ? {} : { [fact]: value }) === null;
    });
    const kinds = new Map<string, Kind>();
    const elements = new Map<string, Kind>();
    for (const value of representativesOf(fact, tests)) {
      const kind = { value, meets: meets.map((isMet) => isMet(value)) };
      const key = kind.meets.map(Number).join("");
      if (!kinds.has(key)) kinds.set(key, kind);
      if (typeof value === "string" && !elements.has(key)) elements.set(key, kind);
    }
    this.#kinds = [...kinds.values()];
    this.#elements = single.includes(fact) ? [] : [...elements.values()];
  }

  answer(demand: Demand): Answer {
    const key = `${demand.met.join()}|${demand.unmet.join()}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#find(demand);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #find(demand: Demand): Answer {
    const kind = this.#kinds.find((one) => isMetBy(one, demand));
    if (kind !== undefined) return { can: "yes", value: kind.value };
    const elements = this.#elementsFor(demand);
    if (elements !== null) return { can: "yes", value: elements };
    return { can: this.#isImpossible(demand) && this.#isImpossibleAsList(demand) ? "no" : "maybe" };
  }

  /** A list in which every test is met by some element and none is met that must not be. */
  #elementsFor({ met, unmet }: Demand): readonly string[] | null {
    if (met.length === 0 || met.some((place) => this.#tests[place]?.op === "empty")) return null;
    const elements = met.map((place) =>
      this.#elements.find((one) => isMetBy(one, { met: [place], unmet: this.#ofElements(unmet) })),
    );
    if (elements.includes(undefined)) return null;
    return [...new Set(elements.map((one) => String(one?.value)))];
  }

  /** A list with an element is never empty, whatever the element. */
  #ofElements(places: readonly number[]): readonly number[] {
    return places.filter((place) => this.#tests[place]?.op !== "empty");
  }

  #isImpossibleAsList({ met, unmet }: Demand): boolean {
    if (this.#elements.length === 0) return true;
    if (met.length === 0 || met.some((place) => this.#tests[place]?.op === "empty")) return true;
    const refused = this.#ofElements(unmet);
    return met.some((place) => {
      const demand = { met: [place], unmet: refused };
      const found = this.#elements.some((one) => isMetBy(one, demand));
      return !found && this.#isImpossible(demand);
    });
  }

  /** Certain that no single value, represented or not, meets the demand that no representative meets. */
  #isImpossible({ met, unmet }: Demand): boolean {
    const isExact = (place: number) => this.#isComplete(place);
    if (closed.includes(this.fact) || [...met, ...unmet].every(isExact)) return true;
    const exactly = { met: met.filter(isExact), unmet: unmet.filter(isExact) };
    if (!this.#kinds.some((one) => isMetBy(one, exactly))) return true;
    if (met.some((place) => this.#isFinite(place))) return true;
    return met.some((place) => unmet.some((other) => this.#implies(place, other)));
  }

  /** Whether the representatives tell everything that the test can see. */
  #isComplete(place: number): boolean {
    const test = this.#tests[place];
    if (test === undefined || "text" in test) return false;
    if ("values" in test || "empty" in test) return true;
    const bounds = "bound" in test ? [test.bound] : [test.low, test.high];
    return bounds.every((bound) => numberOf(bound) !== null || minutesOf(bound) !== null);
  }

  /** Met by a few values only, each of which is a representative. A number has many texts. */
  #isFinite(place: number): boolean {
    const test = this.#tests[place];
    if (test?.op === "empty") return true;
    return test?.op === "one_of" && test.values.every((value) => numberOf(value) === null);
  }

  /** Between tests of text: what starts with “online” contains “line”. */
  #implies(place: number, other: number): boolean {
    const [test, implied] = [this.#tests[place], this.#tests[other]];
    if (test === undefined || implied === undefined) return false;
    if (test === implied) return true;
    if (test.op !== "contains" && test.op !== "starts") return false;
    if (implied.op === "contains") return test.text.includes(implied.text);
    return implied.op === "starts" && test.op === "starts" && test.text.startsWith(implied.text);
  }
}

function isMetBy({ meets }: Kind, { met, unmet }: Demand): boolean {
  return met.every((place) => meets[place]) && !unmet.some((place) => meets[place]);
}
