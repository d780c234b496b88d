/**
 * When leads were received, kept for as long as some limit looks back: what every limit is counted
 * on. It is rebuilt from the decisions alone (see `recount` in state.ts), so nothing of it needs a
 * table of its own.
 */

import type { Receipt } from "#core/decision.ts";

/** Which receipts a limit counts; the same text is the same series. */
export const seriesOf = {
  manager: (manager: string): string => JSON.stringify(["manager", manager]),
  member: (rule: string, manager: string): string => JSON.stringify(["member", rule, manager]),
  rule: (rule: string): string => JSON.stringify(["rule", rule]),
};

/** Old receipts are thrown away in heaps of at least this many. */
const HEAP = 256;

export class Receipts {
  readonly #lookbackMs: number;
  #log: Receipt[] = [];
  readonly #series: ReadonlyMap<string, Instants>;
  #untidy = 0;

  /** @param series those that some limit counts; of all others nothing is kept */
  constructor(lookbackMs: number, series: ReadonlySet<string>) {
    this.#lookbackMs = lookbackMs;
    this.#series = new Map([...series].map((name) => [name, new Instants()]));
  }

  /** In the order of time; empty where no limit looks back. */
  get log(): readonly Receipt[] {
    return this.#log;
  }

  add(receipt: Receipt): void {
    if (this.#series.size === 0) return;
    insert(this.#log, receipt, (one) => one.at);
    for (const instants of this.#countedIn(receipt)) instants.add(receipt.at);
    this.#untidy += 1;
    if (this.#untidy >= HEAP && this.#untidy > this.#log.length / 2) {
      this.#forgetBefore(receipt.at - this.#lookbackMs);
    }
  }

  clear(): void {
    this.#log = [];
    for (const instants of this.#series.values()) instants.clear();
  }

  /**
   * Takes one back; a receipt that no limit looks back to any more is gone already.
   *
   * @returns where it stood; -1: it was not there
   */
  remove(receipt: Receipt): number {
    const { manager, rule, at } = receipt;
    const place = this.#log.findLastIndex(
      (one) => one.at === at && one.manager === manager && one.rule === rule,
    );
    if (place < 0) return place;
    this.#log.splice(place, 1);
    for (const instants of this.#countedIn(receipt)) instants.remove(at);
    return place;
  }

  /** Puts one back where `remove` found it, before anything else has happened. */
  restore(receipt: Receipt, place: number): void {
    if (place < 0) return;
    this.#log.splice(place, 0, receipt);
    for (const instants of this.#countedIn(receipt)) instants.add(receipt.at);
  }

  /** How many of the series were received at `from` or later. */
  countSince(series: string, from: number): number {
    return this.#series.get(series)?.countSince(from) ?? 0;
  }

  /** Epoch ms of the receipt that `count - 1` later ones followed; null: there are not so many. */
  nthLast(series: string, count: number): number | null {
    return this.#series.get(series)?.nthLast(count) ?? null;
  }

  #countedIn({ manager, rule }: Receipt): readonly Instants[] {
    const ofManager = seriesOf.manager(manager);
    const names =
      rule === null
        ? [ofManager]
        : [ofManager, seriesOf.member(rule, manager), seriesOf.rule(rule)];
    return names.flatMap((name) => this.#series.get(name) ?? []);
  }

  #forgetBefore(at: number): void {
    this.#untidy = 0;
    this.#log = this.#log.slice(lowerBound(this.#log, at, (receipt) => receipt.at));
    for (const instants of this.#series.values()) instants.forgetBefore(at);
  }
}

/** Instants in the order of time. */
class Instants {
  #at: number[] = [];

  add(at: number): void {
    insert(this.#at, at, itself);
  }

  remove(at: number): void {
    const place = this.#at.lastIndexOf(at);
    if (place >= 0) this.#at.splice(place, 1);
  }

  countSince(from: number): number {
    return this.#at.length - lowerBound(this.#at, from, itself);
  }

  nthLast(count: number): number | null {
    return this.#at.at(-count) ?? null;
  }

  clear(): void {
    this.#at = [];
  }

  forgetBefore(at: number): void {
    this.#at = this.#at.slice(lowerBound(this.#at, at, itself));
  }
}

const itself = (at: number): number => at;

/** Leads are received in the order of time, so the place is nearly always the end. */
function insert<Item>(items: Item[], item: Item, timeOf: (item: Item) => number): void {
  const last = items.at(-1);
  if (last === undefined || timeOf(last) <= timeOf(item)) items.push(item);
  else items.splice(lowerBound(items, timeOf(item) + 1, timeOf), 0, item);
}

/** The first place at which an item is at `from` or later. */
function lowerBound<Item>(
  items: readonly Item[],
  from: number,
  timeOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(items[middle] as Item) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
