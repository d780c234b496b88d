/**
 * Shares of their own for every source: strong and free members are given more of the leads for
 * which they are better than others, and everybody's load is what all sources make together.
 *
 * How a source suits a member beyond its quality and his conversion is spread by a gamma
 * distribution with mean 1 around what is expected of the two; how wide it is spread is fitted, so
 * that members who do not differ by source share every source alike. In each of the possible worlds
 * equal shares are moved, in steps that grow smaller, towards whoever brings more with one more lead
 * of the source, less what his other leads lose by it (mirror ascent with the entropy).
 */
import { exp, ln, lnGamma } from "./arithmetic.ts";
import type { Bounds } from "./bounds.ts";
import { DRAWS, gammaDraws, type PossibleWorld } from "./draws.ts";
import type { AdaptiveEvidence, MemberEvidence } from "./evidence.ts";
import { conversionLeft } from "./load-curve.ts";
import { MILLION } from "./showings.ts";
import type { SourceEvidence, SourceShowing } from "./sources.ts";

/** Every third of the possible worlds: the others would cost more than they tell. */
const EVERY = 3;
const STEPS = 32;
/** How strongly a gain moves the first step. */
const PACE = 1;
/** After so many corrections the ceilings are kept but for a trace. */
const ROUNDS = 4;

/** By source and member; for each source the shares sum to 1. */
export type SourceShares = readonly (readonly number[])[];

export interface SourcesAsked {
  readonly evidence: AdaptiveEvidence;
  readonly sources: readonly SourceEvidence[];
  readonly worlds: readonly PossibleWorld[];
  readonly bounds: Bounds;
}

export function sourceShares(asked: SourcesAsked): SourceShares {
  const { sources, worlds, evidence } = asked;
  const suits = suitsOf(evidence, sources);
  const total = sources.map(() => evidence.members.map(() => 0));
  let looked = 0;
  for (let draw = 1; draw < DRAWS; draw += EVERY) {
    const world = worlds[draw] as PossibleWorld;
    const rates = sources.map(({ quality }, source) =>
      world.rates.map((rate, member) => rate * quality * at(at(at(suits, source), member), draw)),
    );
    const shares = ascend({ ...asked, rates, scale: world.idea.scale });
    for (const [source, ofSource] of shares.entries()) {
      for (const [member, share] of ofSource.entries()) add(at(total, source), member, share);
    }
    looked += 1;
  }
  return total.map((ofSource) => ofSource.map((share) => share / looked));
}

interface Ascent extends SourcesAsked {
  /** Conversion without load, by source and member. */
  readonly rates: readonly (readonly number[])[];
  readonly scale: number;
}

/**
 * Everybody has his floor of each source; of the rest, a member's part is multiplied in every step
 * by how much more than others he brings. Parts that make no difference therefore stay equal.
 */
function ascend(ascent: Ascent): SourceShares {
  const { sources, bounds } = ascent;
  const members = bounds.least.length;
  const parts = sources.map(() => new Array<number>(members).fill(1 / members));
  for (let step = 0; step < STEPS; step += 1) {
    const brings = bringsAt(withFloors(parts, bounds), ascent);
    const pace = PACE / Math.sqrt(step + 1);
    for (const [source, own] of parts.entries()) {
      const ofSource = at(brings, source);
      const mean = own.reduce((sum, part, member) => sum + part * at(ofSource, member), 0);
      const size = Math.max(mean, at(sources, source).quality * 0.01);
      for (let member = 0; member < members; member += 1) {
        const gain = (at(ofSource, member) - mean) / size;
        own[member] = at(own, member) * exp(pace * Math.min(Math.max(gain, -2), 2));
      }
    }
    keepBelow(parts, sources, bounds);
  }
  return withFloors(parts, bounds);
}

function withFloors(parts: SourceShares, { least }: Bounds): SourceShares {
  const rest = 1 - least.reduce((sum, floor) => sum + floor, 0);
  return parts.map((own) => own.map((part, member) => at(least, member) + rest * part));
}

