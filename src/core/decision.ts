/**
 * The vocabulary of a decision: what is asked, what is answered, and everything that is needed to
 * answer again to the bit. A record is written once and never changed; the state of an account is
 * nothing but the sum of its records and of the duty changes between them.
 */

export type Channel = "call" | "written" | "other";
export type FactValue = string | number | boolean | readonly string[];
/** Facts of a lead by the names of `if:`; `channel` is always there. Absent facts are absent keys. */
export type Facts = Readonly<Record<string, FactValue>>;

export type Cause =
  | "new"
  | "released"
  | "not_taken"
  | "handover"
  | "duty_off"
  | "returned"
  | "manual";
export type Kind = "assigned" | "waiting" | "unmatched" | "left";
export type Duty = "online" | "paused" | "offline";

/** Why a member received the lead or did not. The numbers beside it are in `MemberVerdict`. */
export type VerdictCode =
  | "chosen" // entitled most, or due earliest
  | "later" // eligible; somebody else was due before him
  | "outranked" // eligible, but somebody of an earlier tier was too
  | "busier" // eligible, but somebody carries fewer open leads for what he can carry
  | "ahead" // eligible, but somebody has used less of his quota
  | "over_comfort" // eligible, but above his comfortable rate while somebody is below his
  | "offered" // asked whether he takes it; the first who accepts has it
  | "off_schedule" // no shift of his covers the moment; `nextAt` says when one does
  | "no_schedule" // the rule asks for schedules and he has none
  | "paused" // his duty switch
  | "off_duty" // his duty switch
  | "absent" // not seen working in the CRM, and the rule asks for presence
  | "blocked" // his CRM user is deactivated or gone
  | "limit" // a limit of his is reached; `limit` says which
  | "missed" // he has already had this lead and did not take it
  | "has_it"; // it is with him already, and he is the one who is to lose it

/** What a limit, a quota or a load was counted to when the decision was made. */
export interface Count {
  /**
   * Received per period, open leads or tasks, the quota of his membership, open leads per capacity,
   * received in thirty days beside what is comfortable.
   */
  readonly of:
    | "hour"
    | "day"
    | "week"
    | "month"
    | "shift"
    | "open"
    | "tasks"
    | "quota"
    | "load"
    | "comfort";
  /** Whose leads: his of this rule, all of his, or all of the rule. */
  readonly scope: "member" | "manager" | "rule";
  readonly used: number;
  readonly max: number;
  /** Epoch ms at which less is used by itself; null: no clock tells. */
  readonly nextAt: number | null;
}

export interface MemberVerdict {
  readonly manager: string;
  readonly verdict: VerdictCode;
  /** The integer weight with which he shares in this rule. */
  readonly weight: number;
  /** Fixed-point leads (see ledger.ts): before, his credit of this lead, and after. */
  readonly before: number;
  readonly credit: number;
  readonly after: number;
  /** Epoch ms of his last received lead before this one; null where there was none. */
  readonly lastAt: number | null;
  /** Epoch ms of the earliest moment at which his schedule lets him receive again; null: unknown. */
  readonly nextAt: number | null;
  readonly duty: Duty;
  /** For `limit`: of those that are reached, the one that lasts longest. */
  readonly limit?: Count;
  /** Every counter that was looked at; absent where nothing limits him. */
  readonly counts?: readonly Count[];
  /** What his weight was concluded from, in a rule by conversion that has sold something. */
  readonly sales?: SalesFigures;
}

/** How the leads of a rule are shared out, by manager key. */
export interface RuleShares {
  /** 1 to WEIGHT_MAX. */
  readonly weights: Readonly<Record<string, number>>;
  /** Source of leads → weights; "" are those of all sources that are not named. Absent: all alike. */
  readonly bySource?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly sales?: Readonly<Record<string, SalesFigures>>;
  /** The hash by which what they were concluded from is found again, where that is kept. */
  readonly evidence?: string;
}

