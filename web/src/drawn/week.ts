import { minutesOfDay, minutesOfWeek } from "#web/time/civil.ts";

/** Minutes from Monday 00:00, half-open, within 0 to 10080. */
export interface WeekSpan {
  readonly from: number;
  readonly to: number;
}

/** Spans in order, with those that touch or overlap made one. */
export function joined(spans: readonly WeekSpan[]): readonly WeekSpan[] {
  const result: WeekSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else if (span.to > span.from) {
      result.push(span);
    }
  }
  return result;
}

export function isOpenAt(spans: readonly WeekSpan[], minute: number): boolean {
  return spans.some((span) => span.from <= minute && minute < span.to);
}

/**
 * The week in words for those who cannot see the strip: «пн–пт 09:00–18:00, сб 10:00–14:00». Days
 * with the same hours are named together; a span over midnight belongs to the day on which it
 * begins, also from Sunday into Monday.
 */
export function weekInWords(
  spans: readonly WeekSpan[],
  days: readonly string[],
  words: { readonly always: string; readonly never: string },
): string {
  const whole = joined(spans);
  if (whole.length === 0) return words.never;
  if (whole[0]?.from === 0 && whole[0].to === minutesOfWeek) return words.always;
  const hoursOf = new Map<number, string[]>();
  for (const span of overSunday(whole)) {
    const day = Math.floor(span.from / minutesOfDay);
    hoursOf.set(day, [...(hoursOf.get(day) ?? []), hours(span, days)]);
  }
  return runs(hoursOf)
    .map(({ first, last, text }) => `${dayRange(days, first, last)} ${text}`)
    .join(", ");
}

// What ends with the week and goes on at its beginning is one span of Sunday.
function overSunday(spans: readonly WeekSpan[]): readonly WeekSpan[] {
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last || first === last) return spans;
  if (first.from !== 0 || last.to !== minutesOfWeek) return spans;
  return [...spans.slice(1, -1), { from: last.from, to: minutesOfWeek + first.to }];
}

function runs(
  hoursOf: ReadonlyMap<number, readonly string[]>,
): readonly { first: number; last: number; text: string }[] {
  const result: { first: number; last: number; text: string }[] = [];
  for (const [day, list] of [...hoursOf].sort(([a], [b]) => a - b)) {
    const text = list.join(" + ");
    const previous = result.at(-1);
    if (previous && previous.text === text && previous.last === day - 1) previous.last = day;
    else result.push({ first: day, last: day, text });
  }
  return result;
}

function dayRange(days: readonly string[], first: number, last: number): string {
  return first === last ? (days[first] ?? "") : `${days[first]}–${days[last]}`;
}

// An end more than a day after the beginning needs its day, or «16:00–09:00» would mean tomorrow.
function hours({ from, to }: WeekSpan, days: readonly string[]): string {
  const endsLater = to - Math.floor(from / minutesOfDay) * minutesOfDay > 2 * minutesOfDay;
  const endDay = endsLater ? `${days[Math.floor(to / minutesOfDay) % 7]} ` : "";
  return `${clock(from)}–${endDay}${to % minutesOfDay === 0 ? "24:00" : clock(to)}`;
}

function clock(minute: number): string {
  const inDay = minute % minutesOfDay;
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${pad(Math.floor(inDay / 60))}:${pad(inDay % 60)}`;
}
