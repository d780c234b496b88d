/** What may have been otherwise about a decision, and the decision's question with that supposed. */
import type { DecisionRequest } from "#core/decide.ts";
import type { Count, Facts, FactValue, KeptOwner, StateSnapshot } from "#core/decision.ts";
import { ownerFact } from "#core/keep-owner.ts";
import { countKey } from "#core/limits/limit.ts";

/** One fact, otherwise than it was; «he» is the manager who is asked about. */
export type Change =
  /** So much more would have been owed to him, in the units of the ledger. */
  | { readonly kind: "balance"; readonly ledger: string; readonly units: number }
  /** His last lead would have come as early as `at`. */
  | { readonly kind: "waited"; readonly at: number }
  /** The lead would have come at `at`. */
  | { readonly kind: "moment"; readonly at: number }
  | { readonly kind: "online" }
  | { readonly kind: "present" }
  /** His user in the CRM would not be deactivated. */
  | { readonly kind: "active" }
  /** A counter of his would stand at `used`. */
  | { readonly kind: "count"; readonly rule: string; readonly count: Count; readonly used: number }
  /** He alone would have accepted the offer. */
  | { readonly kind: "accepted" }
  /** A fact of the lead would be `value`; undefined: the lead would not have it. */
  | { readonly kind: "fact"; readonly fact: string; readonly value: FactValue | undefined }
  /** The client would be his. */
  | { readonly kind: "owner"; readonly of: KeptOwner["of"] }
  /** These, who went before him, would have been off duty. */
  | { readonly kind: "away"; readonly who: readonly string[] };

/** A decision's question, and the state before it. */
export interface Supposition {
  readonly request: DecisionRequest;
  readonly state: StateSnapshot;
}

/** The same with exactly one change. */
export function suppose(
  { request, state }: Supposition,
  manager: string,
  change: Change,
): Supposition {
  switch (change.kind) {
    case "moment":
      return { state: countedAnew(state), request: { ...request, at: change.at } };
    case "accepted":
      return { state, request: { ...request, accepted: [manager] } };
    case "fact":
      return { state, request: { ...request, facts: withFact(request.facts, change) } };
    case "owner": {
      const facts = { ...request.facts, [ownerFact(change.of)]: manager };
      return { state, request: { ...request, facts } };
    }
    default:
      return { request, state: { ...state, ...stateWith(state, manager, change) } };
  }
}

/** At another moment other leads count: what was received tells it, where that is known. */
function countedAnew(state: StateSnapshot): StateSnapshot {
  const { recalled = {}, received } = state;
  if (received === undefined) return state;
  const counters = Object.entries(recalled);
  const carried = counters.filter(([key]) => !isByTime(key));
  if (carried.length === counters.length) return state;
  return { ...state, recalled: Object.fromEntries(carried) };
}

function isByTime(key: string): boolean {
  const [, of] = JSON.parse(key) as readonly string[];
  return of !== "open" && of !== "tasks" && of !== "load";
}

type ChangeOfState = Exclude<Change, { readonly kind: "moment" | "accepted" | "fact" | "owner" }>;

function stateWith(
  state: StateSnapshot,
  manager: string,
  change: ChangeOfState,
): Partial<StateSnapshot> {
  switch (change.kind) {
    case "balance": {
      const balances = state.ledgers[change.ledger] ?? {};
      const owed = (balances[manager] ?? 0) + change.units;
      return { ledgers: { ...state.ledgers, [change.ledger]: { ...balances, [manager]: owed } } };
    }
    case "waited":
      return { lastAt: { ...state.lastAt, [manager]: change.at } };
    case "online":
      return { duty: { ...state.duty, [manager]: { duty: "online", until: null } } };
    case "away":
      return { duty: { ...state.duty, ...offDuty(change.who) } };
    case "present":
      return { absent: state.absent.filter((one) => one !== manager) };
    case "active":
      return { blocked: state.blocked.filter((one) => one !== manager) };
    case "count": {
      const { count, rule, used } = change;
      const counter = { used, nextAt: count.nextAt };
      return { recalled: { ...state.recalled, [countKey(count, rule, manager)]: counter } };
    }
  }
}

function offDuty(who: readonly string[]): StateSnapshot["duty"] {
  return Object.fromEntries(who.map((key) => [key, { duty: "offline", until: null }]));
}

function withFact(
  facts: Facts,
  { fact, value }: { readonly fact: string; readonly value: FactValue | undefined },
): Facts {
  const others = Object.entries(facts).filter(([name]) => name !== fact);
  return Object.fromEntries(value === undefined ? others : [...others, [fact, value]]);
}
