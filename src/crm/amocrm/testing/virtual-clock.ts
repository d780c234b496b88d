import type { LimiterClock } from "#crm/amocrm/limiter.ts";

/** A clock on which time passes only when nobody has anything else to do. */
export class VirtualClock implements LimiterClock {
  #now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  wait(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + ms, wake });
    });
  }

  /** Lets time pass until nobody waits any more. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

/** A clock on which every wait is over at once, and counted. */
export function eagerClock(): LimiterClock {
  let now = 0;
  return {
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
  };
}
