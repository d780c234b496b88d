/**
 * When a manager works. The nearest level that holds on a date decides: his own periods, then his
 * group's, then the account's; his own exceptions come before those of the schedule. Everything is
 * asked of the date on which a shift begins, so a day off never cuts last night's shift.
 */
import type { Configuration, Manager, SchedulePeriod } from "#core/configuration/types.ts";
import { type Day, dayOf } from "#core/time.ts";
import { type HoursOn, hoursOfExceptions, hoursOfSchedule } from "./pattern.ts";
import { always, spanBeginningOn, type Timetable, timetableOf } from "./timetable.ts";

interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly free: boolean;
  readonly excepted: boolean;
  readonly hoursOn: HoursOn;
}

/** The timetable of a manager; null where no level gives him a schedule. */
export function compileTimetable(configuration: Configuration, manager: Manager): Timetable | null {
  const periods = periodsOf(configuration, manager);
  if (periods.length === 0) return null;
  const free = periods.every((period) => period.free);
  const exempt = manager.exceptions.length > 0 || periods.some((period) => period.excepted);
  if (free && !exempt && periods.some(unbounded)) return always;

  const timeZone = manager.timeZone ?? configuration.account.timeZone;
  const exceptional = hoursOfExceptions(manager.exceptions);
  const hoursOn = (day: Day) =>
    exceptional(day) ??
    periods.find(({ from, to }) => from <= day && day <= to)?.hoursOn(day) ??
    [];
  const source = {
    timeZone,
    beginningOn: (day: Day) => hoursOn(day).map((range) => spanBeginningOn(day, range, timeZone)),
  };
  return timetableOf([source], free);
}

/** The periods in the order in which they are asked; what a nearer one always hides is left out. */
function periodsOf(configuration: Configuration, manager: Manager): readonly Period[] {
  const { account, groups } = configuration;
  const group =
    manager.group !== null && Object.hasOwn(groups, manager.group) ? groups[manager.group] : null;
  const periods = [manager.schedule, group?.schedule ?? [], account.schedule]
    .flat()
    .map((period) => compilePeriod(configuration, period));
  const last = periods.findIndex(unbounded);
  return last < 0 ? periods : periods.slice(0, last + 1);
}

const unbounded = (period: Period): boolean =>
  period.from === Number.NEGATIVE_INFINITY && period.to === Number.POSITIVE_INFINITY;

function compilePeriod(configuration: Configuration, period: SchedulePeriod): Period {
  const schedule = configuration.schedules[period.use];
  if (schedule === undefined) {
    throw new Error(`schedule ${period.use} is nowhere, and nothing refused it before`);
  }
  return {
    from: period.from === null ? Number.NEGATIVE_INFINITY : dayOf(period.from),
    to: period.to === null ? Number.POSITIVE_INFINITY : dayOf(period.to),
    free: schedule.pattern.kind === "free",
    excepted: schedule.exceptions.length > 0,
    hoursOn: hoursOfSchedule(schedule, configuration.account.calendar),
  };
}
