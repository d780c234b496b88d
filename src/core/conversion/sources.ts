/**
 * What is known of each source of leads, and of each member with each source: for shares that differ
 * by source, and to compare members fairly when they are given different mixes.
 *
 * A source's quality is what was sold of its leads beside what the members who had them sell
 * elsewhere; since each is needed for the other, both are corrected in turns.
 */
import type { LeadOutcome } from "./lead-outcome.ts";
import { mature } from "./maturing.ts";
import { MILLION } from "./showings.ts";

/** Rarer sources are taken together: nothing could be told of them alone. */
const FEWEST_LEADS = 30;
const MOST_SOURCES = 12;
/** Sales as they are expected weigh so much beside those that were made. */
const EXPECTED_WEIGHT = 5;
const ROUNDS = 8;

/** All sources too rare to be looked at alone. */
export const OTHER_SOURCES = "";

export interface SourceEvidence {
  readonly source: string;
  /** Its part of the rule's leads, 0 to 1. */
  readonly part: number;
  /** What it multiplies conversions by; the mean over the leads is 1. */
  readonly quality: number;
}

/** In millionths: leads as far as their chances have shown, and won leads. */
export interface SourceShowing {
  readonly exposure: number;
  readonly sales: number;
}

export interface Sources {
  readonly sources: readonly SourceEvidence[];
  /** By member, in the order of `keys`, and source. */
  readonly byMember: readonly (readonly SourceShowing[])[];
  readonly qualityOf: (source: string) => number;
}

export function sourcesIn(
  leads: readonly LeadOutcome[],
  keys: readonly string[],
  moment: Parameters<typeof mature>[1],
): Sources {
  const names = namesIn(leads);
  const placeOf = new Map(names.map(({ source }, place) => [source, place]));
  const other = placeOf.get(OTHER_SOURCES) as number;
  const byMember = keys.map(() => names.map(() => ({ exposure: 0, sales: 0 })));
  const memberOf = new Map(keys.map((key, place) => [key, byMember[place]]));
  mature(leads, moment, ({ manager, source }, part, sold) => {
    const own = memberOf.get(manager)?.[placeOf.get(source) ?? other];
    if (own === undefined) return;
    own.exposure += part;
    own.sales += sold;
  });
  const qualities = qualitiesOf(names, byMember);
  return {
    sources: names.map(({ source, part }, place) => ({
      source,
      part,
      quality: qualities[place] as number,
    })),
    byMember,
    qualityOf: (source) => qualities[placeOf.get(source) ?? other] as number,
  };
}

interface Named {
  readonly source: string;
  readonly part: number;
}

/** The frequent ones by name, and what the rest is called. */
function namesIn(leads: readonly LeadOutcome[]): readonly Named[] {
  const counts = new Map<string, number>();
  for (const { source } of leads) counts.set(source, (counts.get(source) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([source, count]) => source !== OTHER_SOURCES && count >= FEWEST_LEADS)
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, MOST_SOURCES)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const named = frequent.reduce((sum, [, count]) => sum + count, 0);
  const all = [...frequent, [OTHER_SOURCES, leads.length - named] as const];
  return all.map(([source, count]) => ({
    source,
    part: leads.length === 0 ? 1 : count / leads.length,
  }));
}

/** What each source multiplies conversions by, to a millionth. */
function qualitiesOf(
  names: readonly Named[],
  byMember: readonly (readonly SourceShowing[])[],
): readonly number[] {
  let qualities: readonly number[] = names.map(() => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rates = ratesGiven(qualities, byMember);
    const raw = names.map((_, place) => {
      let sold = 0;
      let expected = 0;
      for (const [member, own] of byMember.entries()) {
        const { exposure, sales } = own[place] as SourceShowing;
        sold += sales / MILLION;
        expected += ((rates[member] as number) * exposure) / MILLION;
      }
      return (sold + EXPECTED_WEIGHT) / (expected + EXPECTED_WEIGHT);
    });
    const mean = names.reduce((sum, { part }, place) => sum + part * (raw[place] as number), 0);
    qualities = raw.map((quality) => Math.round((MILLION * quality) / mean) / MILLION);
  }
  return qualities;
}

/** Everybody's conversion of leads of mean quality, drawn towards the team's. */
function ratesGiven(
  qualities: readonly number[],
  byMember: readonly (readonly SourceShowing[])[],
): readonly number[] {
  const totals = byMember.map((own) => {
    let sold = 0;
    let exposed = 0;
    for (const [place, { exposure, sales }] of own.entries()) {
      sold += sales / MILLION;
      exposed += ((qualities[place] as number) * exposure) / MILLION;
    }
    return { sold, exposed };
  });
  const sold = totals.reduce((sum, one) => sum + one.sold, 0);
  const exposed = totals.reduce((sum, one) => sum + one.exposed, 0);
  const mean = (sold + 1) / (exposed + 8);
  return totals.map((one) => {
    return (one.sold + EXPECTED_WEIGHT) / (one.exposed + EXPECTED_WEIGHT / mean);
  });
}
