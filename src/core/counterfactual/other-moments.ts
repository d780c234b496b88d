/** Moments near a decision at which hours are otherwise. */
import type { Timetable } from "#core/schedule/timetable.ts";
import { DAY_MS, MINUTE_MS } from "#core/time.ts";
import type { Trial } from "./trial.ts";

/** «If the lead had come next month» explains nothing. */
const FAR_MS = 7 * DAY_MS;
const MOMENTS_MAX = 500;

/**
 * Every moment within a week before and after at which a window or a shift begins or ends that such
 * a lead meets, nearest first: between two of them no other hour makes a difference. Of what ends or
 * begins before the lead came it is the last minute before.
 */
export function otherMoments({ program, manager, actual }: Trial): readonly number[] {
  const { facts, at, since = at } = actual.request;
  const rules = program.rules.filter(
    ({ rule, failing }) => rule.mode === "live" && failing(facts) === null,
  );
  const isMember = rules.some(({ members }) => members.some((one) => one.manager === manager));
  if (!isMember) return [];
  const timetables = new Set(
    rules.flatMap(({ window, members }) => [window, ...members.map(({ timetable }) => timetable)]),
  );
  const edges = [...timetables].flatMap((timetable) => edgesOf(timetable, at));
  // A lead that waits cannot be decided before it came.
  const moments = edges
    .map((edge) => (edge > at ? edge : edge - MINUTE_MS))
    .filter((moment) => moment > at || since >= at || moment >= since);
  return [...new Set(moments)]
    .sort((one, other) => Math.abs(one - at) - Math.abs(other - at) || one - other)
    .slice(0, MOMENTS_MAX);
}

function edgesOf(timetable: Timetable | null, at: number): readonly number[] {
  const [earliest, latest] = [at - FAR_MS, at + FAR_MS];
  const spans = timetable?.spans(earliest, latest) ?? [];
  return spans
    .flatMap(({ from, to }) => [from, to])
    .filter((edge) => edge > earliest && edge < latest);
}
