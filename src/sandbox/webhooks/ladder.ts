/** amoCRM's retry ladder and its rule for switching a failing webhook off. */

const minuteMs = 60_000;
/** Waits before attempts 2, 3, 4 and 5. The last two are only for 499 and 5xx. */
const waitsMs = [5 * minuteMs, 15 * minuteMs, 15 * minuteMs, 60 * minuteMs] as const;
const attemptsOfAnyFailure = 3;

/** Answer codes that stand for no answer at all: nobody listening, and longer than two seconds. */
export const connectionFailed = 0;
export const timedOut = 499;

export function isSuccess(code: number): boolean {
  return code >= 100 && code < 300;
}

/** Milliseconds until the next attempt after `attempt` (from 1) was answered `code`; null: give up. */
export function waitAfter(attempt: number, code: number): number | null {
  if (isSuccess(code)) return null;
  const again = attempt < attemptsOfAnyFailure || code === timedOut || code >= 500;
  return again ? (waitsMs[attempt - 1] ?? null) : null;
}

const failuresTolerated = 100;
const failureWindowMs = 120 * minuteMs;

/** Remembers failures of one webhook; full when more than a hundred fell into the last two hours. */
export class FailureCount {
  #failedAt: number[] = [];

  /** `now`: milliseconds of the ladder's clock. True: the webhook is to be switched off. */
  fail(now: number): boolean {
    this.#failedAt.push(now);
    this.#failedAt = this.#failedAt.filter((at) => now - at < failureWindowMs);
    return this.#failedAt.length > failuresTolerated;
  }

  clear(): void {
    this.#failedAt = [];
  }
}
