/** Watches how many leads in a row fall to somebody who has just come back. */
export class ReturnWatch {
  longest = 0;
  readonly #wasAway: boolean[];
  /** He has come back, and has had nothing but leads in a row, or nothing at all, since then. */
  readonly #back: boolean[];
  #last = -1;
  #run = 0;

  constructor(members: number) {
    this.#wasAway = Array.from({ length: members }, () => false);
    this.#back = Array.from({ length: members }, () => false);
  }

  given(chosen: number, present: readonly number[]): void {
    for (const place of present) {
      if (this.#wasAway[place]) this.#back[place] = true;
    }
    this.#wasAway.fill(true);
    for (const place of present) this.#wasAway[place] = false;
    this.#run = chosen === this.#last && present.length >= 3 ? this.#run + 1 : 1;
    // His run is broken: what comes now is not of his return any more.
    if (chosen !== this.#last && this.#last >= 0) this.#back[this.#last] = false;
    this.#last = chosen;
    if (this.#back[chosen]) this.longest = Math.max(this.longest, this.#run);
  }
}
