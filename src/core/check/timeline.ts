/**
 * The coming year as stretches in which nothing changes: the same rules open, the same of them
 * staffed. There are many stretches and few situations, so questions are asked of the situations.
 */
import type { CompiledRule } from "#core/program.ts";
import type { Span } from "#core/schedule/timetable.ts";

/** Sets of rules as bits, by their place among the rules that are looked at. */
export interface Situation {
  /** Rules whose window contains the moment. */
  readonly open: bigint;
  /** Rules in which somebody may receive a lead, as far as schedules tell. */
  readonly staffed: bigint;
}

interface Stretch extends Span {
  readonly situation: number;
}

export interface Timeline {
  readonly situations: readonly Situation[];
  readonly stretches: readonly Stretch[];
}

interface Edge {
  readonly at: number;
  readonly open: bigint;
  readonly staffed: bigint;
}

/** @param range epoch ms: what is looked at */
export function timelineOf(rules: readonly CompiledRule[], range: Span): Timeline {
  const staff = new Map<string, readonly Span[]>();
  const edges = rules.flatMap((rule, place) => {
    const bit = 1n << BigInt(place);
    return [
      ...edgesOf(rule.window.spans(range.from, range.to), { open: bit, staffed: 0n }),
      ...edgesOf(staffedSpans(rule, range, staff), { open: 0n, staffed: bit }),
    ];
  });
  edges.sort((one, other) => one.at - other.at);
  return sweep(edges, range);
}

function edgesOf(spans: readonly Span[], bits: Situation): readonly Edge[] {
  return spans.flatMap(({ from, to }) => [
    { at: from, ...bits },
    { at: to, ...bits },
  ]);
}

/** Every edge flips its bits; stretches lie between the edges. */
function sweep(edges: readonly Edge[], range: Span): Timeline {
  const places = new Map<string, number>();
  const situations: Situation[] = [];
  const stretches: Stretch[] = [];
  let [from, open, staffed] = [range.from, 0n, 0n];
  for (const edge of [...edges, { at: range.to, open: 0n, staffed: 0n }]) {
    if (edge.at > from) {
      stretches.push({ from, to: edge.at, situation: place({ open, staffed }) });
      from = edge.at;
    }
    open ^= edge.open;
    staffed ^= edge.staffed;
  }
  return { situations, stretches };

  function place(situation: Situation): number {
    const key = `${situation.open.toString(36)}/${situation.staffed.toString(36)}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, situations.length);
    return situations.push(situation) - 1;
  }
}

/** When somebody of the rule is on schedule; who has none always is, unless the rule demands one. */
function staffedSpans(
  { members, demandsSchedule }: CompiledRule,
  range: Span,
  known: Map<string, readonly Span[]>,
): readonly Span[] {
  if (!demandsSchedule && members.some(({ timetable }) => timetable === null)) return [range];
  const key = members.map(({ index }) => index).join();
  let spans = known.get(key);
  if (spans === undefined) {
    spans = joined(
      members.flatMap(({ timetable }) => timetable?.spans(range.from, range.to) ?? []),
    );
    known.set(key, spans);
  }
  return spans;
}

/** When one of the chosen situations holds, in order; spans that touch are one. */
export function spansOf(timeline: Timeline, chosen: ReadonlySet<number>): readonly Span[] {
  return joined(timeline.stretches.filter(({ situation }) => chosen.has(situation)));
}

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last === undefined || from > last.to) result.push({ from, to });
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return result;
}
