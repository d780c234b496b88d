import { civil, dayMs, minutesOfDay } from "#web/time/civil.ts";
import type { DayLine } from "./day-line.ts";

/** Epoch ms of the last midnight of `timeZone` at or before an instant. */
export function midnightBefore(at: number, timeZone: string): number {
  const { hour, minute } = civil(at, timeZone);
  const guess = Math.floor(at / 60_000) * 60_000 - (hour * 60 + minute) * 60_000;
  // On a day of 23 or 25 hours the guess lies an hour beside midnight: its own reading tells by how much.
  const read = civil(guess, timeZone);
  const off = read.hour * 60 + read.minute;
  return guess - (off > minutesOfDay / 2 ? off - minutesOfDay : off) * 60_000;
}

/** The midnights from that of `now`'s day on, one a day; `days` of them and the one that ends the last. */
export function midnightsFrom(now: number, days: number, timeZone: string): readonly number[] {
  const midnights = [midnightBefore(now, timeZone)];
  for (let day = 0; day < days; day += 1) {
    // Half a day over a day: wherever the clocks are changed, that is the next date.
    midnights.push(midnightBefore((midnights.at(-1) ?? now) + 1.5 * dayMs, timeZone));
  }
  return midnights;
}

/** Two weeks from today's midnight on, as two lines of seven days. */
export function fortnightFrom(
  now: number,
  timeZone: string,
): readonly { readonly line: DayLine; readonly midnights: readonly number[] }[] {
  const all = midnightsFrom(now, 14, timeZone);
  return [all.slice(0, 8), all.slice(7)].map((midnights) => ({
    line: { from: midnights[0] ?? now, to: midnights.at(-1) ?? now },
    midnights: midnights.slice(0, -1),
  }));
}
