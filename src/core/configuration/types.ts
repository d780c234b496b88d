/**
 * A configuration after it was read, checked and normalised: what the rest of the core works on.
 * Names follow the design's words; every duration is in milliseconds, every time of day in minutes
 * from midnight (0 to 1440), every reference resolved to a key that exists.
 */

/** Minutes from midnight, half-open `[from, to)`; `to <= from` ends on the next civil day. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** Days on which something begins. `mon` is 0 … `sun` is 6; the last two follow the production calendar. */
export interface DaySet {
  readonly weekdays: readonly number[];
  readonly workdays: boolean;
  readonly holidays: boolean;
}

/** `off` and its kinds free the date; hours replace the shifts that begin on it. */
export type ExceptionKind = "off" | "vacation" | "sick" | "hours";

export interface ScheduleException {
  /** Civil dates `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly kind: ExceptionKind;
  readonly hours: readonly ClockRange[];
}

export type SchedulePattern =
  | {
      readonly kind: "weekly";
      readonly days: readonly { readonly on: DaySet; readonly hours: readonly ClockRange[] }[];
    }
  | {
      readonly kind: "cycle";
      /** One entry a day of the cycle; an empty list is a day off. */
      readonly days: readonly (readonly ClockRange[])[];
      readonly from: string;
    }
  | { readonly kind: "calendar"; readonly dates: Readonly<Record<string, readonly ClockRange[]>> }
  | { readonly kind: "free" };

export interface Schedule {
  readonly name: string;
  readonly pattern: SchedulePattern;
  readonly exceptions: readonly ScheduleException[];
}

