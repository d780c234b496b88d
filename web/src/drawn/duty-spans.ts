import type { DayLine, Span } from "./day-line.ts";

export type DutyState = "online" | "paused" | "offline";

interface Change {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

export interface DutySpan extends Span {
  readonly state: DutyState;
}

/**
 * The switch over a stretch of time, from its changes, newest first. What lies before the oldest
 * known change is what that one changed from; without any, everybody is on line from the beginning.
 * Nothing is drawn after `now`.
 */
export function dutySpans(
  line: DayLine,
  changes: readonly Change[],
  now: number,
): readonly DutySpan[] {
  const oldestFirst = [...changes].reverse();
  const edges = [
    { at: Number.NEGATIVE_INFINITY, state: stateOf(oldestFirst[0]?.from ?? "online") },
    ...oldestFirst.map(({ at, to }) => ({ at, state: stateOf(to) })),
  ];
  const end = Math.min(line.to, now);
  return edges
    .map(({ at, state }, index) => ({
      state,
      from: Math.max(line.from, at),
      to: Math.min(end, edges[index + 1]?.at ?? end),
    }))
    .filter(({ from, to }) => from < to);
}

function stateOf(name: string): DutyState {
  return name === "paused" || name === "offline" ? name : "online";
}
