import { BatchTooSlow } from "./failures.ts";

/** Lists of at most `size`, in order. */
export function inBatches<Item>(items: readonly Item[], size: number): readonly Item[][] {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += size)
    batches.push(items.slice(from, from + size));
  return batches;
}

/** Makes a batch request; where the CRM takes too long for it, halves the batch and repeats. */
export async function halving<Item, Result>(
  items: readonly Item[],
  request: (part: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  try {
    return await request(items);
  } catch (error) {
    if (!(error instanceof BatchTooSlow) || items.length < 2) throw error;
    const middle = Math.ceil(items.length / 2);
    const first = await halving(items.slice(0, middle), request);
    return [...first, ...(await halving(items.slice(middle), request))];
  }
}
