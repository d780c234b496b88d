/**
 * How somebody new is brought in: for his first leads he is sure of twice the floor, so that he can
 * show what he can do, and he gets no more than an equal share at first, so that he is not drowned.
 * In a team that begins all together nobody is new.
 */

/** Leads after which he is like everybody else. */
const LEARNED_AFTER = 30;
/** The others know each other when half of them have received so many. */
const TEAM_KNOWN_AFTER = 60;

/** Somebody's least and most share as parts of an equal one. */
export interface Ramp {
  readonly floor: number;
  readonly ceiling: number;
  readonly isNew: boolean;
}

/**
 * @param received leads by member
 * @param usual the rule's floor and ceiling, as parts of an equal share
 */
export function rampsOf(
  received: readonly number[],
  { floor, ceiling }: { readonly floor: number; readonly ceiling: number },
): readonly Ramp[] {
  const sorted = received.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return received.map((leads) => {
    const isNew = leads < LEARNED_AFTER && median >= TEAM_KNOWN_AFTER;
    if (!isNew) return { floor, ceiling, isNew };
    const way = leads / LEARNED_AFTER;
    return { floor: Math.min(1, 2 * floor), ceiling: 1 + (ceiling - 1) * way, isNew };
  });
}
