/**
 * A configuration made ready to decide by: timetables, windows and conditions compiled once,
 * members resolved to managers with integer weights. Immutable; a new configuration is a new program.
 */
import { type CatchUp, catchUpOf } from "./catch-up/terms.ts";
import type { Configuration, Manager, Rule } from "./configuration/types.ts";
import type { Facts } from "./decision.ts";
import { type CompiledLimit, ruleLimits } from "./limits/limit.ts";
import { compileConditions } from "./matching/conditions.ts";
import { RuleIndex } from "./matching/rule-index.ts";
import {
  type CompiledMember,
  membersOf,
  outsider,
  type Staff,
  sharingMethod,
  staffOf,
} from "./membership.ts";
import { compileTimetable } from "./schedule/compile.ts";
import { shared } from "./schedule/shared.ts";
import type { Timetable } from "./schedule/timetable.ts";
import { compileWindows } from "./schedule/window.ts";

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
  /** The rule's own, which hold for whoever receives a lead of it. */
  readonly limits: readonly CompiledLimit[];
  /**
   * Of the eligible only those are in turn who have used least of this, or are below what is
   * comfortable; null: all of them.
   */
  readonly leastOf: "load" | "quota" | "comfort" | null;
  /** The ledger counts what leads are worth, not how many they are. */
  readonly byValue: boolean;
  /** Leads are laid before the members for so long; null: they are given at once. */
  readonly offer: { readonly forMs: number; readonly best: number } | null;
  /** How somebody who was away makes up for what he missed; null: he does not. */
  readonly catchUp: CatchUp | null;
  /** Weights come from outside (`setShares`) as often as they like. */
  readonly sharesFromOutside: boolean;
  /** One lead in twenty goes by equal turns; see methods/control.ts. */
  readonly hasControlGroup: boolean;
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
  /** By the manager's index. */
  readonly staff: readonly Staff[];
  /** Every limit, quota and load that some decision may look at. */
  readonly limits: readonly CompiledLimit[];
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
  const timetables = managers.map(timetableCompiler(configuration));
  const staff = staffOf(configuration, timetables);
  const windowOf = windowCompiler(configuration);
  const rules = configuration.rules.map((rule, index) => ({
    ...compileRule(rule),
    window: windowOf(rule),
    index,
    ...seatsOf(rule, staff, configuration),
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
    staff,
    limits: [staff, ...rules.map(({ members }) => members)].flat().flatMap(({ limits }) => limits),
  };
}

/** @param index of a manager; one who is no member of the rule is seen with its eyes all the same */
export function seatOf(rule: CompiledRule, program: Program, index: number): CompiledMember {
  const seat = rule.members.find((member) => member.index === index);
  if (seat !== undefined) return seat;
  const one = program.staff[index];
  if (one === undefined) throw new Error(`there is no manager ${index} in this program`);
  return outsider(rule.rule, one, rule.limits);
}

function seatsOf(rule: Rule, staff: readonly Staff[], { account }: Configuration) {
  const limits = ruleLimits(rule, account.timeZone);
  return { limits, members: membersOf(rule, staff, limits) };
}

function timetableCompiler(configuration: Configuration) {
  return shared(
    ({ timeZone, group, schedule, exceptions }: Manager) => [timeZone, group, schedule, exceptions],
    (manager) => compileTimetable(configuration, manager),
  );
}

function windowCompiler(configuration: Configuration) {
  return shared(
    (rule: Rule) => rule.windows,
    (rule) => compileWindows(rule, configuration),
  );
}

function compileRule(rule: Rule) {
  const asks = rule.availability;
  return {
    rule,
    failing: compileConditions(rule.conditions),
    asksDuty: asks === null || asks.includes("duty"),
    asksPresence: asks?.includes("presence") ?? false,
    demandsSchedule: asks?.includes("schedule") ?? false,
    ...compileSharing(rule),
  };
}

/** Nobody is asked for longer than this where the rule does not say. */
const OFFER_SECONDS = 60;

function compileSharing(rule: Rule) {
  const method = sharingMethod(rule);
  const { value, seconds, best } = rule.options;
  const forMs = (typeof seconds === "number" ? seconds : OFFER_SECONDS) * 1000;
  const asked = typeof best === "number" ? best : Number.POSITIVE_INFINITY;
  return {
    leastOf: leastOf(method),
    byValue: value === true,
    catchUp: catchUpOf(rule),
    offer: method === "first_to_accept" ? { forMs, best: asked } : null,
    sharesFromOutside: method === "conversion" || method === "adaptive",
    hasControlGroup: method === "adaptive",
  };
}

function leastOf(method: unknown): CompiledRule["leastOf"] {
  if (method === "least_loaded") return "load";
  if (method === "conversion") return "comfort";
  return method === "quantity" ? "quota" : null;
}
