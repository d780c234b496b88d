/**
 * Lets a channel that does not work rest: after a few failures in a row nothing is tried for a
 * while, then one message, and after each further failure twice as long. One success ends it.
 */

const FAILURES_MAX = 3;
const REST_MS = 15_000;
const REST_MS_MAX = 300_000;

export class Breaker {
  #failures = 0;
  #restsUntil = 0;
  #reason: string | null = null;
  #failedAt: number | null = null;

  /** How many messages may be under way at `now` (epoch ms). */
  allowed(now: number, most: number): number {
    if (now < this.#restsUntil) return 0;
    return this.#failures < FAILURES_MAX ? most : 1;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#restsUntil = 0;
    this.#reason = null;
    this.#failedAt = null;
  }

  /** @param failure with how long the other side asks to be left alone; null: it does not say */
  failed(failure: { readonly reason: string; readonly retryAfterMs: number | null }, now: number) {
    this.#failures += 1;
    this.#reason = failure.reason;
    this.#failedAt = now;
    const over = this.#failures - FAILURES_MAX;
    const rest = over < 0 ? 0 : Math.min(REST_MS * 2 ** Math.min(over, 10), REST_MS_MAX);
    this.#restsUntil = Math.max(this.#restsUntil, now + Math.max(rest, failure.retryAfterMs ?? 0));
  }

  /** Why the channel fails and since when; null: as far as is known it works. */
  get trouble(): { readonly reason: string; readonly at: number } | null {
    return this.#reason === null || this.#failedAt === null
      ? null
      : { reason: this.#reason, at: this.#failedAt };
  }
}
