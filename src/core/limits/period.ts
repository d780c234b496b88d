/**
 * The stretch of time over which a limit counts: a clock hour, a civil day, a week from Monday, a
 * month, a shift, or as much time looking back from now. Civil time is the manager's own.
 *
 * A gap of up to two hours between two shifts is a break and begins no new shift. Who has no hours
 * to go by (no schedule, a free one, or one without any end in sight) has the civil day for a shift.
 */
import type { Span, Timetable } from "#core/schedule/timetable.ts";
import {
  civilAt,
  DAY_MS,
  type Day,
  dayOf,
  formatDate,
  HOUR_MS,
  instantOf,
  weekdayOf,
} from "#core/time.ts";

export type CalendarUnit = "hour" | "day" | "week" | "month";

/** The longest pause that is a break and not the end of a shift. */
export const BREAK_MAX_MS = 2 * HOUR_MS;
/** A shift that began longer ago, or ends later from now, has no end in sight. */
const SHIFT_REACH_MS = 4 * DAY_MS;

export interface Period {
  /** What is received at `at` or later counts at the moment asked about. */
  since(at: number): number;
  /** Epoch ms at which counting begins anew; null: each lead leaves on its own, see `rollsMs`. */
  endsAt(at: number): number | null;
  /** How long a lead counts where the period looks back from now; null: until the period's end. */
  readonly rollsMs: number | null;
  /** No lead received longer ago than this ever counts. */
  readonly lookbackMs: number;
}

/** A rolling month is thirty days. */
const lengths: Readonly<Record<CalendarUnit, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** The last hour, day, week or month up to now: a lead leaves it when it is just as old. */
export function rollingPeriod(unit: CalendarUnit): Period {
  const rollsMs = lengths[unit];
  // Instants are whole milliseconds, so «younger than the length» is one millisecond less.
  return { since: (at) => at - rollsMs + 1, endsAt: () => null, rollsMs, lookbackMs: rollsMs };
}

/** The clock hour, day, week from Monday or month of `timeZone` in which a moment lies. */
export function calendarPeriod(unit: CalendarUnit, timeZone: string): Period {
  // Clocks set back make a day an hour longer, and a month is up to 31 days.
  const lookbackMs = lengths[unit] + (unit === "month" ? 2 * DAY_MS : 2 * HOUR_MS);
  return new SpannedPeriod((at) => calendarSpan(unit, at, timeZone), lookbackMs);
}

/** @param timetable null: he has no schedule */
export function shiftPeriod(timetable: Timetable | null, timeZone: string): Period {
  const civilDay = (at: number) => calendarSpan("day", at, timeZone);
  if (timetable === null || timetable.free) {
    return new SpannedPeriod(civilDay, DAY_MS + 2 * HOUR_MS);
  }
  return new SpannedPeriod((at) => shiftAround(timetable, at) ?? civilDay(at), SHIFT_REACH_MS);
}

/** Leads come in the order of time, so the span found last is nearly always asked about again. */
class SpannedPeriod implements Period {
  readonly rollsMs = null;
  readonly lookbackMs: number;
  readonly #find: (at: number) => Span;
  #last: Span = { from: 0, to: 0 };

  constructor(find: (at: number) => Span, lookbackMs: number) {
    this.#find = find;
    this.lookbackMs = lookbackMs;
  }

  since(at: number): number {
    return this.#span(at).from;
  }

  endsAt(at: number): number {
    return this.#span(at).to;
  }

  #span(at: number): Span {
    if (at < this.#last.from || at >= this.#last.to) this.#last = this.#find(at);
    return this.#last;
  }
}

function calendarSpan(unit: CalendarUnit, at: number, timeZone: string): Span {
  const { day, minute } = civilAt(at, timeZone);
  if (unit === "hour") {
    const hour = minute - (minute % 60);
    return { from: instantOf(day, hour, timeZone), to: instantOf(day, hour + 60, timeZone) };
  }
  const [first, next] = daysOf(unit, day);
  return { from: instantOf(first, 0, timeZone), to: instantOf(next, 0, timeZone) };
}

/** The first day of the unit in which `day` lies, and the first of the next one. */
function daysOf(unit: "day" | "week" | "month", day: Day): readonly [Day, Day] {
  if (unit === "day") return [day, day + 1];
  if (unit === "week") {
    const monday = day - weekdayOf(day);
    return [monday, monday + 7];
  }
  const first = firstOfMonth(day);
  // Every month has a 28th, and four days later it is the next month.
  return [first, firstOfMonth(first + 31)];
}

function firstOfMonth(day: Day): Day {
  return dayOf(`${formatDate(day).slice(0, 7)}-01`);
}

/** The shift at `at`, its breaks included, or the time between two; null: without an end in sight. */
function shiftAround(timetable: Timetable, at: number): Span | null {
  const [earliest, latest] = [at - SHIFT_REACH_MS, at + SHIFT_REACH_MS];
  const shifts = withoutBreaks(timetable.spans(earliest, latest));
  const next = shifts.findIndex((shift) => shift.to > at);
  const shift = shifts[next];
  const found =
    shift !== undefined && shift.from <= at
      ? shift
      : {
          from: shifts.at(next < 0 ? -1 : next - 1)?.to ?? earliest,
          to: shift?.from ?? latest,
        };
  return found.from > earliest && found.to < latest ? found : null;
}

function withoutBreaks(spans: readonly Span[]): readonly Span[] {
  const shifts: Span[] = [];
  for (const span of spans) {
    const last = shifts.at(-1);
    if (last === undefined || span.from - last.to > BREAK_MAX_MS) shifts.push(span);
    else shifts[shifts.length - 1] = { from: last.from, to: span.to };
  }
  return shifts;
}
