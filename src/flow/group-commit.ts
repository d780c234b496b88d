/**
 * Many callers, few commits: whatever arrives while a commit is under way is committed together by
 * the next one. A lone caller waits for nobody.
 */
export class GroupCommit<Item, Answer> {
  readonly #commit: Commit<Item, Answer>;
  readonly #largest: number;
  #waiting: Caller<Item, Answer>[] = [];
  #running: Promise<void> | null = null;

  /** @param commit answers every item, in order; what it throws reaches all callers of the group */
  constructor(commit: Commit<Item, Answer>, largest = 500) {
    this.#commit = commit;
    this.#largest = largest;
  }

  /** Resolves when the item is committed. */
  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#largest);
      const join = () => {
        group.push(...this.#waiting.splice(0, this.#largest - group.length));
        return group.map(({ item }) => item);
      };
      try {
        const answers = await this.#commit(join(), join);
        for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = null;
  }
}

/**
 * @param join takes into the group whoever has come since, and answers all of it: for a commit that
 *   had to wait itself before it could begin
 */
export type Commit<Item, Answer> = (
  items: readonly Item[],
  join: () => readonly Item[],
) => Promise<readonly Answer[]>;

interface Caller<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}
