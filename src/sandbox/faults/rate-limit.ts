import type { AccountSettings } from "#sandbox/state/settings.ts";

export type Verdict = "allowed" | "too_many" | "blocked";

const violationWindowMs = 60_000;

/**
 * The account's requests per second as a token bucket that holds one second's worth. Whoever goes
 * on after 429 is blocked altogether, if the account is set so.
 */
export class RateLimit {
  readonly #settings: AccountSettings;
  #tokens = 0;
  #filledAt = Number.NEGATIVE_INFINITY;
  #violations: number[] = [];
  #blockedUntil = Number.NEGATIVE_INFINITY;
  #refused = 0;

  constructor(settings: AccountSettings) {
    this.#settings = settings;
  }

  /** Requests that came too fast, since the start. */
  get refused(): number {
    return this.#refused;
  }

  /** `now`: epoch milliseconds. */
  take(now: number): Verdict {
    if (now < this.#blockedUntil || this.#settings.blocked) return "blocked";
    const perSecond = this.#settings.requestsPerSecond;
    if (perSecond === null) return "allowed";
    const size = Math.max(1, perSecond);
    const refilled = this.#tokens + ((now - this.#filledAt) / 1000) * perSecond;
    this.#tokens = Math.min(size, refilled);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return "allowed";
    }
    return this.#violate(now);
  }

  #violate(now: number): Verdict {
    this.#refused += 1;
    const most = this.#settings.violationsBeforeBlock;
    this.#violations = this.#violations.filter((at) => now - at < violationWindowMs);
    this.#violations.push(now);
    if (most === null || this.#violations.length < most) return "too_many";
    this.#violations = [];
    this.#blockedUntil = now + this.#settings.blockSeconds * 1000;
    return "blocked";
  }
}
