/**
 * When each account is swept: once in every period, and not all at the same moment, since a thousand
 * sweeps at once would keep everybody's leads waiting.
 */
export class SweepTimes {
  readonly #periodMs: number;
  /** By account, epoch ms. */
  readonly #next = new Map<string, number>();

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  /** These are the accounts now; new ones are swept at once, or, where they are many, soon. */
  know(accounts: readonly string[], now: number): void {
    const known = new Set(accounts);
    for (const account of this.#next.keys()) if (!known.has(account)) this.#next.delete(account);
    const fresh = accounts.filter((account) => !this.#next.has(account));
    const apartMs = Math.min(APART_MS, this.#periodMs / fresh.length);
    for (const [index, account] of fresh.entries()) {
      this.#next.set(account, now + Math.max(index - AT_ONCE, 0) * apartMs);
    }
  }

  /** The accounts whose time has come; each is due again after a period. */
  due(now: number): readonly string[] {
    const due = [...this.#next].filter(([, at]) => at <= now).map(([account]) => account);
    for (const account of due) this.#next.set(account, now + this.#periodMs);
    return due;
  }
}

const AT_ONCE = 20;
const APART_MS = 50;
