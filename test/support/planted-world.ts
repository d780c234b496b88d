/**
 * Configurations in which nothing is wrong (every channel is taken at every hour, every rule is
 * staffed and reached), and the same with one thing wrong at a place that is known.
 */
import fc from "fast-check";
import { DAY_MS, dayAt, HOUR_MS, hoursAndMinutes, instantOf, weekdayOf } from "#core/time.ts";
import { type CheckedWorld, instant } from "./checked-world.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const minute = (min: number, max: number) => fc.integer({ min, max });

/** Part of one weekday, in minutes from midnight. */
export interface Hole {
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

export interface Drawn {
  readonly timezone: string;
  readonly at: string;
  /** When the night begins and ends. */
  readonly night: readonly [number, number];
  readonly bound: number;
  readonly vip: { readonly days: string; readonly time: string };
  readonly hole: Hole;
  /** A cycle of days on and off, of which two keep every day. */
  readonly rota: boolean;
}

const night = fc.tuple(minute(18 * 60, 1439), minute(1, 11 * 60));
const hole = fc
  .tuple(minute(0, 6), minute(1, 1400), minute(1, 600))
  .map(([weekday, from, length]) => ({ weekday, from, to: Math.min(from + length, 1439) }));

/** What a world is made of. */
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  timezone: oneOf(
    "Asia/Tomsk",
    "Europe/Moscow",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
  ),
  at: fc
    .tuple(minute(1, 12), minute(1, 28), minute(0, 23))
    .map(([month, date, hour]) => `2026-${two(month)}-${two(date)}T${two(hour)}:17:00Z`),
  night,
  bound: minute(1, 100_000),
  vip: fc.record({
    days: oneOf("mon-fri", "sat,sun", "mon-sun"),
    time: oneOf("09:00-18:00", "20:00-08:00", "00:00-24:00"),
  }),
  hole,
  rota: fc.boolean(),
});

const two = (part: number) => String(part).padStart(2, "0");
const hours = (from: number, to: number) => `${hoursAndMinutes(from)}-${hoursAndMinutes(to)}`;

/** Day and night between two people, or four by a rota. */
function staff({ night: [from, to], rota }: Drawn) {
  const [day, dark] = [hours(to, from), hours(from, to)];
  if (!rota) {
    const schedules = {
      day: { weekly: { "mon-sun": day } },
      night: { weekly: { "mon-sun": dark } },
    };
    return { schedules, managers: { dina: { schedule: "day" }, nora: { schedule: "night" } } };
  }
  const cycle = (hoursOfDay: string, first: string) => ({
    cycle: { days: [hoursOfDay, hoursOfDay, "off", "off"], from: first },
  });
  return {
    schedules: {
      day1: cycle(day, "2025-01-01"),
      day2: cycle(day, "2025-01-03"),
      night1: cycle(dark, "2025-01-01"),
      night2: cycle(dark, "2025-01-03"),
    },
    managers: {
      dina: { schedule: "day1" },
      dora: { schedule: "day2" },
      nora: { schedule: "night1" },
      nina: { schedule: "night2" },
    },
  };
}

/** Nothing is wrong with it. */
export function cleanWorld(world: Drawn): CheckedWorld {
  const { schedules, managers } = staff(world);
  const members = Object.keys(managers);
  const { bound, vip } = world;
  return {
    timezone: world.timezone,
    schedules,
    managers,
    rules: [
      { if: { channel: "call", tags: "vip" }, when: vip, members },
      { if: { channel: "call" }, members },
      { if: { channel: "written", price: { lt: bound } }, members },
      { if: { channel: "written", price: { gte: bound } }, members, otherwise: "next_rule" },
      { if: { channel: "written" }, members },
    ],
  };
}

/** The week but for the hole, as windows of a rule or as shifts. */
function allBut({ weekday: holed, from, to }: Hole) {
  return weekdays.map((day, weekday) => ({
    days: day,
    time: weekday === holed ? [hours(0, from), hours(to, 1440)] : [hours(0, 1440)],
  }));
}

/** The calls' rule does not take the hole's hours. */
export function worldWithUncoveredTime(world: Drawn): CheckedWorld {
  const clean = cleanWorld(world);
  const rules = clean.rules.with(1, { ...clean.rules[1], when: allBut(world.hole) });
  return { ...clean, rules };
}

/** The calls' rule has one member, who is off in the hole's hours. */
export function worldWithNobodyScheduled(world: Drawn): CheckedWorld {
  const clean = cleanWorld(world);
  const shifts = allBut(world.hole).map(({ days, time }) => [days, time]);
  return {
    ...clean,
    schedules: { ...clean.schedules, holed: { weekly: Object.fromEntries(shifts) } },
    managers: { ...clean.managers, olga: { schedule: "holed" } },
    rules: clean.rules.with(1, { ...clean.rules[1], members: ["olga"] }),
  };
}

/** The first time that the hole comes from the full hour after the check on. */
export function firstHole({ hole: { weekday, from, to }, at, timezone }: Drawn) {
  const fullHour = Math.ceil(instant(at) / HOUR_MS) * HOUR_MS;
  let day = dayAt(fullHour - DAY_MS, timezone);
  while (weekdayOf(day) !== weekday || instantOf(day, from, timezone) < fullHour) day += 1;
  return { from: instantOf(day, from, timezone), to: instantOf(day, to, timezone) };
}
