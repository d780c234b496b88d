/**
 * Shares of a rule by `adaptive`: those that sell most under what may be believed.
 *
 * Leads are shared out until the next one would be expected to sell the same wherever it goes, within
 * everybody's floor and ceiling: once in each of the possible worlds, of which the mean is taken, and
 * once by what the worlds expect together. The mean is the safe one: where little is known the worlds
 * differ and it is near equal shares, which in turn lets everybody show what he can do. The other
 * sells more once everybody is known, so it counts as far as they are. Where members are alike,
 * their shares are too.
 */

import type { Bounds } from "./bounds.ts";
import { boundsOf } from "./bounds.ts";
import { DRAWS, drawWorlds, gammaDraws, type PossibleWorld } from "./draws.ts";
import type { AdaptiveEvidence, MemberEvidence } from "./evidence.ts";
import { differenceOf, knownOfMembers } from "./knowledge.ts";
import { type LoadIdea, loadIdeas, marginalExpected, noEffect } from "./load-curve.ts";
import { type Posterior, posteriorOf } from "./posterior.ts";
import { showingsIn } from "./showings.ts";
import { type SourceShares, sourceShares } from "./source-shares.ts";
import type { SourceEvidence } from "./sources.ts";
import { fill, GRID_STEPS, gridShare } from "./water-filling.ts";

/** By member, summing to 1; equal until the first sale. */
export function adaptiveShares(evidence: AdaptiveEvidence): readonly number[] {
  const { members, sources } = evidence;
  if (members.every(({ won }) => won === 0)) return members.map(() => 1 / members.length);
  const bounds = boundsIn(evidence);
  const posterior = posteriorIn(evidence);
  const worlds = worldsIn(evidence, posterior);
  if (sources !== undefined) {
    return overSources(sources, sourceShares({ evidence, sources, worlds, bounds }));
  }
  // Without a load curve it would be all or nothing, so that a single sale could turn it over.
  const known = evidence.loadCurve ? knownOfMembers(posterior) : 0;
  const marginOf = marginsIn(evidence, bounds);
  const apart = meanOf(worlds.map((world) => fill(bringsIn(world, marginOf(world.idea)), bounds)));
  const expected = bringsExpected(posterior, marginOf);
  const together = meanOf(
    luckIn(evidence, posterior, (1 - known) / 2).map((luck) =>
      fill(timesLuck(expected, luck), bounds),
    ),
  );
  const differ = differenceOf(posterior);
  return members.map((_, place) => {
    const share = (1 - known) * (apart[place] as number) + known * (together[place] as number);
    return differ * share + (1 - differ) / members.length;
  });
}

/** By source and member; null: the rule shares all sources alike, or has sold nothing yet. */
export function adaptiveSharesBySource(evidence: AdaptiveEvidence): SourceShares | null {
  const { members, sources } = evidence;
  if (sources === undefined || members.every(({ won }) => won === 0)) return null;
  const bounds = boundsIn(evidence);
  const worlds = worldsIn(evidence, posteriorIn(evidence));
  return sourceShares({ evidence, sources, worlds, bounds });
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

function posteriorIn({ members, loadCurve }: AdaptiveEvidence): Posterior {
  return posteriorOf(showingsIn(members), loadCurve ? loadIdeas : [noEffect]);
}

function worldsIn(
  { members, seed }: AdaptiveEvidence,
  posterior: Posterior,
): readonly PossibleWorld[] {
  return drawWorlds(
    posterior,
    members.map(({ manager }) => manager),
    seed,
  );
}

type MarginOf = (idea: LoadIdea) => Float64Array;

/** Remembers the margins, since many worlds are of one idea. */
function marginsIn(evidence: AdaptiveEvidence, bounds: Bounds): MarginOf {
  const margins = new Map<LoadIdea, Float64Array>();
  return (idea) => {
    const known = margins.get(idea) ?? marginsUnder(idea, evidence, bounds);
    margins.set(idea, known);
    return known;
  };
}

/** What one more lead brings in a world, by member and step of his grid. */
function bringsIn({ rates }: PossibleWorld, margins: Float64Array): Float64Array {
  const brings = new Float64Array(margins.length);
  addBrings(brings, rates, margins);
  return brings;
}

/** What one more lead is expected to bring by all that may be believed. */
function bringsExpected(posterior: Posterior, marginOf: MarginOf): Float64Array {
  const { won, beliefs, exposures } = posterior;
  const brings = new Float64Array(won.length * (GRID_STEPS + 1));
  for (const [idea, exposure] of exposures) {
    const rates = won.map(() => 0);
    let probability = 0;
    for (const belief of beliefs) {
      if (belief.idea !== idea) continue;
      probability += belief.probability;
      for (const [member, wins] of won.entries()) {
        const rate = (wins + belief.shape) / ((exposure[member] as number) + belief.rate);
        rates[member] = (rates[member] as number) + belief.probability * rate;
      }
    }
    if (probability > UNLIKELY) addBrings(brings, rates, marginOf(idea));
  }
  return brings;
}

/** By world and member: what his rate is there of what is expected of it, around 1. */
function luckIn(
  { members, seed }: AdaptiveEvidence,
  { won, beliefs }: Posterior,
  doubt: number,
): readonly (readonly number[])[] {
  const shape = beliefs.reduce((sum, belief) => sum + belief.probability * belief.shape, 0);
  const draws = members.map(({ manager }, member) => {
    const known = (won[member] as number) + shape;
    return gammaDraws(manager, seed, known).map((draw) => 1 + doubt * (draw / known - 1));
  });
  const worlds = Array.from({ length: DRAWS / EVERY }, (_, world) => world * EVERY + 1);
  return worlds.map((world) => draws.map((own) => own[world] as number));
}

function timesLuck(brings: Float64Array, luck: readonly number[]): Float64Array {
  const lucky = new Float64Array(brings.length);
  addBrings(lucky, luck, brings);
  return lucky;
}

/** Every third of the draws is enough to tell luck from nothing. */
const EVERY = 3;

/** Ideas less probable than this change no share that anybody could see. */
const UNLIKELY = 1e-4;

function addBrings(brings: Float64Array, rates: readonly number[], margins: Float64Array): void {
  let point = 0;
  for (const rate of rates) {
    for (let step = 0; step <= GRID_STEPS; step += 1) {
      brings[point] = (brings[point] as number) + (margins[point] as number) * rate;
      point += 1;
    }
  }
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
  return marginalExpected(all / (comfort * scale), all === 0 ? 1 : leads / all);
}

function meanOf(lists: readonly (readonly number[])[]): readonly number[] {
  const total = (lists[0] ?? []).map(() => 0);
  for (const list of lists) {
    for (const [place, value] of list.entries()) total[place] = (total[place] as number) + value;
  }
  return total.map((sum) => sum / lists.length);
}
