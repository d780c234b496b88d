/**
 * A configuration made ready to decide by: timetables, windows and conditions compiled once,
 * members resolved to managers with integer weights. Immutable; a new configuration is a new program.
 */
import { GROUP_PREFIX } from "./configuration/names.ts";
import type { Configuration, Manager, Member, Rule } from "./configuration/types.ts";
import type { Facts } from "./decision.ts";
import { WEIGHT_MAX } from "./ledger.ts";
import { compileConditions } from "./matching/conditions.ts";
import { RuleIndex } from "./matching/rule-index.ts";
import { compileTimetable } from "./schedule/compile.ts";
import type { Timetable } from "./schedule/timetable.ts";
import { compileWindows } from "./schedule/window.ts";

export interface CompiledMember {
  readonly manager: string;
  /** His place in `Program.managers` and in every array of the account's state. */
  readonly index: number;
  /** 1 to WEIGHT_MAX. */
  readonly weight: number;
  /** The lead goes to the lowest tier in which anybody is eligible. */
  readonly tier: number;
  /** Null: he has no schedule, or the rule does not ask for schedules. */
  readonly timetable: Timetable | null;
}

export interface CompiledRule {
  readonly rule: Rule;
  /** Its place in the order of the rules. */
  readonly index: number;
  readonly window: Timetable;
  /** Null where the conditions hold, otherwise the first fact that failed. */
  readonly failing: (facts: Facts) => string | null;
  readonly members: readonly CompiledMember[];
  readonly asksDuty: boolean;
  readonly asksPresence: boolean;
  /** The rule names `schedule`: who has none is passed over. */
  readonly demandsSchedule: boolean;
}

export interface Program {
  readonly configuration: Configuration;
  readonly version: number;
  /** Decides between equals; see tie.ts. */
  readonly seed: number;
  readonly managers: readonly Manager[];
  readonly managerIndex: ReadonlyMap<string, number>;
  /** By the manager's index; null: he has no schedule at any level. */
  readonly timetables: readonly (Timetable | null)[];
  readonly rules: readonly CompiledRule[];
  readonly ruleById: ReadonlyMap<string, CompiledRule>;
  /** Finds the rules that match a lead. */
  readonly matching: RuleIndex;
}

export interface CompileOptions {
  /** Written into every record; default 0. */
  readonly version?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** @param configuration as `parseConfiguration` gives it: every reference in it exists */
export function compile(configuration: Configuration, options: CompileOptions = {}): Program {
  const { managers } = configuration;
  const managerIndex = new Map(managers.map((manager, index) => [manager.key, index]));
  const timetables = managers.map((manager) => compileTimetable(configuration, manager));
  const rules = configuration.rules.map((rule, index) => ({
    ...compileRule(rule, configuration),
    index,
    members: membersOf(rule, managers).map((member) => seated(member, timetables)),
  }));
  return {
    configuration,
    version: options.version ?? 0,
    seed: options.seed ?? 0,
    managers,
    managerIndex,
    timetables,
    rules,
    ruleById: new Map(rules.map((compiled) => [compiled.rule.id, compiled])),
    matching: new RuleIndex(rules),
  };

  function seated(member: SharingMember, tables: typeof timetables): CompiledMember {
    const index = managerIndex.get(member.manager) ?? 0;
    const timetable = member.asksSchedule ? (tables[index] ?? null) : null;
    const { manager, weight, tier } = member;
    return { manager, index, weight, tier, timetable };
  }
}

function compileRule(rule: Rule, configuration: Configuration) {
  const asks = rule.availability;
  return {
    rule,
    window: compileWindows(rule, configuration),
    failing: compileConditions(rule.conditions),
    asksDuty: asks === null || asks.includes("duty"),
    asksPresence: asks?.includes("presence") ?? false,
    demandsSchedule: asks?.includes("schedule") ?? false,
  };
}

interface SharingMember {
  readonly manager: string;
  readonly weight: number;
  readonly tier: number;
  readonly asksSchedule: boolean;
}

/**
 * The rule's members, groups resolved to whoever is in them. A manager named himself keeps what is
 * said of him there, whatever his group is given; who has no share (0 %) is no member.
 */
function membersOf(rule: Rule, managers: readonly Manager[]): readonly SharingMember[] {
  const asksSchedule = rule.availability === null || rule.availability.includes("schedule");
  const named = new Set(rule.members.map((member) => member.who));
  const seen = new Set<string>();
  const sharing: SharingMember[] = [];
  for (const [position, member] of rule.members.entries()) {
    const weight = weightOf(rule, member);
    const tier = tierOf(rule, member, position);
    for (const manager of whoIs(member.who, managers, named)) {
      if (weight > 0 && !seen.has(manager)) sharing.push({ manager, weight, tier, asksSchedule });
      seen.add(manager);
    }
  }
  return sharing;
}

function whoIs(
  who: string,
  managers: readonly Manager[],
  named: ReadonlySet<string>,
): readonly string[] {
  if (!who.startsWith(GROUP_PREFIX)) return [who];
  const group = who.slice(GROUP_PREFIX.length);
  return managers
    .filter((manager) => manager.group === group && !named.has(manager.key))
    .map((manager) => manager.key);
}

function weightOf(rule: Rule, member: Member): number {
  const method = rule.method === "tiers" ? rule.options["inside"] : rule.method;
  if (method === "priority") return Math.min(member.weight, WEIGHT_MAX);
  // Hundredths of a percent, so that 33.34 % is an integer too.
  if (method === "percent") return Math.round((member.percent ?? 0) * 100);
  return 1;
}

function tierOf(rule: Rule, member: Member, position: number): number {
  if (rule.method === "strict_order") return member.tier ?? position;
  return rule.method === "tiers" ? (member.tier ?? Number.MAX_SAFE_INTEGER) : 0;
}
