/** Time as somebody works: breaks, nights and days off do not count. */
import type { Timetable } from "#core/schedule/timetable.ts";

/**
 * Epoch ms at which `ms` of working time have passed since `from`; null: not within sight.
 *
 * @param timetable null: all time is working time
 */
export function afterWorking(timetable: Timetable | null, from: number, ms: number): number | null {
  if (timetable === null) return from + ms;
  let left = ms;
  let begins = timetable.nextOn(from);
  while (begins !== null) {
    const ends = timetable.nextOff(begins);
    if (ends === null || begins + left <= ends) return begins + left;
    left -= ends - begins;
    begins = timetable.nextOn(ends);
  }
  return null;
}