/** A schedule and the civil dates (both included, null is open) in which it holds. */
export interface SchedulePeriod {
  readonly use: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Limits {
  readonly hour?: number;
  readonly day?: number;
  readonly week?: number;
  readonly month?: number;
  readonly shift?: number;
  readonly open?: number;
  readonly tasks?: number;
  readonly rolling?: boolean;
}

export interface Manager {
  /** The key in `managers:`; the name by which rules and events speak of him. */
  readonly key: string;
  readonly name: string;
  /** CRM user id or e-mail; null until the configuration is used with a CRM account. */
  readonly crm: string | null;
  readonly group: string | null;
  readonly timeZone: string | null;
  readonly schedule: readonly SchedulePeriod[];
  readonly exceptions: readonly ScheduleException[];
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: number | null;
  readonly comfort: number | null;
  readonly limits: Limits;
  readonly deputy: { readonly who: string; readonly from: string; readonly to: string } | null;
}

export type ScalarFact = string | number | boolean;

/** One test of one fact. Several operators of one fact are all required. */
export type Condition =
  | {
      readonly op: "one_of" | "none_of";
      readonly fact: string;
      readonly values: readonly ScalarFact[];
    }
  | { readonly op: "contains" | "starts" | "matches"; readonly fact: string; readonly text: string }
  | { readonly op: "empty"; readonly fact: string; readonly empty: boolean }
  | {
      readonly op: "lt" | "lte" | "gt" | "gte";
      readonly fact: string;
      readonly bound: number | string;
    }
  | {
      readonly op: "between";
      readonly fact: string;
      readonly low: number | string;
      readonly high: number | string;
    }
  | { readonly op: "all" | "any" | "none"; readonly of: readonly Condition[] };

export interface RuleWindow {
  readonly days: DaySet;
  readonly time: ClockRange;
  readonly timeZone: string | null;
  /** The window ends at `time.to` of the next working day of the account's calendar. */
  readonly untilNextWorkday: boolean;
}

export type Method =
  | "in_turn"
  | "priority"
  | "percent"
  | "quantity"
  | "least_loaded"
  | "conversion"
  | "adaptive"
  | "strict_order"
  | "tiers"
  | "first_to_accept";

export interface Member {
  /** A manager's key, or `group:NAME`: whoever is in the group now. */
  readonly who: string;
  readonly weight: number;
  readonly percent: number | null;
  readonly quota: number | null;
  readonly tier: number | null;
  readonly limits: Limits;
}

export type Signal = "schedule" | "duty" | "presence";

export type Otherwise =
  | {
      readonly kind: "wait";
      readonly atMostMs: number | null;
      /** What happens when `atMostMs` is over. */
      readonly afterwards:
        | { readonly kind: "on_duty"; readonly who: string }
        | { readonly kind: "next_rule" };
      readonly order: "oldest" | "newest";
    }
  | { readonly kind: "next_rule" }
  | { readonly kind: "leave" }
  | { readonly kind: "on_duty"; readonly who: string };

export type RuleMode = "live" | "shadow" | "draft" | "off";

export interface KeepOwner {
  readonly of: readonly ("contact" | "company" | "last" | "spoke")[];
  readonly when: "always" | "on_shift" | { readonly waitMs: number };
  readonly costsTurn: boolean;
}

/** An event that counts as «taken»: the manager has begun with the lead. */
export type TakenEvent = "call" | "message" | "note" | "stage" | "task" | "accept";

/** What happens to a lead that nobody takes in time. */
export interface Taken {
  /** Of the manager's working time. */
  readonly withinMs: number;
  readonly by: readonly TakenEvent[];
  /** When he is reminded; null: never. */
  readonly warnMs: number | null;
  readonly missed: "next" | "wait" | "leave" | { readonly onDuty: string };
  /** Null: until everybody has missed it. */
  readonly maxTransfers: number | null;
  readonly fallback: "keep" | { readonly onDuty: string };
  readonly turnBack: boolean;
  /** When everybody has missed it, all but the last are asked once more. */
  readonly again: boolean;
  /** After so many missed leads in a row a manager is paused; null: never. */
  readonly pauseAfter: number | null;
  /** Hours of the account's day in which nothing is passed on: it happens at their end. */
  readonly quiet: ClockRange | null;
}

/** Which open leads are handed over. */
export type HandoverScope = "none" | "untouched" | "all" | { readonly stages: readonly string[] };

export interface Handover {
  readonly atShiftEnd: HandoverScope;
  readonly onDutyOff: HandoverScope;
  /** Back to the previous owner at his next shift. */
  readonly return: boolean;
  readonly turnBack: boolean;
  /** The client's other open leads of the same manager go to the same person. */
  readonly together: boolean;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly mode: RuleMode;
  /** All of these must hold; empty takes every lead. */
  readonly conditions: readonly Condition[];
  /** Any of these must contain the moment; empty is always open. */
  readonly windows: readonly RuleWindow[];
  readonly method: Method;
  readonly members: readonly Member[];
  /** Null is the default: duty, and the schedule for every member who has one. */
  readonly availability: readonly Signal[] | null;
  /** The ledger's key; rules that name the same one share it. */
  readonly ledger: string;
  readonly limits: { readonly member: Limits; readonly rule: Limits };
  readonly keepOwner: KeepOwner | null;
  readonly otherwise: Otherwise;
  /** The method's settings that are written down, as read; each method knows its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Null: a lead stays with whom it was given to. */
  readonly taken: Taken | null;
  readonly handover: Handover | null;
}

export interface Configuration {
  readonly account: {
    readonly name: string;
    readonly timeZone: string;
    readonly calendar: string | null;
    readonly schedule: readonly SchedulePeriod[];
    readonly neverOwners: readonly string[];
    readonly settleMs: number;
    readonly sameClientMs: number | null;
    /** The CRM's loss reasons, by name or id, for which a lead counts for nobody. */
    readonly junkReasons: readonly string[];
  };
  readonly groups: Readonly<Record<string, { readonly schedule: readonly SchedulePeriod[] }>>;
  readonly managers: readonly Manager[];
  readonly schedules: Readonly<Record<string, Schedule>>;
  readonly rules: readonly Rule[];
}

/** Something wrong in a configuration, placed by its path from the document's root. */
export interface ConfigurationProblem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  /** `shape`: it cannot be understood; `meaning`: it can, and what it says cannot be done. */
  readonly kind: "shape" | "meaning";
  /** True where the last step of `path` itself is wrong, not what stands there. */
  readonly onKey?: boolean;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What would be right, in one sentence. */
  readonly remedy: string;
}
