/**
 * Arrears as arithmetic: what somebody missed, in portions by when they expire. A portion gathers
 * what was missed within a seventh of the term, so that there are never more than eight of them.
 */
import type { Portion } from "#core/decision.ts";

export type Portions = readonly Portion[];

const PORTIONS = 7;

/** Epoch ms at which what is missed at `at` can no longer be made up for. */
export function expiresAt(at: number, expireMs: number): number {
  const width = Math.max(1, Math.ceil(expireMs / PORTIONS));
  return Math.floor(at / width) * width + expireMs;
}

/** Those that may still be made up for at `at`. */
export function standing(portions: Portions, at: number): Portions {
  return portions.filter(([until]) => until > at);
}

export function sumOf(portions: Portions): number {
  return portions.reduce((sum, [, units]) => sum + units, 0);
}

/** After a lead: what was missed is added to its portion, what was made up for is the oldest. */
export function moved(portions: Portions, [until, units]: Portion): Portions {
  return units < 0 ? withoutOldest(portions, -units) : withMissed(portions, [until, units]);
}

/**
 * The same taken back. What was missed and has been made up for since is not asked back, so that
 * nobody ever has less than nothing to make up for.
 */
export function movedBack(portions: Portions, [until, units]: Portion): Portions {
  if (units < 0) return withMissed(portions, [until, -units]);
  return portions.flatMap((portion) => {
    if (portion[0] !== until) return [portion];
    return portion[1] > units ? [[until, portion[1] - units] as const] : [];
  });
}

function withMissed(portions: Portions, [until, units]: Portion): Portions {
  const known = portions.find((portion) => portion[0] === until)?.[1] ?? 0;
  const others = portions.filter((portion) => portion[0] !== until);
  return [...others, [until, known + units] as const].sort(([one], [other]) => one - other);
}

function withoutOldest(portions: Portions, units: number): Portions {
  let rest = units;
  return portions.flatMap(([until, missed]) => {
    const taken = Math.min(rest, missed);
    rest -= taken;
    return taken < missed ? [[until, missed - taken] as const] : [];
  });
}
