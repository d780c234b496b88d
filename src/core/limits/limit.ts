/**
 * The limits of a configuration made ready to count by.
 *
 * Three levels, all of which hold: the member's (his leads of this rule), the manager's (his leads
 * of all rules) and the rule's (its leads, whoever has them). For a member the nearer word counts:
 * what is written beside his name replaces what the rule says of every member. Open leads and tasks
 * are always all that he has, since a person is busy with all of them.
 */
import type { Limits, Manager, Member, Rule } from "#core/configuration/types.ts";
import type { Count } from "#core/decision.ts";
import type { Timetable } from "#core/schedule/timetable.ts";
import { calendarPeriod, type Period, rollingPeriod, shiftPeriod } from "./period.ts";
import { seriesOf } from "./receipts.ts";

export interface CompiledLimit {
  readonly of: Count["of"];
  readonly scope: Count["scope"];
  readonly max: number;
  /** Names the counter in a record; see `countKey`. */
  readonly key: string;
  /** Which receipts are counted; null: what he has open. */
  readonly received: { readonly series: string; readonly period: Period } | null;
}

/** The counter that a count was read from, told from a record: whose it is and what it counts. */
export function countKey(
  { of, scope }: Pick<Count, "of" | "scope">,
  rule: string,
  manager: string,
): string {
  switch (scope) {
    case "rule":
      return JSON.stringify([scope, of, rule]);
    case "manager":
      return JSON.stringify([scope, of, manager]);
    case "member":
      return JSON.stringify([scope, of, rule, manager]);
  }
}

/** Somebody's civil time and shifts. */
export interface Clockwork {
  readonly timeZone: string;
  /** Null: no schedule at any level. */
  readonly timetable: Timetable | null;
}

const units = ["hour", "day", "week", "month"] as const;

/** What the manager may receive and have open, whatever rule it comes from. */
export function managerLimits(manager: Manager, clockwork: Clockwork): readonly CompiledLimit[] {
  const { key } = manager;
  return compiled(manager.limits, clockwork, {
    scope: "manager",
    series: seriesOf.manager(key),
    keyOf: (count) => countKey(count, "", key),
  });
}

/** What the rule may give altogether, in the account's civil time. */
export function ruleLimits(rule: Rule, timeZone: string): readonly CompiledLimit[] {
  const clockwork = { timeZone, timetable: null };
  return compiled(rule.limits.rule, clockwork, {
    scope: "rule",
    series: seriesOf.rule(rule.id),
    keyOf: (count) => countKey(count, rule.id, ""),
  });
}

/** What the manager may receive as a member of the rule, his quota included. */
export function memberLimits(
  rule: Rule,
  { member, manager }: { readonly member: Member; readonly manager: string },
  clockwork: Clockwork,
): readonly CompiledLimit[] {
  const source: Source = {
    scope: "member",
    series: seriesOf.member(rule.id, manager),
    keyOf: (count) => countKey(count, rule.id, manager),
  };
  const limits = compiled({ ...rule.limits.member, ...member.limits }, clockwork, source);
  if (rule.method !== "quantity" || member.quota === null) return limits;
  const period = periodOf(rule.options["period"] ?? "day", clockwork);
  return [...limits, limitOf("quota", { max: member.quota, source, period })];
}

/** His open leads beside what he can carry: not a limit, but counted alike. */
export function loadOf(manager: string, capacity: number): CompiledLimit {
  const key = countKey({ of: "load", scope: "manager" }, "", manager);
  return { of: "load", scope: "manager", max: capacity, key, received: null };
}

/** His leads of the last thirty days beside what is comfortable: not a limit, but counted alike. */
export function comfortOf(manager: string, comfort: number): CompiledLimit {
  const key = countKey({ of: "comfort", scope: "manager" }, "", manager);
  const received = { series: seriesOf.manager(manager), period: rollingPeriod("month") };
  return { of: "comfort", scope: "manager", max: comfort, key, received };
}

interface Source {
  readonly scope: Count["scope"];
  readonly series: string;
  readonly keyOf: (count: Pick<Count, "of" | "scope">) => string;
}

function compiled(limits: Limits, clockwork: Clockwork, source: Source): readonly CompiledLimit[] {
  const found: CompiledLimit[] = [];
  for (const of of units) {
    const max = limits[of];
    if (max === undefined) continue;
    const period = limits.rolling ? rollingPeriod(of) : periodOf(of, clockwork);
    found.push(limitOf(of, { max, source, period }));
  }
  if (limits.shift !== undefined) {
    const period = periodOf("shift", clockwork);
    found.push(limitOf("shift", { max: limits.shift, source, period }));
  }
  return [...found, ...carried(limits, source)];
}

/** `open` and `tasks` are the manager's, whichever level names them. */
function carried(limits: Limits, source: Source): readonly CompiledLimit[] {
  return (["open", "tasks"] as const).flatMap((of) => {
    const max = limits[of];
    if (max === undefined) return [];
    const scope = source.scope === "member" ? "manager" : source.scope;
    return [{ of, scope, max, key: source.keyOf({ of, scope }), received: null }];
  });
}

function limitOf(
  of: Count["of"],
  {
    max,
    source,
    period,
  }: { readonly max: number; readonly source: Source; readonly period: Period },
): CompiledLimit {
  const { scope, series, keyOf } = source;
  return { of, scope, max, key: keyOf({ of, scope }), received: { series, period } };
}

function periodOf(of: unknown, { timeZone, timetable }: Clockwork): Period {
  const unit = units.find((one) => one === of);
  return unit === undefined ? shiftPeriod(timetable, timeZone) : calendarPeriod(unit, timeZone);
}
