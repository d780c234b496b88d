import type { ConversionRule, ConversionView } from "#api/contract/conversion-view.ts";
import { type ConcludedShares, type SalesScene, withoutComfort } from "#api/conversion-scene.ts";
import { settingsOf } from "#api/conversion-settings.ts";
import { type Cohort, cohortsIn } from "#core/conversion/cohorts.ts";
import { controlComparison } from "#core/conversion/control-group.ts";
import { noCounts } from "#core/conversion/counts.ts";
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { type Movement, movements } from "#core/conversion/movement.ts";
import type { OutcomeBook } from "#core/conversion/outcome-book.ts";
import { evidenceFor } from "#core/conversion/set-shares.ts";
import { sharesBySource } from "#core/conversion/shares.ts";
import { type Standing, standings } from "#core/conversion/standing.ts";
import { workIn } from "#core/conversion/work.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { methodName } from "#core/explain/rule.ts";
import { controlSentence, salesHeadline } from "#core/explain/sales.ts";
import type { CompiledRule } from "#core/program.ts";
import { memberView } from "./conversion-member.ts";

export interface ConversionContext extends SalesScene {
  readonly book: OutcomeBook;
  /** By what the rule shares, and by what it shared a day ago; null: by nothing yet. */
  readonly current: ConcludedShares | null;
  readonly dayAgo: ConcludedShares | null;
  /** Ids of the leads of the control group. */
  readonly control: ReadonlySet<string>;
  readonly imported: number;
  /** Epoch ms at which the rule first concluded shares; null: never. */
  readonly since: number | null;
  /** Epoch ms. */
  readonly now: number;
  readonly lang: Language;
}

export function conversionRule({ rule }: CompiledRule, lang: Language): ConversionRule {
  const { id, name, mode } = rule;
  const method = rule.method === "adaptive" ? "adaptive" : "conversion";
  return { id, name, mode, method, methodName: methodName(method, lang) };
}

/** The numbers beside everybody's share, and why it is not what it was. */
export function conversionView(context: ConversionContext): ConversionView {
  const { account, program, rule, book, current, now, lang } = context;
  const { evidence: after, isByTurns } = evidenceNow(context);
  const before = context.dayAgo?.evidence ?? withoutLeads(after);
  const all = standings(after).map((one) => (isByTurns ? { ...one, share: one.equal } : one));
  const moved = isByTurns ? unmoved(all) : movements(before, after);
  const movementOf = new Map(moved.map((one) => [one.manager, one]));
  const work = workIn(book);
  const assumed = withoutComfort(program);
  const isNightly = after.method === "adaptive";
  return {
    rule: rule.rule.id,
    asOf: current?.at ?? null,
    since: context.since,
    nextAt: isNightly ? account.sharesAt : null,
    hasSold: all.some(({ won }) => won > 0),
    headline: salesHeadline(all, (manager) => nameOf(program, manager), lang),
    team: all[0]?.team ?? 0,
    equal: 1 / Math.max(1, all.length),
    members: all.map((standing, place) =>
      memberView(standing, after.members[place] as (typeof after.members)[number], {
        program,
        book,
        now,
        lang,
        work,
        between: { before, after, assumed },
        movement: movementOf.get(standing.manager) as Movement,
      }),
    ),
    control: isNightly ? controlView(context) : null,
    sources: sourcesView(after),
    imported: context.imported,
    cohorts: cohortsIn(book, { at: now, timeZone: account.timeZone })
      .slice(-COHORTS_SHOWN)
      .map(cohortView),
    settings: settingsOf(program, rule),
  };
}

/** A year and the month that runs. */
const COHORTS_SHOWN = 13;

function cohortView({ month, counts: { won, open }, received, matured, rate }: Cohort) {
  return { month, received, won, open, matured, rate };
}

interface EvidenceNow {
  readonly evidence: ShareEvidence;
  /** The rule still gives by equal turns, whatever was sold since it concluded its shares last. */
  readonly isByTurns: boolean;
}

/** What the rule shares by; while nothing follows from that, the newest numbers. */
function evidenceNow({ program, rule, book, current, now }: ConversionContext): EvidenceNow {
  const follows = current?.evidence.members.some(({ won }) => won > 0) ?? false;
  if (current !== null && follows) return { evidence: current.evidence, isByTurns: false };
  return { evidence: evidenceFor(program, rule, { book, at: now }), isByTurns: true };
}

/** As it was before the rule had given anything: by equal turns. */
function withoutLeads(evidence: ShareEvidence): ShareEvidence {
  if (evidence.method === "conversion") {
    return { ...evidence, members: evidence.members.map((one) => ({ ...one, ...noCounts })) };
  }
  const members = evidence.members.map((one) => {
    const none = one.exposure.map(() => 0);
    return { ...one, ...noCounts, exposure: none, sales: none };
  });
  return { ...evidence, members };
}

const unmoved = (all: readonly Standing[]): readonly Movement[] =>
  all.map(({ manager, equal }) => ({ manager, from: equal, to: equal, because: [] }));

function controlView({ book, control, lang }: ConversionContext): ConversionView["control"] {
  const comparison = controlComparison(book, control);
  if (comparison === null) return null;
  const { since, better } = comparison;
  return {
    since,
    control: comparison.control,
    rest: comparison.rest,
    isTold: better !== null,
    sentence: controlSentence(comparison, lang),
  };
}

function sourcesView(evidence: ShareEvidence): ConversionView["sources"] {
  const shares = sharesBySource(evidence);
  if (shares === null || evidence.method !== "adaptive") return null;
  return (evidence.sources ?? []).map(({ source, part }) => ({
    source,
    part,
    shares: evidence.members.map(({ manager }) => shares[source]?.[manager] ?? 0),
  }));
}
