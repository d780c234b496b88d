/** How far back the limits of a program count. */
import type { Program } from "#core/program.ts";

/**
 * How many milliseconds before a decision a received lead may still count for some limit or quota;
 * 0 where nothing is limited by time.
 */
export function lookbackMs(program: Program): number {
  return program.limits.reduce(
    (longest, { received }) => Math.max(longest, received?.period.lookbackMs ?? 0),
    0,
  );
}
