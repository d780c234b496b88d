/**
 * By load and by quantity: of the eligible only those are in turn who have used least of what they
 * can carry or may have. Between them the ledger decides, so nobody starts every day.
 */
import type { Count, MemberVerdict } from "#core/decision.ts";

/** Used of what there is, 0 to 1 and beyond; without anything to use it is beyond everything. */
export function usedShare({ used, max }: Pick<Count, "used" | "max">): number {
  return max === 0 ? Number.POSITIVE_INFINITY : used / max;
}

/** Equal fractions are equal numbers, since a division is rounded alike: 1 of 10 is 2 of 20. */
export function leastUsed<Member extends MemberVerdict>(
  eligible: readonly Member[],
  of: "load" | "quota",
): readonly Member[] {
  const shares = eligible.map((member) => {
    const count = member.counts?.find((one) => one.of === of);
    return count === undefined ? Number.POSITIVE_INFINITY : usedShare(count);
  });
  const least = Math.min(...shares);
  return eligible.filter((_, place) => shares[place] === least);
}
