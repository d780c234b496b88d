/** Shares found again from the evidence that is kept, once for each: the same text always gives the same. */
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { sharesFrom } from "#core/conversion/shares.ts";

/** Manager key → his part of the rule's leads. */
export type Shares = Readonly<Record<string, number>>;

/** A year of one rule by `adaptive` is a few hundred, each some milliseconds of work. */
const KEPT = 5_000;
const kept = new Map<string, Shares>();

export const isConcluded = (hash: string): boolean => kept.has(hash);

/** @param stored evidence as JSON, and its hash */
export function sharesOf({
  evidence,
  hash,
}: {
  readonly evidence: string;
  readonly hash: string;
}): Shares {
  const known = kept.get(hash);
  if (known !== undefined) return known;
  const shares = sharesFrom(JSON.parse(evidence) as ShareEvidence);
  kept.set(hash, shares);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return shares;
}
