/** A seeded stream of numbers in [0, 1): mulberry32. Equal seeds give equal traffic and faults. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `items`, drawn in proportion to its weight. */
export function drawWeighted<Item>(
  random: Random,
  items: readonly { readonly item: Item; readonly weight: number }[],
): Item {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const { item, weight } of items) {
    left -= weight;
    if (left < 0) return item;
  }
  const last = items.at(-1);
  if (!last) throw new Error("nothing to draw from");
  return last.item;
}

export function drawOne<Item>(random: Random, items: readonly Item[]): Item {
  return drawWeighted(
    random,
    items.map((item) => ({ item, weight: 1 })),
  );
}
