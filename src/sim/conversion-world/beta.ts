/** Draws from a beta distribution, as a quotient of gamma draws (Marsaglia and Tsang 2000). */
import { normalFrom, type Random } from "#sim/random.ts";

/** @param one, other at least 1 */
export function betaFrom(random: Random, one: number, other: number): number {
  const first = gammaFrom(random, one);
  return first / (first + gammaFrom(random, other));
}

function gammaFrom(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = normalFrom(random);
    const root = 1 + c * normal;
    if (root <= 0) continue;
    const cube = root ** 3;
    if (Math.log(1 - random()) < normal ** 2 / 2 + d * (1 - cube + Math.log(cube))) return d * cube;
  }
}
