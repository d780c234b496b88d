/** Days on which something begins: `mon-fri`, `mon,wed`, `workdays`, `holidays`, or a list of these. */
import { type Cursor, shortened } from "./cursor.ts";
import { nearestName } from "./nearest.ts";
import type { DaySet } from "./types.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const byCalendar = ["workdays", "holidays"];

type Refuse = (cursor: Cursor, code: "wrong_value" | "duplicate", text: string) => null;

/** The days named by the text or list that stands here. */
export function readDays(cursor: Cursor): DaySet {
  const days = cursor.oneOrMore().flatMap((item) => {
    const text = item.text("days such as mon-fri");
    return text === null ? [] : namedDays(item, text, refuseValue);
  });
  return daySet(cursor, days, refuseValue);
}

/** The days named by a key of `weekly`. */
export function readDaysOfKey(entry: Cursor): DaySet {
  return daySet(entry, namedDays(entry, entry.key, refuseKey), refuseKey);
}

/** All seven, where no days are named. */
export const everyDay: DaySet = {
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  workdays: false,
  holidays: false,
};

/** The days that both sets name, in words. */
export function daysInBoth(left: DaySet, right: DaySet): readonly string[] {
  const both = left.weekdays.filter((day) => right.weekdays.includes(day));
  return [
    ...both.map((day) => weekdays[day] ?? ""),
    ...byCalendar.filter((name) =>
      name === "workdays" ? left.workdays && right.workdays : left.holidays && right.holidays,
    ),
  ];
}

function daySet(cursor: Cursor, names: readonly string[], refuse: Refuse): DaySet {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(cursor, "duplicate", twice);
  return {
    weekdays: weekdays.flatMap((name, day) => (names.includes(name) ? [day] : [])),
    workdays: names.includes("workdays"),
    holidays: names.includes("holidays"),
  };
}

function namedDays(cursor: Cursor, text: string, refuse: Refuse): readonly string[] {
  return text.split(",").flatMap((part) => {
    const name = part.trim();
    if (byCalendar.includes(name)) return [name];
    const days = daysOfRange(name);
    if (days.length === 0) refuse(cursor, "wrong_value", name);
    return days;
  });
}

/** `fri-mon` goes round the end of the week. Empty where the text names no days. */
function daysOfRange(text: string): readonly string[] {
  const [first = "", last = first, ...more] = text.split(/\s*[-–—]\s*/);
  const [from, to] = [weekdays.indexOf(first), weekdays.indexOf(last)];
  if (from < 0 || to < 0 || more.length > 0) return [];
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => weekdays[(from + step) % 7] ?? "");
}

const refuseValue: Refuse = (cursor, code, text) =>
  cursor.refuse(code, messageOf(code, text), remedyOf(code, text));
const refuseKey: Refuse = (cursor, code, text) =>
  cursor.refuseKey(code, messageOf(code, text), remedyOf(code, text));

function messageOf(code: "wrong_value" | "duplicate", text: string): string {
  return code === "duplicate"
    ? `The day "${text}" is named twice.`
    : `"${shortened(text)}" is no day.`;
}

function remedyOf(code: "wrong_value" | "duplicate", text: string): string {
  if (code === "duplicate") return "Name each day once.";
  const nearest = nearestName(text, [...weekdays, ...byCalendar]);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  return "Write mon, tue, wed, thu, fri, sat, sun, a range such as mon-fri, workdays or holidays.";
}
