/**
 * Shares of their own for every source: strong and free members are given more of the leads for
 * which they are better than others, and everybody's load is what all sources make together.
 *
 * How a source suits a member beyond its quality and his conversion is spread by a gamma
 * distribution with mean 1 around what is expected of the two; how wide it is spread is fitted, so
 * that members who do not differ by source share every source alike. In each of the possible worlds
 * shares are moved, in steps that grow smaller, towards whoever brings most with one more lead of
 * the source, less what his other leads lose by it (Frank and Wolfe 1956).
 */
import { ln, lnGamma } from "./arithmetic.ts";
import type { Bounds } from "./bounds.ts";
import { DRAWS, gammaDraws, type PossibleWorld } from "./draws.ts";
import type { AdaptiveEvidence, MemberEvidence } from "./evidence.ts";
import { conversionLeft } from "./load-curve.ts";
import { MILLION } from "./showings.ts";
import type { SourceEvidence, SourceShowing } from "./sources.ts";

/** Every third of the possible worlds: the others would cost more than they tell. */
const EVERY = 3;
const STEPS = 24;

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

function ascend(ascent: Ascent): readonly (readonly number[])[] {
  const { sources, evidence, bounds } = ascent;
  const equal = bounds.least.map(() => 1 / bounds.least.length);
  const shares = sources.map(() => [...equal]);
  for (let step = 0; step < STEPS; step += 1) {
    const aim = bestUnder(bringsAt(shares, ascent), sources, bounds);
    const way = 2 / (step + 3);
    for (const [source, ofSource] of shares.entries()) {
      for (let member = 0; member < evidence.members.length; member += 1) {
        add(ofSource, member, way * (at(at(aim, source), member) - at(ofSource, member)));
      }
    }
  }
  return shares;
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

/** Everybody his floor of each source; the rest to the best pairs, nobody above his ceiling. */
function bestUnder(
  brings: readonly (readonly number[])[],
  sources: readonly SourceEvidence[],
  { least, most }: Bounds,
): readonly (readonly number[])[] {
  const shares = sources.map(() => [...least]);
  const room = most.map((ceiling, member) => ceiling - at(least, member));
  const rest = sources.map(() => 1 - least.reduce((sum, floor) => sum + floor, 0));
  const pairs = brings
    .flatMap((ofSource, source) => ofSource.map((value, member) => ({ value, source, member })))
    .sort((one, other) => other.value - one.value);
  for (const { source, member } of pairs) {
    const { part } = sources[source] as SourceEvidence;
    const given = Math.min(at(rest, source), part > 0 ? at(room, member) / part : 1);
    if (given <= 0) continue;
    add(at(shares, source), member, given);
    add(rest, source, -given);
    add(room, member, -given * part);
  }
  return shares;
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