/** Somebody's sales, and what may be believed of his conversion: a beta distribution. */
export interface SalesFigures {
  readonly won: number;
  readonly received: number;
  /** With what was believed before counted in. */
  readonly wins: number;
  readonly losses: number;
  /** The team's conversion, 0 to 1. */
  readonly team: number;
}

/**
 * How the one was found among the eligible: the branch of Tijdeman's rule, or what stood above it.
 * `longest`: the lead is worth nothing, so only the time since the last one counted; `least`: he
 * alone carried or had used least; `owner`: the client is his; `accepted`: he took the offer;
 * `returned`: it was his before; `by_hand`: somebody chose him; `together`: he has just received
 * another lead of this client.
 */
export type ChosenBy =
  | "only"
  | "overdue"
  | "deadline"
  | "highest"
  | "longest"
  | "least"
  | "on_duty"
  | "owner"
  | "accepted"
  | "returned"
  | "by_hand"
  | "together";

/** Whose client it is, and by what. */
export interface KeptOwner {
  readonly of: "contact" | "company" | "last" | "spoke" | "same_client";
  readonly manager: string;
  /** The manager whose deputy he is at the moment; null: the client is his own. */
  readonly deputyOf: string | null;
}

/** So much of something, and epoch ms from which on it counts no more. */
export type Portion = readonly [until: number, units: number];

/** What a member missed while he was away and may still make up for; see catch-up/terms.ts. */
export interface Arrears {
  readonly manager: string;
  /** Before the decision, in the units of the ledger, the soonest to expire first. */
  readonly before: readonly Portion[];
  /**
   * Above zero: what he missed by this lead. Below: what he was credited beyond his share, with the
   * moment at which the first of it would have expired. Null: nothing.
   */
  readonly change: Portion | null;
}

/** A lead laid before several for a while; whoever accepts first has it. */
export interface Offer {
  readonly to: readonly string[];
  /** Epoch ms at which nobody may accept any more. */
  readonly until: number;
}

/** A rule that matched and passed the lead on, since none of its members could have it. */
export interface PassedRule {
  readonly rule: string;
  /** Why none of them could. Absent where the lead waits here after all: then they are the record's. */
  readonly members?: readonly MemberVerdict[];
}

/**
 * What an assignment moved in the state, told by its record: enough to take it back. Another
 * decision may turn it back long after the record itself is out of sight.
 */
export interface Charge {
  /** Null: nobody's balance was moved. */
  readonly ledger: string | null;
  /** Null: given by hand outside of every rule. */
  readonly rule: string | null;
  /** Who received the lead. */
  readonly manager: string;
  /** Epoch ms of the decision. */
  readonly at: number;
  /** Manager key → change of his balance, in the fixed-point units of the ledger; only non-zero. */
  readonly moved: Readonly<Record<string, number>>;
  /** Manager key → change of what he may make up for, where there was any. */
  readonly arrears?: Readonly<Record<string, Portion>>;
}

/** A charge that was turned back and is charged again just as it was, whatever would be charged now. */
export interface Restored extends Charge {
  /** What the lead had cost whoever received it. */
  readonly debit: number;
  /** Manager key → what he was credited; only non-zero. */
  readonly credits: Readonly<Record<string, number>>;
}

/** That a decision is about a lead which was given before, and what it does to that. */
export interface Move {
  /** Who has it now and is to lose it; null: nobody had it. */
  readonly from: string | null;
  /** Who let it lie, and is not asked. Kept too for a lead that waits after it was missed. */
  readonly missed: readonly string[];
  /**
   * Somebody named is to have it whatever his turn: given by hand, returned, the named person of
   * `then` and `fallback`, whoever has another lead of the client.
   */
  readonly to?: string;
  /** Whether that counts as his turn. Absent: it does. */
  readonly costsTurn?: boolean;
  /** The charge that was taken back before this was decided. */
  readonly turnedBack?: Charge;
  /**
   * A move by hand is undone: the lead is `to`'s again (absent: nobody's), as if it had never left
   * him. Null: nothing was turned back by that move, so nothing is charged again.
   */
  readonly restores?: Restored | null;
  /** By hand: who has moved it, by login or key, and why in his own words. */
  readonly by?: string;
  readonly why?: string;
}

