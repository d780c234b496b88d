/**
 * How intervals repeat. A year of Saturdays is one thing to say, not fifty-three: intervals of the
 * same civil hours are gathered by the week or by the day they come back on. What does not come
 * back regularly is gathered too, so that a list of findings stays short.
 */
import type { Span } from "#core/schedule/timetable.ts";
import { civilAt, DAY_MS, type Day, weekdayOf } from "#core/time.ts";
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
  | { readonly kind: "every"; readonly days: number; readonly hours: Hours }
  | { readonly kind: "dates"; readonly spans: readonly Span[]; readonly endless: boolean };

export interface Recurrence {
  /** The first interval of the horizon; of one without an end its first weeks. */
  readonly first: Span;
  readonly how: Repetition;
}

/** Fewer are coincidence, not regularity. */
const REGULAR_MIN = 4;
/** A weekday of which holidays take out some is still weekly; one of every other week is not. */
const WEEKLY_MIN = 0.6 * HORIZON_WEEKS;

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
  const clocks = Map.groupBy(
    whole.map((span) => occurrenceOf(span, horizon)),
    ({ hours }) => keyOf(hours),
  );
  const regular = [...clocks.values()].flatMap(regularOf);
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

interface Regular {
  readonly how: Extract<Repetition, { readonly hours: Hours }>;
  readonly occurrences: readonly Occurrence[];
}

/** Of occurrences with the same hours those that come back regularly. */
function regularOf(occurrences: readonly Occurrence[]): readonly Regular[] {
  const [some] = occurrences;
  if (some === undefined) return [];
  const weekly = [...Map.groupBy(occurrences, ({ day }) => weekdayOf(day))].filter(
    ([, ofWeekday]) => isWeekly(ofWeekday),
  );
  const weekdays = new Set(weekly.map(([weekday]) => weekday));
  const others = occurrences.filter(({ day }) => !weekdays.has(weekdayOf(day)));
  const days = commonGap(others);
  return [
    ...(weekly.length === 0 ? [] : [weeklyOf(occurrences, weekdays)]),
    ...(others.length < REGULAR_MIN || days === null
      ? []
      : [{ how: { kind: "every", days, hours: some.hours } as const, occurrences: others }]),
  ];
}

function weeklyOf(of: readonly Occurrence[], weekdays: ReadonlySet<number>): Regular {
  const occurrences = of.filter(({ day }) => weekdays.has(weekdayOf(day)));
  const [{ hours } = { hours: { from: 0, days: 0, to: 0 } }] = occurrences;
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
  if (ofWeekday.length < REGULAR_MIN) return false;
  return ofWeekday.length >= WEEKLY_MIN || commonGap(ofWeekday) === 7;
}

/** Days from each occurrence to the next where these are all the same; null where they are not. */
function commonGap(occurrences: readonly Occurrence[]): number | null {
  const gaps = new Set(
    occurrences.slice(1).map(({ day }, place) => day - (occurrences[place]?.day ?? day)),
  );
  const [gap] = gaps;
  return gaps.size === 1 && gap !== undefined ? gap : null;
}

/** Whether a span that began before the horizon is one of these. */
function isOf(how: Regular["how"], span: Span, horizon: Horizon): boolean {
  const { day, hours } = occurrenceOf(span, horizon);
  if (span.from >= horizon.from || keyOf(hours) !== keyOf(how.hours)) return false;
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
