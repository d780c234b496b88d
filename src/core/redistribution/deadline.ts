/** When a lead counts as not taken, and when whoever has it is reminded. */
import type { ClockRange } from "#core/configuration/types.ts";
import type { Program } from "#core/program.ts";
import { spanBeginningOn } from "#core/schedule/timetable.ts";
import { dayAt } from "#core/time.ts";
import { givingRule, type HeldLead, isTaken } from "./held-lead.ts";
import { afterWorking } from "./working-time.ts";

/**
 * Epoch ms at which the lead counts as missed by whoever has it, counted in his working time and
 * put off to the end of quiet hours; null: it is taken, or nothing happens to it when it is not.
 */
export function deadlineOf(program: Program, held: HeldLead): number | null {
  const taken = givingRule(program, held)?.rule.taken ?? null;
  if (taken === null || isTaken(held)) return null;
  const at = afterWorking(hoursOf(program, held), held.givenAt, taken.withinMs);
  if (at === null || taken.quiet === null) return at;
  return endOfQuiet(taken.quiet, at, program.configuration.account.timeZone);
}

/** Epoch ms at which he is reminded of it; null: he is not. */
export function warningAt(program: Program, held: HeldLead): number | null {
  const taken = givingRule(program, held)?.rule.taken ?? null;
  if (taken === null || taken.warnMs === null || isTaken(held)) return null;
  if (taken.warnMs >= taken.withinMs) return null;
  return afterWorking(hoursOf(program, held), held.givenAt, taken.warnMs);
}

/** Null: he has no schedule, so all time counts. */
function hoursOf(program: Program, { manager }: HeldLead) {
  const index = program.managerIndex.get(manager);
  return index === undefined ? null : (program.timetables[index] ?? null);
}

/** `at` itself where no quiet hours cover it. */
function endOfQuiet(quiet: ClockRange, at: number, timeZone: string): number {
  const today = dayAt(at, timeZone);
  // Quiet hours that began yesterday may not have ended yet.
  for (const day of [today - 1, today]) {
    const { from, to } = spanBeginningOn(day, quiet, timeZone);
    if (from <= at && at < to) return to;
  }
  return at;
}
