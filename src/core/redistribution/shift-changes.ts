/**
 * When shifts end and begin. A gap of up to two hours is a break: neither an end nor a beginning,
 * so nothing is handed over at lunch. Who has no hours has no shifts.
 */
import { BREAK_MAX_MS } from "#core/limits/period.ts";
import type { Program } from "#core/program.ts";
import type { Span, Timetable } from "#core/schedule/timetable.ts";
import { DAY_MS } from "#core/time.ts";

export interface ShiftChange {
  readonly manager: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Half-open in epoch ms: `after` itself is not in it, `until` is. */
export interface Stretch {
  readonly after: number;
  readonly until: number;
}

/** Every end of a shift in the stretch, in the order of time. */
export function shiftEnds(program: Program, stretch: Stretch): readonly ShiftChange[] {
  return changesOf(program, stretch, endsIn);
}

/** Every beginning of a shift in the stretch, in the order of time. */
export function shiftStarts(program: Program, stretch: Stretch): readonly ShiftChange[] {
  return changesOf(program, stretch, startsIn);
}

/** Looked through one after the other, so that a change that is near is found fast. */
const REACHES_MS = [2 * DAY_MS, 16 * DAY_MS, 400 * DAY_MS];

/**
 * Epoch ms of the next end or beginning of anybody's shift; null: none within 400 days, or no rule
 * hands over at the end of a shift or returns leads, so that nobody needs to look.
 */
export function nextShiftChange(program: Program, after: number): number | null {
  if (!program.rules.some(goesByShifts)) return null;
  for (const reach of REACHES_MS) {
    const stretch = { after, until: after + reach };
    const first = [shiftEnds(program, stretch)[0], shiftStarts(program, stretch)[0]].flatMap(
      (change) => change?.at ?? [],
    );
    if (first.length > 0) return Math.min(...first);
  }
  return null;
}

function goesByShifts({ rule: { mode, handover } }: Program["rules"][number]): boolean {
  return (
    mode === "live" && handover !== null && (handover.atShiftEnd !== "none" || handover.return)
  );
}

function changesOf(
  { managers, timetables }: Program,
  stretch: Stretch,
  find: (timetable: Timetable, stretch: Stretch) => readonly number[],
): readonly ShiftChange[] {
  // Most managers share a few timetables.
  const known = new Map<Timetable, readonly number[]>();
  const changes: ShiftChange[] = [];
  for (const [index, { key }] of managers.entries()) {
    const timetable = timetables[index] ?? null;
    if (timetable === null) continue;
    const found = known.get(timetable) ?? find(timetable, stretch);
    known.set(timetable, found);
    for (const at of found) changes.push({ manager: key, at });
  }
  return changes.sort((one, other) => one.at - other.at);
}

function endsIn(timetable: Timetable, { after, until }: Stretch): readonly number[] {
  const spans = timetable.spans(after, until + BREAK_MAX_MS + 1);
  return spans
    .filter(({ to }, place) => isIn(to, { after, until }) && !isBreak(to, spans[place + 1]?.from))
    .map(({ to }) => to);
}

function startsIn(timetable: Timetable, { after, until }: Stretch): readonly number[] {
  const spans = timetable.spans(after - BREAK_MAX_MS - 1, until + 1);
  return spans
    .filter((span, place) => begins(span, spans[place - 1]))
    .flatMap(({ from }) => (isIn(from, { after, until }) ? [from] : []));
}

const begins = ({ from }: Span, before: Span | undefined): boolean => !isBreak(before?.to, from);

const isIn = (at: number, { after, until }: Stretch): boolean => after < at && at <= until;

function isBreak(from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && to !== undefined && to - from <= BREAK_MAX_MS;
}