/** Each source is shared out wholly, and nobody has more of all leads than his ceiling. */
function keepBelow(
  parts: number[][],
  sources: readonly SourceEvidence[],
  { least, most }: Bounds,
): void {
  const rest = 1 - least.reduce((sum, floor) => sum + floor, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    makeWhole(parts);
    for (const [member, ceiling] of most.entries()) {
      const all = sources.reduce(
        (sum, { part }, source) => sum + part * at(at(parts, source), member),
        0,
      );
      const room = (ceiling - at(least, member)) / rest;
      if (all > room) for (const own of parts) own[member] = (at(own, member) * room) / all;
    }
  }
  makeWhole(parts);
}

function makeWhole(parts: number[][]): void {
  for (const own of parts) {
    const sum = own.reduce((total, part) => total + part, 0);
    for (const [member, part] of own.entries()) own[member] = part / sum;
  }
}

/** What one more lead of the source brings with the member, as leads are shared out now. */
function bringsAt(
  shares: SourceShares,
  { sources, rates, evidence, scale }: Ascent,
): readonly (readonly number[])[] {
  const { arrivals, members } = evidence;
  const effects = members.map(({ comfort, elsewhere }: MemberEvidence, member) => {
    let leads = elsewhere;
    let sold = 0;
    for (const [source, { part }] of sources.entries()) {
      const own = arrivals * part * at(at(shares, source), member);
      leads += own;
      sold += own * at(at(rates, source), member);
    }
    const left = conversionLeft(leads / (comfort * scale));
    // h' = (h^4 - h) / load, so that this is what one more lead costs all that he has.
    return { left, cost: leads === 0 ? 0 : (sold * (left ** 4 - left)) / leads };
  });
  return rates.map((ofSource) =>
    ofSource.map((rate, member) => {
      const { left, cost } = effects[member] as (typeof effects)[number];
      return rate * left + cost;
    }),
  );
}

/** Weights that are considered for «a source suits everybody alike», in expected sales. */
const evennesses = [2, 4, 8, 16, 32, 64, 128, 256, 512];
const LIKELY_EVENNESS = 32;

/** By source and member, for every possible world: what the member makes of the source, around 1. */
function suitsOf(
  { members, seed }: AdaptiveEvidence,
  sources: readonly SourceEvidence[],
): readonly (readonly (readonly number[])[])[] {
  const cells = sources.map((_, source) =>
    members.map(({ bySource = [] }) => expectedIn(bySource, sources, source)),
  );
  const evenness = evennessOf(cells.flat());
  return sources.map(({ source }, place) =>
    members.map(({ manager }, member) => {
      const { sold, expected } = at(at(cells, place), member);
      const name = JSON.stringify([manager, source]);
      return gammaDraws(name, seed, sold + evenness).map((draw) => draw / (expected + evenness));
    }),
  );
}

interface Cell {
  readonly sold: number;
  /** Sales that his conversion over all sources and the source's quality make likely. */
  readonly expected: number;
}

function expectedIn(
  own: readonly SourceShowing[],
  sources: readonly SourceEvidence[],
  source: number,
): Cell {
  let sold = 0;
  let exposed = 0;
  for (const [place, { exposure, sales }] of own.entries()) {
    sold += sales / MILLION;
    exposed += (exposure / MILLION) * at(sources, place).quality;
  }
  const { exposure = 0, sales = 0 } = own[source] ?? {};
  const part = exposed === 0 ? 0 : ((exposure / MILLION) * at(sources, source).quality) / exposed;
  return { sold: sales / MILLION, expected: sold * part };
}

function evennessOf(cells: readonly Cell[]): number {
  let best = { evenness: LIKELY_EVENNESS, probability: Number.NEGATIVE_INFINITY };
  for (const evenness of evennesses) {
    const distance = ln(evenness / LIKELY_EVENNESS);
    const base = evenness * ln(evenness) - lnGamma(evenness);
    const probability = cells.reduce(
      (sum, { sold, expected }) =>
        sum + lnGamma(sold + evenness) - (sold + evenness) * ln(expected + evenness) + base,
      -(distance * distance) / 8,
    );
    if (probability > best.probability) best = { evenness, probability };
  }
  return best.evenness;
}

function at<T>(list: readonly T[], place: number): T {
  return list[place] as T;
}

function add(list: number[], place: number, value: number): void {
  list[place] = (list[place] as number) + value;
}
