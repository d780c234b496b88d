/**
 * A simulated sales team and its year, drawn from a plan and a seed. Everything that chance decides
 * is drawn here once: arrivals, sources, the luck and the delays of every lead. Policies that are
 * compared live in the same world and differ by what they do alone.
 */
import { normalFrom, type Random, randomFrom } from "#sim/random.ts";
import type { TrueCurve } from "./true-curve.ts";

export const DAY_MS = 86_400_000;
/** 2026-01-01T00:00:00Z: when simulated years begin. */
export const START = 1_767_225_600_000;
export const MONTH_DAYS = 30;

/** What a world is drawn from; conversions are parts of 1, months have 30 days. */
export interface WorldPlan {
  readonly members: number;
  readonly months: number;
  /** Months of leads handed out in turn before the first one that counts. */
  readonly importedMonths: number;
  readonly leadsAMonth: number;
  /** True conversions, evenly between these two. */
  readonly rates: readonly [lowest: number, highest: number];
  readonly curve: TrueCurve;
  /** What everybody's comfortable rate is drawn around, in leads a month. */
  readonly comfort: number;
  /** Time constant of what a manager feels as load. */
  readonly loadDays: number;
  readonly winMedianDays: number;
  /** Managers close by up to exp(this) times slower or faster. */
  readonly closingSpread: number;
  readonly sources: readonly Source[];
  /** Standard deviation of the logarithm of how a source suits a manager. */
  readonly affinity: number;
  /** On day 150 stars fall and others rise, on day 200 somebody joins, on day 260 somebody leaves. */
  readonly drifts: boolean;
}

export interface Source {
  /** Its part of the leads. */
  readonly part: number;
  /** What it multiplies conversions by. */
  readonly quality: number;
}

export interface WorldLead {
  /** Days since the world began. */
  readonly day: number;
  readonly source: number;
  /** Below his probability at that moment: the lead will be won. */
  readonly luck: number;
  /** Delays as multiples of their medians. */
  readonly winDelay: number;
  readonly lossDelay: number;
  /** Whether anybody writes down that it is lost. */
  readonly lossIsTold: boolean;
}

export interface Person {
  /** His true conversion without load: from day 0, and from the days of `changes`. */
  readonly rate: number;
  readonly changes: readonly { readonly day: number; readonly rate: number }[];
  /** True comfortable rate, leads a month. */
  readonly comfort: number;
  /** What he multiplies delays by. */
  readonly pace: number;
  /** By source, what it multiplies his conversion by; its mean over the leads is 1. */
  readonly suits: readonly number[];
  /** What the head of sales believes his conversion to be. */
  readonly belief: number;
  /** Days in the team, half-open. */
  readonly from: number;
  readonly to: number;
}

export interface World {
  readonly plan: WorldPlan;
  readonly people: readonly Person[];
  readonly leads: readonly WorldLead[];
  /** Day from which leads count, and the last one. */
  readonly counted: number;
  readonly days: number;
}

/** True comfortable rates differ from the plan's by this standard deviation of their logarithm. */
const COMFORT_DEVIATION = 0.2;
const BELIEF_DEVIATION = 0.25;
const LOSSES_TOLD = 0.7;

export function drawWorld(plan: WorldPlan, seed: number, arrivals?: readonly Arrival[]): World {
  const random = randomFrom(seed * 7919 + 17);
  const counted = plan.importedMonths * MONTH_DAYS;
  const days = counted + plan.months * MONTH_DAYS;
  const leads = (arrivals ?? poisson(plan, days, random)).map((arrival) => ({
    ...arrival,
    luck: random(),
    winDelay: Math.exp(normalFrom(random)),
    lossDelay: Math.exp(normalFrom(random)),
    lossIsTold: random() < LOSSES_TOLD,
  }));
  return { plan, leads, people: drawPeople(plan, random), counted, days };
}

export type Arrival = Pick<WorldLead, "day" | "source">;

function poisson({ leadsAMonth, sources }: WorldPlan, days: number, random: Random): Arrival[] {
  const arrivals: Arrival[] = [];
  const pause = () => (-Math.log(1 - random()) * MONTH_DAYS) / leadsAMonth;
  for (let day = pause(); day < days; day += pause()) {
    arrivals.push({ day, source: drawSource(sources, random()) });
  }
  return arrivals;
}

function drawSource(sources: readonly Source[], chance: number): number {
  let rest = chance;
  const found = sources.findIndex(({ part }) => {
    rest -= part;
    return rest < 0;
  });
  return found < 0 ? sources.length - 1 : found;
}

type Draft = Pick<Person, "rate" | "changes" | "from" | "to">;

function drawPeople(plan: WorldPlan, random: Random): readonly Person[] {
  const [lowest, highest] = plan.rates;
  const step = (highest - lowest) / (plan.members - 1);
  const rates = shuffled(
    Array.from({ length: plan.members }, (_, place) => lowest + place * step),
    random,
  );
  const staying = rates.map((rate) => ({ rate, changes: [], from: 0, to: Infinity }));
  const drafts = plan.drifts ? drifting(staying, random) : staying;
  return drafts.map((draft) => {
    const { comfort, closingSpread } = plan;
    const spread = COMFORT_DEVIATION;
    return {
      ...draft,
      comfort: comfort * Math.exp(spread * normalFrom(random) - spread ** 2 / 2),
      pace: Math.exp(closingSpread * (2 * random() - 1)),
      suits: drawSuits(plan, random),
      belief: draft.rate * Math.exp(BELIEF_DEVIATION * normalFrom(random)),
    };
  });
}

function drawSuits({ sources, affinity }: WorldPlan, random: Random): readonly number[] {
  const drawn = sources.map(({ quality }) => quality * Math.exp(affinity * normalFrom(random)));
  const mean = sources.reduce((sum, { part }, source) => sum + part * (drawn[source] ?? 0), 0);
  return drawn.map((suit) => suit / mean);
}

/** Two of the four best fall, two of the five weakest rise, a good one joins, a middling one leaves. */
function drifting(staying: readonly Draft[], random: Random): readonly Draft[] {
  const order = staying.toSorted((one, other) => other.rate - one.rate);
  const falling = shuffled(order.slice(0, 4), random).slice(0, 2);
  const rising = shuffled(order.slice(-5), random).slice(0, 2);
  const leaving = order[7];
  const changed = staying.map((draft): Draft => {
    if (falling.includes(draft)) return becoming(draft, draft.rate * 0.4);
    if (rising.includes(draft)) return becoming(draft, Math.min(0.25, draft.rate * 2.2));
    return draft === leaving ? { ...draft, to: 260 } : draft;
  });
  return [...changed, { rate: 0.22, changes: [], from: 200, to: Infinity }];
}

const becoming = (draft: Draft, rate: number): Draft => ({
  ...draft,
  changes: [{ day: 150, rate }],
});

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const place = Math.floor(random() * (last + 1));
    [order[last], order[place]] = [order[place] as T, order[last] as T];
  }
  return order;
}
