/**
 * Everything that shares depend on, drawn from a rule's outcomes at one moment: plain JSON that is
 * kept with the shares, and from which `sharesFrom` finds them again to the bit.
 *
 * Exposure is counted in whole millionths of a lead, so that sums are exact and no order of the
 * leads can show in them.
 */
import { type Counts, noCounts, receivedIn } from "./counts.ts";
import type { LeadOutcome } from "./lead-outcome.ts";
import { loadAt, MONTH_DAYS } from "./load-meter.ts";
import { shownIn } from "./maturing.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { type Ramp, rampsOf } from "./ramp.ts";
import type { ShareSettings } from "./settings.ts";
import { MILLION, type Showing } from "./showings.ts";
import { type SourceEvidence, type SourceShowing, sourcesIn } from "./sources.ts";

const DAY_MS = 86_400_000;
/** Whole weeks, so that no day of the week counts more than another. */
const RATE_DAYS = 28;
/** Of what an equal share makes, where nobody's comfortable rate is written. */
const USUAL_COMFORT = 1.7;

/** A member of the rule. */
export interface ShareMember {
  readonly manager: string;
  /** Leads a month, over all rules, that he serves without loss; null: nobody said. */
  readonly comfort: number | null;
}

export interface MemberEvidence extends Counts, Ramp, Showing {
  readonly manager: string;
  /** Leads a month; the written rate, or what the others' or an equal share suggest. */
  readonly comfort: number;
  /** Leads a month that he receives otherwise than by share in this rule. */
  readonly elsewhere: number;
  /** With shares for each source: in the order of the evidence's sources. */
  readonly bySource?: readonly SourceShowing[];
}

export interface ConversionEvidence {
  readonly method: "conversion";
  readonly members: readonly ConversionMember[];
}

export interface ConversionMember extends Counts {
  readonly manager: string;
  readonly floor: number;
}

export interface AdaptiveEvidence {
  readonly method: "adaptive";
  /** Epoch ms at which it was drawn. */
  readonly at: number;
  /** Leads a month that the rule gives by share. */
  readonly arrivals: number;
  readonly loadCurve: boolean;
  readonly seed: number;
  readonly members: readonly MemberEvidence[];
  /** With shares for each source. */
  readonly sources?: readonly SourceEvidence[];
}

export type ShareEvidence = ConversionEvidence | AdaptiveEvidence;

/** What is asked about: who shares, how, and when. */
export interface ShareQuestion {
  readonly members: readonly ShareMember[];
  readonly settings: ShareSettings;
  /** Epoch ms. */
  readonly at: number;
  /** Of the program; see draws.ts. */
  readonly seed: number;
}

/** What the shares of a rule by `conversion` depend on: plain counts. */
export function conversionEvidence(
  book: OutcomeBook,
  { members, settings }: ShareQuestion,
): ConversionEvidence {
  return {
    method: "conversion",
    members: inOrder(members).map(({ manager }) => ({
      manager,
      ...(book.counts.get(manager) ?? noCounts),
      floor: settings.floor,
    })),
  };
}

/** What the shares of a rule by `adaptive` depend on. */
export function adaptiveEvidence(book: OutcomeBook, question: ShareQuestion): AdaptiveEvidence {
  const { settings, at, seed } = question;
  const members = inOrder(question.members);
  const keys = members.map(({ manager }) => manager);
  const leads = leadsOf(book);
  const arrivals = arrivalsOf(leads, at);
  const comforts = comfortsOf(members, { book, at, arrivals });
  const sources = settings.perSource ? sourcesIn(leads, keys, question) : null;
  const shown = shownIn(leads, keys, { ...question, qualityOf: sources?.qualityOf ?? null });
  const counts = keys.map((manager) => book.counts.get(manager) ?? noCounts);
  const ramps = rampsOf(counts.map(receivedIn), settings);
  return {
    method: "adaptive",
    at,
    arrivals,
    loadCurve: settings.loadCurve,
    seed,
    members: keys.map((manager, place) => ({
      manager,
      ...(counts[place] as Counts),
      ...(shown[place] as Showing),
      ...(sources === null ? {} : { bySource: sources.byMember[place] as SourceShowing[] }),
      comfort: comforts.get(manager) as number,
      elsewhere: elsewhereOf(book, manager, at),
      ...(ramps[place] as Ramp),
    })),
    ...(sources === null ? {} : { sources: sources.sources }),
  };
}

/** By manager's key, so that the order of a list does not matter. */
function inOrder(members: readonly ShareMember[]): readonly ShareMember[] {
  return members.toSorted((one, other) => (one.manager < other.manager ? -1 : 1));
}

function leadsOf({ leads, missed }: OutcomeBook): readonly LeadOutcome[] {
  const all = [...leads.values()];
  if (missed.length > 0) all.push(...missed);
  return all;
}

/** Leads a month of the last four weeks, or of the time since the first lead. */
function arrivalsOf(leads: readonly LeadOutcome[], at: number): number {
  const from = at - RATE_DAYS * DAY_MS;
  let recent = 0;
  for (const { receivedAt } of leads) if (receivedAt >= from) recent += 1;
  const days = Math.min(RATE_DAYS, Math.max(1, (at - firstOf(leads, at)) / DAY_MS));
  return rounded((recent * MONTH_DAYS) / days);
}

function firstOf(leads: readonly LeadOutcome[], at: number): number {
  let first = at;
  for (const { receivedAt } of leads) if (receivedAt < first) first = receivedAt;
  return first;
}

function comfortsOf(
  members: readonly ShareMember[],
  { book, at, arrivals }: { book: OutcomeBook; at: number; arrivals: number },
): ReadonlyMap<string, number> {
  const written = members.flatMap(({ comfort }) => (comfort ? [comfort] : []));
  const others = members.reduce((sum, { manager }) => sum + elsewhereOf(book, manager, at), 0);
  const usual =
    written.length > 0
      ? written.reduce((sum, comfort) => sum + comfort, 0) / written.length
      : Math.max(1, (USUAL_COMFORT * (arrivals + others)) / members.length);
  return new Map(members.map(({ manager, comfort }) => [manager, comfort || usual]));
}

function elsewhereOf({ loads, ownLoads }: OutcomeBook, manager: string, at: number): number {
  const all = loads.get(manager);
  const own = ownLoads.get(manager);
  if (all === undefined) return 0;
  return rounded(Math.max(0, loadAt(all, at) - (own === undefined ? 0 : loadAt(own, at))));
}

const rounded = (value: number): number => Math.round(value * MILLION) / MILLION;
