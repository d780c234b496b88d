import type { Clock } from "#flow/ports.ts";

interface Timer {
  readonly dueAt: number;
  readonly run: () => void;
}

/** The machine's clock, put ahead whenever a test does not want to wait for it. */
export class ClockAhead implements Clock {
  #aheadMs = 0;
  readonly #timers = new Map<NodeJS.Timeout, Timer>();

  now = (): number => Date.now() + this.#aheadMs;

  after = (ms: number, run: () => void): (() => void) => {
    const timeout = setTimeout(() => this.#fire(timeout), ms);
    this.#timers.set(timeout, { dueAt: this.now() + ms, run });
    return () => {
      clearTimeout(timeout);
      this.#timers.delete(timeout);
    };
  };

  wait = (ms: number): Promise<void> => new Promise((resolve) => void this.after(ms, resolve));

  /** Puts it ahead, and lets what is due by then begin. */
  skip(ms: number): void {
    this.#aheadMs += ms;
    const due = [...this.#timers].filter(([, { dueAt }]) => dueAt <= this.now());
    for (const [timeout] of due) this.#fire(timeout);
  }

  #fire(timeout: NodeJS.Timeout): void {
    const timer = this.#timers.get(timeout);
    clearTimeout(timeout);
    this.#timers.delete(timeout);
    timer?.run();
  }
}
