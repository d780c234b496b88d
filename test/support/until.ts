import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `condition` gives something other than null, and returns that. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | null> | T | null,
  withinMs = 300_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await condition();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs / 1_000} s`);
    await sleep(100);
  }
}
