/**
 * A timetable answers «on at t?» and «when does that change?» by binary search. Whatever it is made
 * of (weeks, cycles, exceptions, windows, zones) is reduced to sorted disjoint half-open spans of
 * epoch ms; spans that touch or overlap are one.
 *
 * Spans are computed for 32 days at a time, when first asked about, since a schedule has no end.
 * At most 64 such chunks are kept, so a timetable never grows with the years it is asked about.
 */
import type { ClockRange } from "#core/configuration/types.ts";
import { DAY_MS, type Day, dayAt, instantOf } from "#core/time.ts";

/** Epoch ms, half-open: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Timetable {
  /** It has no hours: it covers every moment that no exception takes out. */
  readonly free: boolean;
  covers(at: number): boolean;
  /** Earliest moment >= `at` that is covered, `at` itself included; null: none within 400 days. */
  nextOn(at: number): number | null;
  /** End of the span that covers `at`; null: not covered, or no end within 400 days. */
  nextOff(at: number): number | null;
  /** What is covered between `from` and `to`, cut to these, in order. */
  spans(from: number, to: number): readonly Span[];
}

/** Something with hours in a zone: a schedule, or one window of a rule. */
export interface SpanSource {
  readonly timeZone: string;
  /** Spans that begin on a civil day, in any order; each ends within `REACH_DAYS`. */
  beginningOn(day: Day): readonly Span[];
}

const HORIZON_MS = 400 * DAY_MS;
const CHUNK_MS = 32 * DAY_MS;
const CHUNKS_KEPT = 64;
/** The longest span is a window over the New Year holidays, 12 days. */
const REACH_DAYS = 16;

/** The span of a clock range that begins on a civil day; one whose hours the clocks skip is empty. */
export function spanBeginningOn(day: Day, range: ClockRange, timeZone: string): Span {
  const endMinute = range.to <= range.from ? range.to + 1440 : range.to;
  return {
    from: instantOf(day, range.from, timeZone),
    to: instantOf(day, endMinute, timeZone),
  };
}

/** The timetable that covers every moment. */
export const always: Timetable = {
  free: true,
  covers: () => true,
  nextOn: (at) => at,
  nextOff: () => null,
  spans: (from, to) => (from < to ? [{ from, to }] : []),
};

/** The union of the sources. */
export function timetableOf(sources: readonly SpanSource[], free: boolean): Timetable {
  return new ChunkedTimetable(sources, free);
}

/** Instants at which «covered» flips, ascending: spans are [0,1), [2,3) … */
type Edges = Float64Array;

class ChunkedTimetable implements Timetable {
  readonly free: boolean;
  readonly #sources: readonly SpanSource[];
  readonly #chunks = new Map<number, Edges>();
  #lastIndex = Number.NaN;
  #last: Edges = new Float64Array();
  #knownFrom = Number.POSITIVE_INFINITY;
  #knownTo = Number.NEGATIVE_INFINITY;
  #covered = false;

  constructor(sources: readonly SpanSource[], free: boolean) {
    this.#sources = sources;
    this.free = free;
  }

  covers(at: number): boolean {
    if (at < this.#knownFrom || at >= this.#knownTo) this.#learn(at);
    return this.#covered;
  }

  /** Remembers the stretch around `at` in which the answer is the same: moments come in order. */
  #learn(at: number): void {
    const index = Math.floor(at / CHUNK_MS);
    const edges = this.#chunk(index);
    const passed = edgesUpTo(edges, at);
    this.#covered = passed % 2 === 1;
    this.#knownFrom = edges[passed - 1] ?? index * CHUNK_MS;
    this.#knownTo = edges[passed] ?? (index + 1) * CHUNK_MS;
  }

  nextOn(at: number): number | null {
    if (this.covers(at)) return at;
    // Mostly the stretch that is not covered ends where a covered one begins, not with the chunk.
    if (this.#knownTo % CHUNK_MS !== 0) return this.#knownTo;
    const latest = at + HORIZON_MS;
    for (let index = Math.floor(at / CHUNK_MS); index * CHUNK_MS <= latest; index += 1) {
      const edges = this.#chunk(index);
      const from = Math.max(at, index * CHUNK_MS);
      const passed = edgesUpTo(edges, from);
      const on = passed % 2 === 1 ? from : edges[passed];
      if (on !== undefined) return on <= latest ? on : null;
    }
    return null;
  }

  nextOff(at: number): number | null {
    const latest = at + HORIZON_MS;
    let coveredUntil = at;
    for (let index = Math.floor(at / CHUNK_MS); coveredUntil <= latest; index += 1) {
      const edges = this.#chunk(index);
      const passed = edgesUpTo(edges, coveredUntil);
      if (passed % 2 === 0) return coveredUntil === at ? null : coveredUntil;
      coveredUntil = edges[passed] ?? coveredUntil;
      if (coveredUntil < (index + 1) * CHUNK_MS)
        return coveredUntil <= latest ? coveredUntil : null;
    }
    return null;
  }

  spans(from: number, to: number): readonly Span[] {
    const found: Span[] = [];
    for (let index = Math.floor(from / CHUNK_MS); index * CHUNK_MS < to; index += 1) {
      const edges = this.#chunk(index);
      for (let edge = 0; edge + 1 < edges.length; edge += 2) {
        const span = {
          from: Math.max(edges[edge] ?? from, from),
          to: Math.min(edges[edge + 1] ?? to, to),
        };
        if (span.from < span.to) found.push(span);
      }
    }
    return merged(found);
  }

  #chunk(index: number): Edges {
    if (index === this.#lastIndex) return this.#last;
    let edges = this.#chunks.get(index);
    if (edges === undefined) {
      edges = edgesWithin(this.#sources, index * CHUNK_MS, (index + 1) * CHUNK_MS);
      if (this.#chunks.size >= CHUNKS_KEPT) {
        for (const oldest of this.#chunks.keys()) {
          this.#chunks.delete(oldest);
          break;
        }
      }
      this.#chunks.set(index, edges);
    }
    this.#lastIndex = index;
    this.#last = edges;
    return edges;
  }
}

function edgesWithin(sources: readonly SpanSource[], start: number, end: number): Edges {
  const found: Span[] = [];
  for (const source of sources) {
    const lastDay = dayAt(end, source.timeZone);
    for (let day = dayAt(start, source.timeZone) - REACH_DAYS; day <= lastDay; day += 1) {
      for (const span of source.beginningOn(day)) {
        const cut = { from: Math.max(span.from, start), to: Math.min(span.to, end) };
        if (cut.from < cut.to) found.push(cut);
      }
    }
  }
  return Float64Array.from(merged(found).flatMap((span) => [span.from, span.to]));
}

/** Spans in order, those that touch or overlap made one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return result;
}

/** How many edges lie at or before `at`; odd means covered. */
function edgesUpTo(edges: Edges, at: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
