import { civil } from "#web/time/civil.ts";

const hourMs = 3_600_000;

/** A stretch of 24 hours on which shifts are drawn; instants are epoch ms. */
export interface DayLine {
  readonly from: number;
  readonly to: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The line begins four hours before the hour of `now`: what just ended is seen, most is to come. */
export function dayLineAround(now: number): DayLine {
  const from = Math.floor(now / hourMs) * hourMs - 4 * hourMs;
  return { from, to: from + 24 * hourMs };
}

/** Position of an instant on the line, 0 to 1. */
export function placeOn(line: DayLine, at: number): number {
  return (at - line.from) / (line.to - line.from);
}

/** What of `spans` lies on the line, each cut to it. */
export function cutTo(line: DayLine, spans: readonly Span[]): readonly Span[] {
  return spans
    .map((span) => ({ from: Math.max(span.from, line.from), to: Math.min(span.to, line.to) }))
    .filter((span) => span.from < span.to);
}

export interface Tick {
  readonly at: number;
  /** Hour of the wall clock, 0 to 23. */
  readonly hour: number;
  readonly midnight: boolean;
}

/** A tick wherever the wall clock of `timeZone` shows a full hour that `every` divides. */
export function ticksOf(line: DayLine, timeZone: string, every = 4): readonly Tick[] {
  const ticks: Tick[] = [];
  // A quarter of an hour at a time: some zones are off the full hour of UTC by 30 or 45 minutes.
  for (let at = line.from; at < line.to; at += hourMs / 4) {
    const { hour, minute } = civil(at, timeZone);
    if (minute === 0 && hour % every === 0) ticks.push({ at, hour, midnight: hour === 0 });
  }
  return ticks;
}
