/** How many failures a key may have within {@link WINDOW_MS}. A person mistypes; a machine guesses. */
const limits = {
  /** One address at one login: somebody who has forgotten his password. */
  pair: 10,
  /** One login from everywhere: guessing spread over many addresses. */
  login: 50,
  /** One address at all logins; generous, since an office or a proxy shares one. */
  address: 200,
} as const;
const WINDOW_MS = 15 * 60_000;
const KEYS_MAX = 10_000;

export interface Attempts {
  /**
   * Counts an attempt before the password is looked at, so that attempts made at once count too.
   * The answer is 0, or the seconds to wait where there were too many; those are not counted.
   */
  begin(login: string, address: string): number;
  /** The password was right: this attempt, and the address's earlier ones at this login, are forgiven. */
  succeed(login: string, address: string): void;
}

/** Counts attempts to sign in, in memory. `now` gives epoch ms. */
export function countAttempts(now: () => number): Attempts {
  const counted = new Map<string, { count: number; until: number }>();
  const keysOf = (login: string, address: string) => [
    { key: `pair ${address} ${login.toLowerCase()}`, max: limits.pair },
    { key: `login ${login.toLowerCase()}`, max: limits.login },
    { key: `address ${address}`, max: limits.address },
  ];
  const current = (key: string) => {
    const entry = counted.get(key);
    return entry && entry.until > now() ? entry : { count: 0, until: now() + WINDOW_MS };
  };
  // Written again at the end, so that the oldest keys are first and go first.
  const write = (key: string, entry: { count: number; until: number }) => {
    counted.delete(key);
    if (entry.count > 0) counted.set(key, entry);
  };
  return {
    begin(login, address) {
      const full = keysOf(login, address).map(({ key, max }) => ({ max, ...current(key) }));
      const until = Math.max(...full.map(({ count, max, until }) => (count < max ? 0 : until)));
      if (until > 0) return Math.ceil((until - now()) / 1000);
      for (const { key } of keysOf(login, address)) {
        const { count, until } = current(key);
        write(key, { count: count + 1, until });
      }
      // A flood of invented logins must not fill the memory.
      for (const key of counted.keys()) {
        if (counted.size <= KEYS_MAX) break;
        counted.delete(key);
      }
      return 0;
    },
    succeed(login, address) {
      const [pair, ...wider] = keysOf(login, address);
      if (pair) counted.delete(pair.key);
      for (const { key } of wider) {
        const { count, until } = current(key);
        write(key, { count: count - 1, until });
      }
    },
  };
}
