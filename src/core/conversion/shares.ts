/** Shares from evidence, found again from the same evidence to the bit on every machine. */
import { adaptiveShares, adaptiveSharesBySource } from "./adaptive.ts";
import { boundsOf, proportional } from "./bounds.ts";
import { receivedIn } from "./counts.ts";
import type { ConversionEvidence, ShareEvidence } from "./evidence.ts";
import { smoothed, smoothingOf } from "./smoothed.ts";

/** Shares are dealt out to the ledger in ten thousandths. */
const PARTS = 10_000;

/** Manager key → his part of the rule's leads; the parts sum to 1. */
export function sharesFrom(evidence: ShareEvidence): Readonly<Record<string, number>> {
  const shares =
    evidence.method === "adaptive" ? adaptiveShares(evidence) : conversionShares(evidence);
  return Object.fromEntries(
    evidence.members.map(({ manager }, place) => [manager, shares[place] as number]),
  );
}

/**
 * Source → manager key → his part of that source's leads; null where all sources are shared alike.
 * A source that is not named has the shares of {@link OTHER_SOURCES}.
 */
export function sharesBySource(
  evidence: ShareEvidence,
): Readonly<Record<string, Readonly<Record<string, number>>>> | null {
  if (evidence.method !== "adaptive") return null;
  const shares = adaptiveSharesBySource(evidence);
  if (shares === null) return null;
  const named = shares.map((ofSource) =>
    Object.fromEntries(
      evidence.members.map(({ manager }, place) => [manager, ofSource[place] as number]),
    ),
  );
  return Object.fromEntries(
    (evidence.sources ?? []).map(({ source }, place) => [
      source,
      named[place] as Record<string, number>,
    ]),
  );
}

/** In proportion to smoothed conversion; equal until the first sale. */
function conversionShares({ members }: ConversionEvidence): readonly number[] {
  if (members.every(({ won }) => won === 0)) return members.map(() => 1 / members.length);
  const wins = members.map((member) => ({ won: member.won, received: receivedIn(member) }));
  const smoothing = smoothingOf(wins);
  const bounds = boundsOf(
    members.map(({ floor }) => floor),
    members.map(() => members.length),
  );
  return proportional(
    wins.map((one) => smoothed(one, smoothing)),
    bounds,
  );
}

/**
 * The shares as weights of the ledger: whole numbers of at least 1, equal where the shares are
 * equal, that make up ten thousand or, where that does not divide, a little less or more.
 */
export function weightsFrom(
  shares: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(shares).map(([manager, share]) => [
      manager,
      Math.max(1, Math.round(share * PARTS)),
    ]),
  );
}
