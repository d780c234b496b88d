/** When a lead that waits can go: somebody is eligible, its client's manager comes, an offer ends. */
import type { Scene } from "#core/outcome.ts";
import { eligibleNow, ownerFrom, wakeAt } from "#core/release.ts";
import { missedBy, type PooledLead } from "./pool.ts";

/** Whether it is to be decided at `at` (epoch ms). */
export function canGo({ program, state }: Scene, waiting: PooledLead, at: number): boolean {
  const { rule, hold } = waiting;
  if (hold === null) return eligibleNow(program, state, questionOf(waiting, at));
  if (hold.until <= at) return true;
  const { manager } = hold;
  return manager !== null && ownerFrom(program, state, { rule, at, manager }) === at;
}

/** Epoch ms, `at` or later, at which it may be able to go; null: nothing tells. */
export function wakeOf({ program, state }: Scene, waiting: PooledLead, at: number): number | null {
  const { rule, hold } = waiting;
  if (hold === null) return wakeAt(program, state, questionOf(waiting, at));
  const { manager, until } = hold;
  if (manager === null) return until;
  const from = ownerFrom(program, state, { rule, at, manager });
  return from === null ? until : Math.min(from, until);
}

function questionOf(waiting: PooledLead, at: number) {
  const { rule, facts } = waiting;
  return { rule, facts, at, missed: missedBy(waiting) };
}
