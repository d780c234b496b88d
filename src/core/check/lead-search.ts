/**
 * Finds a lead that meets some rules' conditions and not others', or proves that there is none.
 *
 * Facts are independent of each other, so this is a search in propositional logic with one oracle
 * for each fact (see fact-domain.ts): what follows is taken over, what remains is tried branch by
 * branch. The search is bounded. Where the bound or a test of text leaves it open it says so, and
 * whoever asks claims nothing. Complete but for that: nesting, ranges and lists are all decided.
 */
import type { Condition } from "#core/configuration/types.ts";
import type { Facts, FactValue } from "#core/decision.ts";
import { type Answer, type Demand, FactDomain } from "./fact-domain.ts";
import { type Formula, formulaOf, type Test } from "./formula.ts";

interface Literal {
  readonly kind: "test";
  readonly domain: FactDomain;
  /** The test's place in its domain. */
  readonly place: number;
  readonly holds: boolean;
}

export type LeadFormula = Formula<Literal>;

export type Found =
  | { readonly kind: "found"; readonly facts: Facts }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** What is settled of each fact so far. */
type Settled = ReadonlyMap<FactDomain, Demand>;

interface Branch {
  readonly settled: Settled;
  readonly open: readonly LeadFormula[];
}

/**
 * Looks at a test, of one search and of all together: about a tenth of a second, and a few seconds.
 * A hundred rules of four conditions need a thousand, and a hundred thousand.
 */
const LOOKS_MAX = 100_000;
const ALL_LOOKS_MAX = 4_000_000;
const nothing: Demand = { met: [], unmet: [] };

export class LeadSearch {
  readonly #domains = new Map<string, FactDomain>();
  readonly #places = new Map<string, number>();
  #looks = 0;

  /** @param conditions all that will ever be asked about */
  constructor(conditions: readonly Condition[]) {
    const tests = new Map<string, Test[]>([["channel", []]]);
    formulaOf(conditions, true, (test) => {
      const known = tests.get(test.fact) ?? [];
      tests.set(test.fact, known);
      const key = JSON.stringify(test);
      if (!this.#places.has(key)) this.#places.set(key, known.push(test) - 1);
      return test;
    });
    for (const [fact, asked] of tests) this.#domains.set(fact, new FactDomain(fact, asked));
  }

  /** That all of the conditions hold or, with `holds` false, that they do not all hold. */
  formula(conditions: readonly Condition[], holds: boolean): LeadFormula {
    return formulaOf<Literal>(conditions, holds, (test, isMet) => {
      const domain = this.#domains.get(test.fact);
      const place = this.#places.get(JSON.stringify(test));
      if (domain === undefined || place === undefined) {
        throw new Error(`${test.fact} is asked about, and was not announced`);
      }
      return { kind: "test", domain, place, holds: isMet };
    });
  }

  /** A lead of which all the formulas hold, with no more facts than these ask about. */
  find(formulas: readonly LeadFormula[]): Found {
    const effort = { looks: 0, max: Math.min(LOOKS_MAX, ALL_LOOKS_MAX - this.#looks) };
    const search = { effort, isOpen: false };
    const facts = this.#try({ settled: new Map(), open: formulas }, search);
    this.#looks += effort.looks;
    if (facts !== null) return { kind: "found", facts };
    return { kind: search.isOpen ? "unknown" : "none" };
  }

  #try(branch: Branch, search: Search): Facts | null {
    const next = propagate(branch, search.effort);
    if (search.effort.looks > search.effort.max) search.isOpen = true;
    if (next === null || search.effort.looks > search.effort.max) return null;
    const [narrowest] = next.open.toSorted((one, other) => widthOf(one) - widthOf(other));
    if (narrowest === undefined) return this.#lead(next.settled, search);
    const others = next.open.filter((formula) => formula !== narrowest);
    const choices = narrowest.kind === "test" ? [narrowest] : narrowest.of;
    for (const choice of choices) {
      const facts = this.#try({ settled: next.settled, open: [choice, ...others] }, search);
      if (facts !== null) return facts;
    }
    return null;
  }

  #lead(settled: Settled, search: Search): Facts | null {
    const facts: Record<string, FactValue> = {};
    const channel = this.#domains.get("channel");
    const demands = channel === undefined ? settled : new Map([[channel, nothing], ...settled]);
    for (const [domain, demand] of demands) {
      const answer: Answer = domain.answer(demand);
      if (answer.can !== "yes") {
        search.isOpen = true;
        return null;
      }
      if (answer.value !== undefined) facts[domain.fact] = answer.value;
    }
    return facts;
  }
}

function widthOf(formula: LeadFormula): number {
  return formula.kind === "test" ? 1 : formula.of.length;
}

interface Effort {
  looks: number;
  readonly max: number;
}

interface Search {
  readonly effort: Effort;
  /** Something was left open, so that nothing found means nothing. */
  isOpen: boolean;
}

/** Takes over what follows until nothing does; null: a contradiction. What is left are choices. */
function propagate(branch: Branch, effort: Effort): Branch | null {
  let { settled } = branch;
  let queue = [...branch.open];
  let choices: LeadFormula[] = [];
  for (let formula = queue.pop(); formula !== undefined; formula = queue.pop()) {
    const reduced = reduce(formula, settled, effort);
    if (reduced === false) return null;
    if (reduced === true) continue;
    if (reduced.kind === "test") {
      settled = settle(settled, reduced);
      // What was a choice before may follow now.
      queue = [...choices, ...queue];
      choices = [];
    } else if (reduced.kind === "all") queue.push(...reduced.of);
    else choices.push(reduced);
  }
  return { settled, open: choices };
}

/** What remains of a formula; a choice between one thing is that thing. */
function reduce(formula: LeadFormula, settled: Settled, effort: Effort): LeadFormula | boolean {
  if (formula.kind === "test") {
    effort.looks += 1;
    return known(formula, settled) ?? formula;
  }
  const decisive = formula.kind === "any";
  const of: LeadFormula[] = [];
  for (const part of formula.of) {
    const reduced = reduce(part, settled, effort);
    if (reduced === decisive) return decisive;
    if (typeof reduced !== "boolean") of.push(reduced);
  }
  const [first] = of;
  if (first === undefined) return !decisive;
  return of.length === 1 ? first : { kind: formula.kind, of };
}

/** Whether the test's answer follows already; null: it does not. */
function known(literal: Literal, settled: Settled): boolean | null {
  const { domain } = literal;
  const demand = settled.get(domain) ?? nothing;
  if (domain.answer(asking(demand, literal)).can === "no") return false;
  const opposite = { ...literal, holds: !literal.holds };
  return domain.answer(asking(demand, opposite)).can === "no" ? true : null;
}

function settle(settled: Settled, literal: Literal): Settled {
  const demand = settled.get(literal.domain) ?? nothing;
  return new Map(settled).set(literal.domain, asking(demand, literal));
}

function asking({ met, unmet }: Demand, { place, holds }: Literal): Demand {
  return holds ? { met: withPlace(met, place), unmet } : { met, unmet: withPlace(unmet, place) };
}

function withPlace(places: readonly number[], place: number): readonly number[] {
  return places.includes(place) ? places : [...places, place].sort((one, other) => one - other);
}
