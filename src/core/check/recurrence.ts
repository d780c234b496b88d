/**
 * How intervals repeat. A year of Saturdays is one thing to say, not fifty-three: intervals of the
 * same civil hours are gathered by the week or by the day they come back on. What does not come
 * back regularly is gathered too, so that a list of findings stays short.
 */
import type { Span } from "#core/schedule/timetable.ts";
import { civilAt, DAY_MS, type Day, instantOf, weekdayOf } from "#core/time.ts";
import { HORIZON_WEEKS, type Horizon, SHOWN_WEEKS } from "./horizon.ts";

/** Civil hours: minutes from midnight, the end `days` later; an end at midnight is 1440. */
export interface Hours {
  readonly from: number;
  readonly days: number;
  readonly to: number;
}

export type Repetition =
  | { readonly kind: "always" }
  /** `count` of `possible` times in the horizon, where holidays and the like take some out. */
  | {
      readonly kind: "weekly";
      readonly weekdays: readonly number[];
      readonly hours: Hours;
      readonly count: number;
      readonly possible: number;
    }
  /** On `times` of every `days` days. */
  | {
      readonly kind: "every";
      readonly days: number;
      readonly times: number;
      readonly hours: Hours;
    }
  | { readonly kind: "dates"; readonly spans: readonly Span[]; readonly endless: boolean };

export interface Recurrence {
  /** The first interval of the horizon; of one without an end its first weeks. */
  readonly first: Span;
  readonly how: Repetition;
}

/** What comes back less often is coincidence, not regularity. */
const REPEATED_MIN = 3;
/** A weekday of which holidays take out some is still weekly; one of every other week is not. */
const WEEKLY_MIN = 0.6 * HORIZON_WEEKS;

const wholeDay: Hours = { from: 0, days: 0, to: 1440 };

interface Occurrence {
  readonly span: Span;
  readonly day: Day;
  readonly hours: Hours;
}

/** @param spans of the horizon's range, in order, disjoint */
export function recurrencesOf(spans: readonly Span[], horizon: Horizon): readonly Recurrence[] {
  const { range } = horizon;
  const coming = spans.filter(({ from, to }) => from < horizon.to && to > horizon.from);
  const [only] = coming;
  if (only !== undefined && only.from <= range.from && only.to >= range.to) {
    return [{ first: shown(only, horizon), how: { kind: "always" } }];
  }
  const whole = coming.filter(({ from, to }) => from >= horizon.from && to < range.to);
  const clocks = byHours(
    whole.map((span) => occurrenceOf(span, horizon)),
    horizon,
  );
  const regular = clocks.flatMap(regularOf);
  const told = new Set(regular.flatMap(({ occurrences }) => occurrences.map(({ span }) => span)));
  const irregular = coming.filter(
    (span) => !told.has(span) && !regular.some(({ how }) => isOf(how, span, horizon)),
  );
  const recurrences = regular.flatMap(({ occurrences: [first], how }) =>
    first === undefined ? [] : [{ first: first.span, how }],
  );
  return [...recurrences, ...onDates(irregular, horizon)].sort(
    (one, other) => one.first.from - other.first.from,
  );
}

/**
 * Those of the same hours together. On the night of a change of the clock the same hours may look
 * otherwise: an end at 2:00 is then one at 3:00. Such a night is counted with the others.
 */
function byHours(
  occurrences: readonly Occurrence[],
  { timeZone }: Horizon,
): readonly (readonly Occurrence[])[] {
  const groups = [...Map.groupBy(occurrences, ({ hours }) => keyOf(hours)).values()].sort(
    (one, other) => other.length - one.length,
  );
  const usual = groups.filter(({ length }) => length >= REPEATED_MIN).flatMap(([one]) => one ?? []);
  const known = occurrences.map((occurrence) => {
    const { span, day, hours } = occurrence;
    const same = usual.find((one) => isAt(span, { day, hours: one.hours }, timeZone));
    return { span, day, hours: same?.hours ?? hours };
  });
  return [...Map.groupBy(known, ({ hours }) => keyOf(hours)).values()];
}

function isAt(
  span: Span,
  { day, hours: { from, days, to } }: { readonly day: Day; readonly hours: Hours },
  timeZone: string,
): boolean {
  return (
    span.from === instantOf(day, from, timeZone) && span.to === instantOf(day + days, to, timeZone)
  );
}