export interface DecisionRecord {
  readonly lead: string;
  /** Epoch ms of the decision's own clock. */
  readonly at: number;
  readonly cause: Cause;
  readonly kind: Kind;
  readonly rule: string | null;
  readonly configurationVersion: number;
  readonly facts: Facts;
  /** The rule in which the lead was waiting, asked first and without its window; null: matched afresh. */
  readonly asked: string | null;
  /** Its wait was at its end (`at_most`), so that it had to go on. */
  readonly waitOver: boolean;
  readonly ledger: string | null;
  /** What the lead costs in fixed-point leads; 0 where nobody was charged. */
  readonly debit: number;
  readonly manager: string | null;
  readonly chosenBy: ChosenBy | null;
  /** Keys of the members who were exactly as entitled as the chosen one, himself included. */
  readonly tie: readonly string[];
  readonly members: readonly MemberVerdict[];
  /** Rules that did not match are not kept: facts and moment tell again why (explain/asked.ts). */
  readonly passed: readonly PassedRule[];
  /**
   * For `waiting`: epoch ms at which a schedule or a limit lets somebody have it, or at which an
   * offer or the wait for the client's manager ends; null: nothing tells.
   */
  readonly until: number | null;
  /** The client's manager, who has the lead or is waited for. */
  readonly owner?: KeptOwner;
  readonly offer?: Offer;
  /** Epoch ms since which the lead waits, where the question said so. */
  readonly since?: number;
  /** One of the control group: rules by adaptive give it by equal turns. */
  readonly control?: true;
  /** What the shares of `rule` were concluded from, by its hash, where that is kept. */
  readonly evidence?: string;
  /** Of the rule's members who have something to make up for, where the rule lets them. */
  readonly arrears?: readonly Arrears[];
  /** Who accepted the offer, where that was asked; nobody: its time is over. */
  readonly accepted?: readonly string[];
  /** The lead had been given before. */
  readonly move?: Move;
}

export interface DutyState {
  readonly duty: Duty;
  /** Epoch ms at which a pause ends by itself; null: when he says so. */
  readonly until: number | null;
}

/** A lead that was received: all that limits and quotas know of it. */
export interface Receipt {
  readonly manager: string;
  /** Null: given by hand, so that it counts for the manager and for no rule. */
  readonly rule: string | null;
  /** Epoch ms of the decision. */
  readonly at: number;
}

/**
 * What an account carries from one decision to the next, as plain JSON: what the store keeps and
 * what a decision may depend on besides its configuration.
 */
export interface StateSnapshot {
  /** Ledger key → manager key → balance in fixed-point leads. A ledger's balances sum to zero. */
  readonly ledgers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Manager key → epoch ms of his last received lead, over all rules. */
  readonly lastAt: Readonly<Record<string, number>>;
  readonly duty: Readonly<Record<string, DutyState>>;
  /** Managers not seen in the CRM; everybody else counts as present. */
  readonly absent: readonly string[];
  /** Managers whose CRM user is deactivated. */
  readonly blocked: readonly string[];
  /**
   * Leads received as far back as some limit counts, in the order of time. It need not be stored:
   * the decisions tell it again (`recount` in state.ts).
   */
  readonly received?: readonly Receipt[];
  /** Manager key → open leads, counted only where a rule or limit asks for them. */
  readonly open?: Readonly<Record<string, number>>;
  /** Manager key → open tasks. */
  readonly tasks?: Readonly<Record<string, number>>;
  /** Rule id → its shares, where they are concluded from sales. */
  readonly shares?: Readonly<Record<string, RuleShares>>;
  /** Ledger key → manager key → what he may still make up for, the soonest to expire first. */
  readonly arrears?: Readonly<Record<string, Readonly<Record<string, readonly Portion[]>>>>;
  /** Counters as a record tells them (see redecide.ts); they go before what was received. */
  readonly recalled?: Readonly<Record<string, Pick<Count, "used" | "nextAt">>>;
}
