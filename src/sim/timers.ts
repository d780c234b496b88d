/** Things that are due at moments, the earliest first: a binary heap. */

interface Timer<Thing> {
  /** Epoch ms. */
  readonly at: number;
  readonly thing: Thing;
}

/** What was set and does not hold any more stays until its moment, and is then passed over. */
export class Timers<Thing> {
  readonly #heap: Timer<Thing>[] = [];
  readonly #holds: (thing: Thing, at: number) => boolean;

  /** @param holds whether the thing is still due at `at` */
  constructor(holds: (thing: Thing, at: number) => boolean) {
    this.#holds = holds;
  }

  set(at: number, thing: Thing): void {
    const heap = this.#heap;
    let place = heap.push({ at, thing }) - 1;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      if (this.#at(above) <= at) break;
      this.#swap(place, above);
      place = above;
    }
  }

  /** Epoch ms of the earliest that still holds; null: there is none. */
  next(): number | null {
    let first = this.#heap[0];
    while (first !== undefined && !this.#holds(first.thing, first.at)) {
      this.#removeFirst();
      first = this.#heap[0];
    }
    return first?.at ?? null;
  }

  /** Everything that is due at `at` (epoch ms) or before; it is due no more. */
  take(at: number): readonly Thing[] {
    const due: Thing[] = [];
    let next = this.next();
    while (next !== null && next <= at) {
      const thing = this.#removeFirst();
      if (thing !== undefined) due.push(thing);
      next = this.next();
    }
    return due;
  }

  #removeFirst(): Thing | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first?.thing;
    heap[0] = last;
    let place = 0;
    for (;;) {
      const below = 2 * place + 1;
      if (below >= heap.length) break;
      const sooner = this.#at(below + 1) < this.#at(below) ? below + 1 : below;
      if (this.#at(place) <= this.#at(sooner)) break;
      this.#swap(place, sooner);
      place = sooner;
    }
    return first?.thing;
  }

  #at(place: number): number {
    return this.#heap[place]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap;
    [heap[one], heap[other]] = [heap[other] as Timer<Thing>, heap[one] as Timer<Thing>];
  }
}
