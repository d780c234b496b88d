/** Who shares in a rule's leads, with what weight, and what limits him there. */
import { GROUP_PREFIX } from "./configuration/names.ts";
import type { Configuration, Manager, Member, Rule } from "./configuration/types.ts";
import { WEIGHT_MAX } from "./ledger.ts";
import {
  type CompiledLimit,
  comfortOf,
  loadOf,
  managerLimits,
  memberLimits,
} from "./limits/limit.ts";
import type { Timetable } from "./schedule/timetable.ts";

export interface CompiledMember {
  readonly manager: string;
  /** His place in `Program.managers` and in every array of the account's state. */
  readonly index: number;
  /** 1 to WEIGHT_MAX; 0 for somebody who is no member. */
  readonly weight: number;
  /** The lead goes to the lowest tier in which anybody is eligible. */
  readonly tier: number;
  /** Null: he has no schedule, or the rule does not ask for schedules. */
  readonly timetable: Timetable | null;
  /** When he works, whatever the rule asks for; null: he has no schedule, so at any time. */
  readonly workingTime: Timetable | null;
  /** His, the rule's and those of his membership: every counter a decision about him looks at. */
  readonly limits: readonly CompiledLimit[];
}

/** A manager with what he brings to every rule. */
export interface Staff {
  readonly manager: Manager;
  readonly index: number;
  readonly timeZone: string;
  /** Null: no schedule at any level. */
  readonly timetable: Timetable | null;
  readonly limits: readonly CompiledLimit[];
}

export function staffOf(
  configuration: Configuration,
  timetables: readonly (Timetable | null)[],
): readonly Staff[] {
  return configuration.managers.map((manager, index) => {
    const timeZone = manager.timeZone ?? configuration.account.timeZone;
    const timetable = timetables[index] ?? null;
    const limits = managerLimits(manager, { timeZone, timetable });
    return { manager, index, timeZone, timetable, limits };
  });
}

/** The method by which members of one tier share. */
export function sharingMethod({ method, options }: Rule): unknown {
  return method === "tiers" ? (options["inside"] ?? "in_turn") : method;
}

/**
 * The rule's members, groups resolved to whoever is in them. A manager named himself keeps what is
 * said of him there, whatever his group is given; who has no share (0 %) is no member.
 */
export function membersOf(
  rule: Rule,
  staff: readonly Staff[],
  ofRule: readonly CompiledLimit[],
): readonly CompiledMember[] {
  const named = new Set(rule.members.map((member) => member.who));
  const members: CompiledMember[] = [];
  const seen = new Set<number>();
  for (const [position, member] of rule.members.entries()) {
    const weight = weightOf(rule, member);
    const tier = tierOf(rule, member, position);
    for (const one of whoIs(member.who, staff, named)) {
      if (weight > 0 && !seen.has(one.index)) {
        const seat = { ...outsider(rule, one, ofRule), weight, tier };
        const own = memberLimits(rule, { member, manager: seat.manager }, one);
        members.push({ ...seat, limits: [...own, ...seat.limits] });
      }
      seen.add(one.index);
    }
  }
  switch (sharingMethod(rule)) {
    case "least_loaded":
      return withLoads(members, staff);
    case "conversion":
      return withComforts(members, staff);
    default:
      return members;
  }
}

/** Who has no comfortable rate is never above it. */
function withComforts(
  members: readonly CompiledMember[],
  staff: readonly Staff[],
): readonly CompiledMember[] {
  return members.map((member) => {
    const comfort = staff[member.index]?.manager.comfort ?? null;
    if (comfort === null) return member;
    return { ...member, limits: [...member.limits, comfortOf(member.manager, comfort)] };
  });
}

/** Somebody who shares in none of the rule's turns, seen with the eyes of the rule. */
export function outsider(
  rule: Rule,
  { manager, index, timetable, limits }: Staff,
  ofRule: readonly CompiledLimit[],
): CompiledMember {
  const asksSchedule = rule.availability === null || rule.availability.includes("schedule");
  return {
    manager: manager.key,
    index,
    weight: 0,
    tier: 0,
    timetable: asksSchedule ? timetable : null,
    workingTime: timetable,
    limits: [...limits, ...ofRule],
  };
}

/** Who has no capacity carries as much as the others do on average; where nobody has one, all alike. */
function withLoads(
  members: readonly CompiledMember[],
  staff: readonly Staff[],
): readonly CompiledMember[] {
  const capacityOf = ({ index }: CompiledMember) => staff[index]?.manager.capacity ?? null;
  const known = members.map(capacityOf).filter((capacity) => capacity !== null);
  const sum = known.reduce((total, capacity) => total + capacity, 0);
  const usual = known.length === 0 ? 1 : sum / known.length;
  return members.map((member) => ({
    ...member,
    limits: [...member.limits, loadOf(member.manager, capacityOf(member) ?? usual)],
  }));
}

function whoIs(who: string, staff: readonly Staff[], named: ReadonlySet<string>): readonly Staff[] {
  if (!who.startsWith(GROUP_PREFIX)) return staff.filter(({ manager }) => manager.key === who);
  const group = who.slice(GROUP_PREFIX.length);
  return staff.filter(({ manager }) => manager.group === group && !named.has(manager.key));
}

function weightOf(rule: Rule, member: Member): number {
  const method = sharingMethod(rule);
  if (method === "priority") return Math.min(member.weight, WEIGHT_MAX);
  // Hundredths of a percent, so that 33.34 % is an integer too.
  if (method === "percent") return Math.round((member.percent ?? 0) * 100);
  return 1;
}

function tierOf(rule: Rule, member: Member, position: number): number {
  if (rule.method === "strict_order") return member.tier ?? position;
  return rule.method === "tiers" ? (member.tier ?? Number.MAX_SAFE_INTEGER) : 0;
}
