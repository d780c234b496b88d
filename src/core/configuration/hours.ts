/** Times of day: `HH:MM-HH:MM`, one or a list. */
import { hoursAndMinutes } from "#core/time.ts";
import { type Cursor, shortened } from "./cursor.ts";
import type { ClockRange } from "./types.ts";

const range = /^(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)$/;
const DAY_END = 24 * 60;
const LAST_MINUTE = DAY_END - 1;
const EXAMPLE = 'Write hours such as "09:00-18:00".';

/** Minutes from midnight; an end of 24:00 is allowed, and 23:59 means it. */
export function readClockRange(cursor: Cursor): ClockRange | null {
  const text = cursor.text('hours such as "09:00-18:00"');
  if (text === null) return null;
  const match = range.exec(text.trim());
  const [from, to] = [minutesOf(match?.[1], match?.[2]), minutesOf(match?.[3], match?.[4])];
  if (from === null || to === null || from === DAY_END) {
    return cursor.refuse("wrong_value", `"${shortened(text)}" is no range of hours.`, EXAMPLE);
  }
  return { from, to: to === LAST_MINUTE ? DAY_END : to };
}

function minutesOf(hours: string | undefined, minutes: string | undefined): number | null {
  if (hours === undefined || Number(minutes) > 59) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= DAY_END ? minute : null;
}

/** The shifts that begin on one day: a range, a list of them, or `off`. They must not overlap. */
export function readShifts(cursor: Cursor): readonly ClockRange[] {
  if (cursor.value === "off") return [];
  const ranges = cursor
    .oneOrMore()
    .map(readClockRange)
    .filter((shift) => shift !== null);
  const inOrder = ranges.toSorted((a, b) => a.from - b.from);
  for (const [index, shift] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined || endOf(before) <= shift.from) continue;
    cursor.refuse(
      "overlap",
      `Two shifts of one day overlap: ${written(before)} and ${written(shift)}.`,
      "Begin the second where the first ends, or later.",
    );
  }
  return inOrder;
}

const endOf = ({ from, to }: ClockRange): number => (to <= from ? to + DAY_END : to);

const written = ({ from, to }: ClockRange): string =>
  `${hoursAndMinutes(from)}-${hoursAndMinutes(to)}`;
