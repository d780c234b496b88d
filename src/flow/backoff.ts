const LONGEST_MS = 60_000;

/** How long to leave something alone after it has failed `attempts` times before: 1 s, doubling to 60 s. */
export function backoffMs(attempts: number): number {
  return Math.min(1_000 * 2 ** Math.min(attempts, 16), LONGEST_MS);
}
