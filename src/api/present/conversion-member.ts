import type { ConversionView } from "#api/contract/conversion-view.ts";
import type { ConversionEvidence, MemberEvidence } from "#core/conversion/evidence.ts";
import { loadAt } from "#core/conversion/load-meter.ts";
import type { Movement } from "#core/conversion/movement.ts";
import type { OutcomeBook } from "#core/conversion/outcome-book.ts";
import { MILLION } from "#core/conversion/showings.ts";
import type { Standing } from "#core/conversion/standing.ts";
import type { Work } from "#core/conversion/work.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { comparisonSentence, movementSentence, standingPhrase } from "#core/explain/share.ts";
import { type MovedBetween, movedParts } from "#core/explain/share-moved.ts";
import type { Program } from "#core/program.ts";

export interface MemberContext {
  readonly program: Program;
  readonly book: OutcomeBook;
  /** Epoch ms. */
  readonly now: number;
  readonly lang: Language;
  readonly work: ReadonlyMap<string, Work>;
  /** Of a day ago and of now. */
  readonly between: MovedBetween;
  readonly movement: Movement;
}

const idle: Work = { soldFor: 0, begunWithinMs: null, reopened: 0 };

/** One member as the screen shows him. */
export function memberView(
  standing: Standing,
  evidence: ConversionEvidence["members"][number] | MemberEvidence,
  context: MemberContext,
): ConversionView["members"][number] {
  const { program, lang, movement, between } = context;
  const { manager, won, received, counts, estimate, low, high, share } = standing;
  const { soldFor, begunWithinMs, reopened } = context.work.get(manager) ?? idle;
  return {
    manager,
    name: nameOf(program, manager),
    won,
    received,
    counts,
    matured: "exposure" in evidence ? maturedIn(evidence) : null,
    estimate,
    low,
    high,
    phrase: standingPhrase(standing, lang),
    comparison: standing.comparison,
    comparisonSentence: comparisonSentence(standing, lang),
    leadsToTell: standing.leadsToTell,
    share,
    dayAgo: movement.from,
    moved: movementSentence(movement, lang),
    because: [...movedParts(movement, between, lang)],
    ...loadOf(standing, evidence, context),
    soldFor,
    begunWithinMs,
    reopened,
    isNew: "isNew" in evidence && evidence.isNew,
  };
}

function loadOf(
  { manager }: Standing,
  evidence: ConversionEvidence["members"][number] | MemberEvidence,
  { program, book, now }: MemberContext,
) {
  const index = program.managerIndex.get(manager);
  const written = index === undefined ? null : (program.managers[index]?.comfort ?? null);
  const assumed = "comfort" in evidence ? Math.round(evidence.comfort) : null;
  const meter = book.loads.get(manager);
  return {
    load: meter === undefined ? 0 : Math.round(10 * loadAt(meter, now)) / 10,
    comfort: written ?? assumed,
    comfortIsWritten: written !== null,
  };
}

/** Leads as far as their chances have shown, to a tenth; one that was won sooner than usual has. */
function maturedIn({ exposure, sales }: MemberEvidence): number {
  const sum = (millionths: readonly number[]) => millionths.reduce((all, one) => all + one, 0);
  return Math.round((10 * Math.max(sum(exposure), sum(sales))) / MILLION) / 10;
}
