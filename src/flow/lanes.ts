/**
 * Work by account and kind: one at a time each, as often as something new turns up, all accounts in
 * turn. A busy account does one batch and goes to the back of the queue, so it holds up nobody.
 */
import type { Log } from "./ports.ts";

/** One batch. @returns whether there may be more to do at once */
export type Batch = (account: string) => Promise<boolean>;

interface Lane {
  state: "queued" | "running" | "running, then again";
}

export class Lanes {
  readonly #batch: Batch;
  readonly #log: Log;
  readonly #most: number;
  readonly #lanes = new Map<string, Lane>();
  readonly #queue: string[] = [];
  #running = 0;
  #closed = false;
  #whenIdle: (() => void)[] = [];

  /** @param most lanes that may run at once */
  constructor(batch: Batch, { most, log }: { readonly most: number; readonly log: Log }) {
    this.#batch = batch;
    this.#most = most;
    this.#log = log;
  }

  /** There is something to do for the account: now, or after what is being done. */
  kick(account: string): void {
    if (this.#closed) return;
    const lane = this.#lanes.get(account);
    if (lane === undefined) this.#enqueue(account);
    else if (lane.state === "running") lane.state = "running, then again";
  }

  /** Resolves when nothing is queued or running. */
  idle(): Promise<void> {
    if (this.#lanes.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  /** Begins nothing more; resolves when what is running has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const account of this.#queue.splice(0)) this.#lanes.delete(account);
    this.#settle();
    await this.idle();
  }

  #enqueue(account: string): void {
    this.#lanes.set(account, { state: "queued" });
    this.#queue.push(account);
    this.#pump();
  }

  #pump(): void {
    while (this.#running < this.#most) {
      const account = this.#queue.shift();
      if (account === undefined) return;
      this.#running += 1;
      void this.#run(account);
    }
  }

  async #run(account: string): Promise<void> {
    const lane: Lane = { state: "running" };
    this.#lanes.set(account, lane);
    const more = await this.#attempt(account);
    this.#running -= 1;
    this.#lanes.delete(account);
    if ((more || lane.state === "running, then again") && !this.#closed) this.#enqueue(account);
    this.#pump();
    this.#settle();
  }

  /** A batch that failed is not repeated here: the next pulse finds what it has left. */
  async #attempt(account: string): Promise<boolean> {
    try {
      return await this.#batch(account);
    } catch (error) {
      this.#log.error({ account, err: error }, "a batch failed; it will be repeated");
      return false;
    }
  }

  #settle(): void {
    if (this.#lanes.size > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
