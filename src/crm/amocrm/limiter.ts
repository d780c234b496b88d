/**
 * Keeps one account's requests within what amoCRM allows: at most `perSecond` starts in any one
 * second, writes before reads, and silence when the CRM asked for it.
 *
 * The bound is on a sliding window and not a token bucket, which would let twice its size through
 * around a refill. Requests within the bound start at once, so a single lead never waits for a slot.
 *
 * A pause that is short is waited out. During a long one (a CRM may ask for five minutes) every call
 * fails at once with what remains of it, so that no caller holds a lease or a transaction meanwhile.
 */
import { CrmFailure } from "#crm/port.ts";

export interface LimiterClock {
  /** Milliseconds from any fixed moment. Must never step back, so not the wall clock. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export const monotonicClock: LimiterClock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export type Priority = "write" | "read";

export interface LimiterOptions {
  /** Requests that may start within one second. */
  readonly perSecond: number;
  readonly clock: LimiterClock;
  /** The longest pause that a call waits out, in milliseconds. */
  readonly patienceMs?: number;
}

/** Requests sent evenly still arrive a little bunched; the CRM counts at its own door. */
const windowMs = 1_000 + 40;
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;

interface Waiting {
  readonly go: () => void;
  readonly refuse: (failure: CrmFailure) => void;
}

export class Limiter {
  readonly #options: LimiterOptions;
  readonly #queues: Record<Priority, Waiting[]> = { write: [], read: [] };
  /** Starts of the last `perSecond` requests, oldest first. */
  readonly #starts: number[] = [];
  #pause: { until: number; kind: "rate_limited" | "forbidden" } = {
    until: Number.NEGATIVE_INFINITY,
    kind: "rate_limited",
  };
  #backoffMs = 0;
  #pumping = false;

  constructor(options: LimiterOptions) {
    this.#options = options;
  }

  /** Resolves when the caller may start one request; rejects with a `CrmFailure` in a long pause. */
  turn(priority: Priority): Promise<void> {
    return new Promise((go, refuse) => {
      this.#queues[priority].push({ go, refuse });
      if (!this.#pumping) void this.#pump();
    });
  }

  /** The CRM answered «too many requests»; without a time of its own: 1 s, doubling up to 60 s. */
  slowDown(retryAfterMs: number | null): void {
    if (retryAfterMs !== null && retryAfterMs > 0) {
      this.#pauseFor(retryAfterMs, "rate_limited");
      return;
    }
    // Requests that were under way together fail together: that is one incident, not several.
    if (this.#pausedMs() > 0) return;
    this.#backoffMs = Math.min(Math.max(this.#backoffMs * 2, firstBackoffMs), longestBackoffMs);
    this.#pauseFor(this.#backoffMs, "rate_limited");
  }

  /** The CRM shuts this server out: asking on makes the ban longer. */
  block(ms: number): void {
    this.#pauseFor(ms, "forbidden");
  }

  /** A request succeeded: the next backoff begins at 1 s again. */
  calm(): void {
    if (this.#pausedMs() <= 0) this.#backoffMs = 0;
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    while (this.#queues.write.length + this.#queues.read.length > 0) {
      const pausedMs = this.#pausedMs();
      const waitMs = Math.max(pausedMs, this.#untilSlotMs());
      if (pausedMs > (this.#options.patienceMs ?? 10_000)) this.#refuseAll(pausedMs);
      else if (waitMs > 0) await this.#options.clock.wait(waitMs);
      else this.#start();
    }
    this.#pumping = false;
  }

  #start(): void {
    const next = this.#queues.write.shift() ?? this.#queues.read.shift();
    this.#starts.push(this.#options.clock.now());
    if (this.#starts.length > this.#options.perSecond) this.#starts.shift();
    next?.go();
  }

  #untilSlotMs(): number {
    const [oldest] = this.#starts;
    if (oldest === undefined || this.#starts.length < this.#options.perSecond) return 0;
    return oldest + windowMs - this.#options.clock.now();
  }

  #pausedMs(): number {
    return this.#pause.until - this.#options.clock.now();
  }

  #pauseFor(ms: number, kind: "rate_limited" | "forbidden"): void {
    const until = this.#options.clock.now() + ms;
    if (until > this.#pause.until) this.#pause = { until, kind };
  }

  #refuseAll(retryAfterMs: number): void {
    const seconds = Math.ceil(retryAfterMs / 1_000);
    const message =
      this.#pause.kind === "forbidden"
        ? `The CRM shuts this server out; nothing is sent to it for ${seconds} s.`
        : `The CRM asked for a pause; nothing is sent to it for ${seconds} s.`;
    for (const { refuse } of [...this.#queues.write.splice(0), ...this.#queues.read.splice(0)]) {
      refuse(new CrmFailure(this.#pause.kind, message, { retryAfterMs }));
    }
  }
}