interface Regular {
  readonly how: Extract<Repetition, { readonly hours: Hours }>;
  readonly occurrences: readonly Occurrence[];
}

/** Of occurrences with the same hours those that come back regularly. */
function regularOf(occurrences: readonly Occurrence[]): readonly Regular[] {
  const rhythm = rhythmOf(occurrences);
  if (rhythm !== null && 7 % rhythm.days !== 0) return [everyOf(occurrences, rhythm)];
  const weekly = [...Map.groupBy(occurrences, ({ day }) => weekdayOf(day))].filter(
    ([, ofWeekday]) => isWeekly(ofWeekday),
  );
  const weekdays = new Set(weekly.map(([weekday]) => weekday));
  const others = occurrences.filter(({ day }) => !weekdays.has(weekdayOf(day)));
  const rest = weekdays.size === 0 ? null : rhythmOf(others);
  return [
    ...(weekdays.size === 0 ? [] : [weeklyOf(occurrences, weekdays)]),
    ...(rest === null ? [] : [everyOf(others, rest)]),
  ];
}

interface Rhythm {
  readonly days: number;
  readonly times: number;
}

/** The shortest rhythm in which all of them come; null where they have none. */
function rhythmOf(occurrences: readonly Occurrence[]): Rhythm | null {
  const days = occurrences.map(({ day }) => day);
  for (let times = 1; times * REPEATED_MIN < days.length; times += 1) {
    const lengths = new Set(days.slice(times).map((day, place) => day - (days[place] ?? day)));
    const [length] = lengths;
    if (lengths.size === 1 && length !== undefined) return { days: length, times };
  }
  return null;
}

function everyOf(occurrences: readonly Occurrence[], rhythm: Rhythm): Regular {
  const [{ hours } = { hours: wholeDay }] = occurrences;
  return { how: { kind: "every", ...rhythm, hours }, occurrences };
}

function weeklyOf(of: readonly Occurrence[], weekdays: ReadonlySet<number>): Regular {
  const occurrences = of.filter(({ day }) => weekdays.has(weekdayOf(day)));
  const [{ hours } = { hours: wholeDay }] = occurrences;
  return {
    how: {
      kind: "weekly",
      weekdays: [...weekdays].sort((one, other) => one - other),
      hours,
      count: occurrences.length,
      possible: weekdays.size * HORIZON_WEEKS,
    },
    occurrences,
  };
}

function isWeekly(ofWeekday: readonly Occurrence[]): boolean {
  return ofWeekday.length >= WEEKLY_MIN || rhythmOf(ofWeekday)?.days === 7;
}

/** Whether a span that began before the horizon is one of these. */
function isOf(how: Regular["how"], span: Span, horizon: Horizon): boolean {
  if (span.from >= horizon.from) return false;
  const { day } = occurrenceOf(span, horizon);
  if (!isAt(span, { day, hours: how.hours }, horizon.timeZone)) return false;
  return how.kind === "every" || how.weekdays.includes(weekdayOf(day));
}

function onDates(spans: readonly Span[], horizon: Horizon): readonly Recurrence[] {
  const [first] = spans;
  if (first === undefined) return [];
  const endless = (spans.at(-1)?.to ?? 0) >= horizon.range.to;
  const how = {
    kind: "dates",
    spans: spans.map((span) => ({ ...span, from: Math.max(span.from, horizon.from) })),
    endless,
  } as const;
  return [{ first: shown(first, horizon), how }];
}

function shown({ from: begun, to }: Span, horizon: Horizon): Span {
  const from = Math.max(begun, horizon.from);
  const endless = to >= horizon.range.to;
  return { from, to: endless ? from + SHOWN_WEEKS * 7 * DAY_MS : to };
}

function occurrenceOf(span: Span, { timeZone }: Horizon): Occurrence {
  const from = civilAt(span.from, timeZone);
  const to = civilAt(span.to, timeZone);
  const days = to.day - from.day;
  const hours =
    to.minute === 0 && days > 0
      ? { from: from.minute, days: days - 1, to: 1440 }
      : { from: from.minute, days, to: to.minute };
  return { span, day: from.day, hours };
}

const keyOf = ({ from, days, to }: Hours): string => `${from}+${days}-${to}`;
