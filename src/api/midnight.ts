import { dayAt, instantOf } from "#core/time.ts";

/** Epoch ms of the beginning of the day in which `now` is. */
export function midnight(now: number, timeZone: string): number {
  return instantOf(dayAt(now, timeZone), 0, timeZone);
}
