/**
 * The honest numbers beside a share: what was received and sold, what may be concluded from it and
 * how surely, and whether the difference from the team is more than chance.
 */
import type { SalesFigures } from "#core/decision.ts";
import { type Counts, receivedIn } from "./counts.ts";
import type { AdaptiveEvidence, ConversionEvidence, ShareEvidence } from "./evidence.ts";
import { type BetaBelief, type Confidence, type Interval, intervalOf } from "./interval.ts";
import { noEffect } from "./load-curve.ts";
import { type Posterior, posteriorOf, teamMean } from "./posterior.ts";
import { sharesFrom } from "./shares.ts";
import { showingsIn } from "./showings.ts";
import { smoothingOf } from "./smoothed.ts";

/**
 * Against the team's rate: the interval lies `above` it, `below` it, or so closely around it that
 * the difference does not matter (`alike`); otherwise there is `not_enough` data to tell.
 */
export type Comparison = "above" | "below" | "alike" | "not_enough";

export interface Standing extends Interval {
  readonly manager: string;
  readonly counts: Counts;
  readonly won: number;
  /** All of his leads but junk. */
  readonly received: number;
  /** His conversion, 0 to 1, drawn towards the team's as far as his own leads are few. */
  readonly estimate: number;
  /** The team's conversion. */
  readonly team: number;
  /** His part of the rule's leads today, and an equal part. */
  readonly share: number;
  readonly equal: number;
  readonly comparison: Comparison;
  /** For `not_enough`: about so many leads of each would tell this difference; null: none is seen. */
  readonly leadsToTell: number | null;
}

/** An interval that is nowhere further from the team's rate than a quarter of it is the team's rate. */
const ALIKE = 0.25;

/** Manager key → what is told of him with every decision; see `SalesFigures`. */
export function salesFiguresOf(evidence: ShareEvidence): Readonly<Record<string, SalesFigures>> {
  const { team, beliefs } = beliefsFrom(evidence);
  const figures = evidence.members.map((member, place) => {
    const { wins, losses } = beliefs[place] as BetaBelief;
    const { manager, won } = member;
    return [manager, { won, received: receivedIn(member), wins, losses, team }] as const;
  });
  return Object.fromEntries(figures);
}

/** Of every member, in the order of the evidence. */
export function standings(
  evidence: ShareEvidence,
  confidence: Confidence = 0.95,
): readonly Standing[] {
  const shares = sharesFrom(evidence);
  const { team, beliefs } = beliefsFrom(evidence);
  return evidence.members.map(({ manager, open, won, lost, missed, junk }, place) => {
    const belief = beliefs[place] as BetaBelief;
    const counts = { open, won, lost, missed, junk };
    const interval = intervalOf(belief, confidence);
    const estimate = belief.wins / (belief.wins + belief.losses);
    const comparison = compared(interval, team);
    return {
      manager,
      counts,
      won,
      received: receivedIn(counts),
      estimate,
      ...interval,
      team,
      share: shares[manager] as number,
      equal: 1 / evidence.members.length,
      comparison,
      leadsToTell: comparison === "not_enough" ? leadsToTell(estimate, team) : null,
    };
  });
}

/**
 * Leads that each of two must receive so that a difference between their conversions is found four
 * times out of five, at the usual 5 %: 900 for 15 against 20 %. Null: there is no difference.
 */
export function leadsToTell(one: number, other: number): number | null {
  const gap = Math.abs(one - other);
  if (gap < 0.001) return null;
  const spread = one * (1 - one) + other * (1 - other);
  return Math.ceil((SURE * SURE * spread) / (gap * gap));
}

/** 1.96 for 5 % on two sides and 0.84 for four times out of five. */
const SURE = 2.8;

function compared({ low, high }: Interval, team: number): Comparison {
  if (low > team) return "above";
  if (high < team) return "below";
  const isNear = low >= team * (1 - ALIKE) && high <= team * (1 + ALIKE);
  return isNear ? "alike" : "not_enough";
}

interface TeamBeliefs {
  readonly team: number;
  readonly beliefs: readonly BetaBelief[];
}

function beliefsFrom(evidence: ShareEvidence): TeamBeliefs {
  return evidence.method === "adaptive" ? maturedBeliefs(evidence) : countedBeliefs(evidence);
}

/** By `conversion`: exactly what the shares are in proportion to. */
function countedBeliefs({ members }: ConversionEvidence): TeamBeliefs {
  const wins = members.map((member) => ({ won: member.won, received: receivedIn(member) }));
  const { mean, leads } = smoothingOf(wins);
  return {
    team: mean,
    beliefs: wins.map(({ won, received }) => ({
      wins: won + leads * mean,
      losses: received - won + leads * (1 - mean),
    })),
  };
}

/**
 * By `adaptive`: on leads as far as their chances have shown, at the loads at which they came. What
 * the rates are smoothed by is not known either: the mean and the spread over all of it make up one
 * beta distribution.
 */
function maturedBeliefs({ members }: AdaptiveEvidence): TeamBeliefs {
  const posterior = posteriorOf(showingsIn(members), [noEffect]);
  const exposure = posterior.exposures.get(noEffect);
  if (exposure === undefined) throw new Error("the exposures of every idea are known");
  const team = teamMean(posterior.won, exposure);
  return {
    team,
    beliefs: members.map((_, place) => {
      const won = posterior.won[place] as number;
      // A win may come sooner than the curve expects it: there is never less exposure than wins.
      return asOne(posterior, { won, exposed: Math.max(won, exposure[place] as number) });
    }),
  };
}

/** The mixture over the shapes as one beta distribution with its mean and variance. */
function asOne(
  { beliefs }: Posterior,
  { won, exposed }: { readonly won: number; readonly exposed: number },
): BetaBelief {
  let mean = 0;
  let square = 0;
  for (const { probability, shape, rate } of beliefs) {
    const middle = (won + shape) / (exposed + rate);
    mean += probability * middle;
    square += probability * middle * (middle + (1 - middle) / (exposed + rate + 1));
  }
  const leads = (mean * (1 - mean)) / (square - mean * mean) - 1;
  return { wins: mean * leads, losses: (1 - mean) * leads };
}
