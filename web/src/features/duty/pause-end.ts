/** Lengths of a pause that one press is enough for, in minutes. */
export const usualPauses = [15, 60] as const;

/**
 * The end of a pause «until 14:30», epoch ms: the next time that this device's clock shows it. Null
 * where `clock` is no time of day.
 */
export function pauseEnd(clock: string, now: number): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const date = new Date(now);
  const shown = (plusDays: number): number =>
    new Date(
      date.getFullYear(),
      date.getMonth(),
      date.getDate() + plusDays,
      Number(hours),
      Number(minutes),
    ).getTime();
  return shown(0) > now ? shown(0) : shown(1);
}
