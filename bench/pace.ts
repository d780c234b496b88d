import { setTimeout as sleep } from "node:timers/promises";

/**
 * Calls `act` so many times, evenly. Who has fallen behind catches up at once, so that a slow moment
 * of the machine does not lower the load.
 */
export async function pace(
  { count, everyMs }: { readonly count: number; readonly everyMs: number },
  act: (index: number) => void,
): Promise<void> {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const early = start + index * everyMs - performance.now();
    if (early > 0) await sleep(early);
    act(index);
  }
}
