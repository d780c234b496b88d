/** How far the limits of a member are used up, and which of those that are reached lasts longest. */
import type { Count } from "#core/decision.ts";
import type { AccountState } from "#core/state.ts";
import type { CompiledLimit } from "./limit.ts";

/** Somebody whose limits are asked about. */
export interface Limited {
  /** His place in the arrays of the account's state. */
  readonly index: number;
  readonly limits: readonly CompiledLimit[];
}

/** Every counter that a decision about him looks at, as it stands at `at` (epoch ms). */
export function countsOf(who: Limited, state: AccountState, at: number): readonly Count[] {
  return who.limits.map((limit) => {
    const { of, scope, max } = limit;
    const { used, nextAt } =
      state.recalled?.get(limit.key) ?? usedOf({ limit, index: who.index }, state, at);
    return { of, scope, used, max, nextAt };
  });
}

type Used = Pick<Count, "used" | "nextAt">;

function usedOf(
  { limit, index }: { readonly limit: CompiledLimit; readonly index: number },
  state: AccountState,
  at: number,
): Used {
  const { of, max, received } = limit;
  if (received === null) {
    return { used: (of === "tasks" ? state.tasks[index] : state.open[index]) ?? 0, nextAt: null };
  }
  const { series, period } = received;
  const used = state.receipts.countSince(series, period.since(at));
  // A limit of nothing is not lifted by the next day.
  if (max === 0) return { used, nextAt: null };
  if (period.rollsMs === null) return { used, nextAt: period.endsAt(at) };
  // One more may come when the oldest of the last `max` has left.
  const oldest = used < max ? null : state.receipts.nthLast(series, max);
  return { used, nextAt: oldest === null ? null : oldest + period.rollsMs };
}

/** The limit that keeps him from receiving the longest; null: none is reached. */
export function reachedLimit(counts: readonly Count[]): Count | null {
  let lasting: Count | null = null;
  for (const count of counts) {
    if (count.of === "load" || count.of === "comfort" || count.used < count.max) continue;
    if (lasting === null || endOf(count) > endOf(lasting)) lasting = count;
  }
  return lasting;
}

const endOf = ({ nextAt }: Count): number => nextAt ?? Number.POSITIVE_INFINITY;
