import type { HistoryImport, HistoryTrial } from "#api/contract/history-imports.ts";
import type { Program } from "#core/program.ts";
import type { HistoryLead } from "#document/history-lines.ts";
import type { HistoryReading } from "#document/read-history.ts";
import type { StoredImport } from "#store/history-imports.ts";

/** The CRM shows so many leads a page. */
const PER_PAGE = 250;

/** @param program the active one; a rule that is gone keeps its id for a name */
export function historyImport(
  { origin, cursor, passedOver, error, state, attempts: _, ...told }: StoredImport,
  program: Program | null,
): HistoryImport {
  const isCrms = origin.kind === "crm";
  const known = told.added + Object.values(passedOver).reduce((sum, leads) => sum + leads, 0);
  return {
    ...told,
    state,
    origin: origin.kind,
    from: isCrms ? origin.from : null,
    to: isCrms ? origin.to : null,
    ruleName: program?.ruleById.get(told.rule)?.rule.name ?? told.rule,
    looked: isCrms ? Math.min(known, cursor * PER_PAGE) : cursor,
    passedOver,
    error: state === "done" ? null : error,
  };
}

/** Of what may be as long as the file: a column chosen by mistake has as many words as leads. */
const SHOWN = 100;

export function historyTrial(reading: HistoryReading, { managers }: Program): HistoryTrial {
  const { header, columns, leads, problems, strangers, words, undated } = reading;
  const names = new Map(managers.map(({ key, name }) => [key, name]));
  const byManager = Map.groupBy(leads, ({ manager }) => manager);
  const moments = leads.map(({ receivedAt }) => receivedAt);
  return {
    header: [...header],
    columns,
    total: leads.length,
    members: [...byManager]
      .map(([manager, own]) => ({ manager, name: names.get(manager) ?? manager, ...countsIn(own) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    from: earliest(moments),
    to: moments.reduce<number | null>((last, at) => Math.max(last ?? at, at), null),
    strangers: first([...strangers].map(([name, count]) => ({ name, leads: count }))),
    strangersTotal: strangers.size,
    words: first([...words].map(([word, told]) => ({ word, ...told }))),
    wordsTotal: words.size,
    undated,
    problems: problems.slice(0, SHOWN),
    problemsTotal: problems.length,
  };
}

/** Those with most leads, and before them what nobody understands, in the order of the file. */
function first<Counted extends { readonly leads: number; readonly outcome?: unknown }>(
  all: readonly Counted[],
): Counted[] {
  const weight = ({ leads, outcome }: Counted) =>
    outcome === null ? Number.POSITIVE_INFINITY : leads;
  const least = all.map(weight).sort((one, other) => other - one)[SHOWN - 1] ?? 0;
  return all.filter((one) => weight(one) >= least).slice(0, SHOWN);
}

function earliest(moments: readonly number[]): number | null {
  return moments.reduce<number | null>((first, at) => Math.min(first ?? at, at), null);
}

function countsIn(leads: readonly HistoryLead[]) {
  const of = (outcome: HistoryLead["outcome"]) =>
    leads.filter((lead) => lead.outcome === outcome).length;
  return { open: of("open"), won: of("won"), lost: of("lost"), junk: of("junk") };
}
