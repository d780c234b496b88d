/**
 * Shares of a rule by `adaptive`: those that sell most under what may be believed.
 *
 * In each of the possible worlds leads are shared out until the next one would sell the same
 * wherever it goes, within everybody's floor and ceiling; the shares are the mean over the worlds.
 * Averaging is what makes it safe: where little is known the worlds differ and the mean is near
 * equal shares, which in turn lets everybody show what he can do.
 */

import type { Bounds } from "./bounds.ts";
import { boundsOf } from "./bounds.ts";
import { DRAWS, drawWorlds, type PossibleWorld } from "./draws.ts";
import type { AdaptiveEvidence, MemberEvidence } from "./evidence.ts";
import { type LoadIdea, loadIdeas, marginalLeft, noEffect } from "./load-curve.ts";
import { posteriorOf } from "./posterior.ts";
import { showingsIn } from "./showings.ts";
import { type SourceShares, sourceShares } from "./source-shares.ts";
import type { SourceEvidence } from "./sources.ts";
import { fill, GRID_STEPS, gridShare } from "./water-filling.ts";

/** By member, summing to 1; equal until the first sale. */
export function adaptiveShares(evidence: AdaptiveEvidence): readonly number[] {
  const { members, sources } = evidence;
  if (members.every(({ won }) => won === 0)) return members.map(() => 1 / members.length);
  const bounds = boundsIn(evidence);
  const worlds = worldsOf(evidence);
  if (sources !== undefined) {
    return overSources(sources, sourceShares({ evidence, sources, worlds, bounds }));
  }
  const total = members.map(() => 0);
  const brings = new Float64Array(members.length * (GRID_STEPS + 1));
  const margins = new Map<LoadIdea, Float64Array>();
  for (const world of worlds) {
    let margin = margins.get(world.idea);
    if (margin === undefined) {
      margin = marginsUnder(world.idea, evidence, bounds);
      margins.set(world.idea, margin);
    }
    const shares = fill(bringAll(brings, world, margin), bounds);
    for (const [place, share] of shares.entries()) total[place] = (total[place] as number) + share;
  }
  return total.map((share) => share / DRAWS);
}

/** By source and member; null: the rule shares all sources alike, or has sold nothing yet. */
export function adaptiveSharesBySource(evidence: AdaptiveEvidence): SourceShares | null {
  const { members, sources } = evidence;
  if (sources === undefined || members.every(({ won }) => won === 0)) return null;
  const bounds = boundsIn(evidence);
  return sourceShares({ evidence, sources, worlds: worldsOf(evidence), bounds });
}

/** What everybody is given of all leads together. */
function overSources(sources: readonly SourceEvidence[], shares: SourceShares): readonly number[] {
  const members = shares[0] ?? [];
  return members.map((_, member) =>
    sources.reduce((sum, { part }, place) => sum + part * (shares[place]?.[member] as number), 0),
  );
}

function boundsIn({ members }: AdaptiveEvidence): Bounds {
  return boundsOf(
    members.map(({ floor }) => floor),
    members.map(({ ceiling }) => ceiling),
  );
}

function worldsOf({ members, loadCurve, seed }: AdaptiveEvidence): readonly PossibleWorld[] {
  return drawWorlds(
    posteriorOf(showingsIn(members), loadCurve ? loadIdeas : [noEffect]),
    members.map(({ manager }) => manager),
    seed,
  );
}

/** By member and step of his grid, what is left of the first lead's worth when he has that share. */
function marginsUnder(
  idea: LoadIdea,
  { members, arrivals }: AdaptiveEvidence,
  bounds: Bounds,
): Float64Array {
  const margins = new Float64Array(members.length * (GRID_STEPS + 1));
  for (const [place, member] of members.entries()) {
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step <= GRID_STEPS; step += 1) {
      const leads = gridShare(bounds, place, step) * arrivals;
      least = Math.min(least, marginAt(idea, member, leads));
      margins[place * (GRID_STEPS + 1) + step] = least;
    }
  }
  return margins;
}

function marginAt(
  { scale }: LoadIdea,
  { comfort, elsewhere }: MemberEvidence,
  leads: number,
): number {
  const all = leads + elsewhere;
  return marginalLeft(all / (comfort * scale), all === 0 ? 1 : leads / all);
}

/** What one more lead brings in the world, written into `brings`. */
function bringAll(
  brings: Float64Array,
  { rates }: PossibleWorld,
  margins: Float64Array,
): Float64Array {
  let point = 0;
  for (const rate of rates) {
    for (let step = 0; step <= GRID_STEPS; step += 1) {
      brings[point] = (margins[point] as number) * rate;
      point += 1;
    }
  }
  return brings;
}
