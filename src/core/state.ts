/**
 * What an account carries from one decision to the next. Arrays are indexed like the program's
 * managers, so a state belongs to the program it was restored for: after a change of configuration
 * take its snapshot and restore that. Whoever the program does not know (a manager who was removed)
 * keeps his place behind the others and his balance, frozen.
 */
import type { DecisionRecord, DutyState, StateSnapshot } from "./decision.ts";
import type { Program } from "./program.ts";

export interface AccountState {
  /** Manager keys: the program's, then those that only the history knows. */
  readonly keys: string[];
  readonly indexOf: Map<string, number>;
  /** Ledger key → balances in fixed-point leads. */
  readonly balances: Map<string, number[]>;
  /** Epoch ms of the last received lead, made distinct (see `apply`); null: never. */
  readonly lastAt: (number | null)[];
  /** The greatest of `lastAt`. */
  latestAt: number;
  readonly duty: DutyState[];
  readonly absent: boolean[];
  readonly blocked: boolean[];
}

/** Everybody starts on duty, present and with nothing owed or owing. */
export const emptySnapshot: StateSnapshot = {
  ledgers: {},
  lastAt: {},
  duty: {},
  absent: [],
  blocked: [],
};

const online: DutyState = { duty: "online", until: null };

export function restore(program: Program, snapshot: StateSnapshot): AccountState {
  const state: AccountState = {
    keys: [],
    indexOf: new Map(),
    balances: new Map(),
    lastAt: [],
    latestAt: Number.NEGATIVE_INFINITY,
    duty: [],
    absent: [],
    blocked: [],
  };
  for (const manager of program.managers) place(state, manager.key);
  for (const { rule } of program.rules) ledgerOf(state, rule.ledger);
  for (const [key, owed] of Object.entries(snapshot.ledgers)) {
    for (const [manager, balance] of Object.entries(owed)) {
      const index = place(state, manager);
      ledgerOf(state, key)[index] = balance;
    }
  }
  for (const [key, at] of Object.entries(snapshot.lastAt)) {
    state.lastAt[place(state, key)] = at;
    state.latestAt = Math.max(state.latestAt, at);
  }
  for (const [key, duty] of Object.entries(snapshot.duty)) setDuty(state, key, duty);
  for (const key of snapshot.absent) setPresence(state, key, false);
  for (const key of snapshot.blocked) setBlocked(state, key, true);
  return state;
}

/** The state as plain JSON; what is as at the start (online, present, zero) is left out. */
export function snapshotOf(state: AccountState): StateSnapshot {
  const picked = <T>(of: readonly T[], wanted: (one: T) => boolean): Record<string, T> =>
    Object.fromEntries(
      state.keys.flatMap((key, index) => {
        const one = of[index] as T;
        return wanted(one) ? [[key, one]] : [];
      }),
    );
  return {
    ledgers: Object.fromEntries(
      [...state.balances].map(([key, owed]) => [key, picked(owed, (balance) => balance !== 0)]),
    ),
    lastAt: picked(state.lastAt, (at) => at !== null) as Record<string, number>,
    duty: picked(state.duty, (duty) => duty !== online && duty.duty !== "online"),
    absent: state.keys.filter((_, index) => state.absent[index]),
    blocked: state.keys.filter((_, index) => state.blocked[index]),
  };
}

/**
 * Adds a decision to the state; the balances are nothing but the sum of the records.
 *
 * Leads given within one millisecond, as when a shift begins, are remembered a millisecond apart:
 * «longest without a lead» then means their order, and turns go round as they do over a day.
 */
export function apply(state: AccountState, record: DecisionRecord): void {
  if (record.kind !== "assigned") return;
  if (record.manager !== null) {
    state.latestAt = Math.max(record.at, state.latestAt + 1);
    state.lastAt[place(state, record.manager)] = state.latestAt;
  }
  if (record.ledger === null || record.debit === 0) return;
  const balances = ledgerOf(state, record.ledger);
  let index = -1;
  for (const { manager, before, after } of record.members) {
    // Members mostly stand in the order of the managers: then the next one needs no looking up.
    index = state.keys[index + 1] === manager ? index + 1 : place(state, manager);
    if (after === before) continue;
    balances[index] = (balances[index] ?? 0) + (after - before);
  }
}

export function setDuty(state: AccountState, manager: string, duty: DutyState): void {
  state.duty[place(state, manager)] = duty;
}

/** Whether he is seen working in the CRM; asked only by rules with the signal `presence`. */
export function setPresence(state: AccountState, manager: string, present: boolean): void {
  state.absent[place(state, manager)] = !present;
}

/** Whether his CRM user is deactivated or gone: he receives nothing in any rule. */
export function setBlocked(state: AccountState, manager: string, blocked: boolean): void {
  state.blocked[place(state, manager)] = blocked;
}

/** The balances of a ledger by manager index, in fixed-point leads. */
export function ledgerOf(state: AccountState, key: string): number[] {
  let balances = state.balances.get(key);
  if (balances === undefined) {
    balances = state.keys.map(() => 0);
    state.balances.set(key, balances);
  }
  return balances;
}

function place(state: AccountState, manager: string): number {
  const known = state.indexOf.get(manager);
  if (known !== undefined) return known;
  const index = state.keys.push(manager) - 1;
  state.indexOf.set(manager, index);
  state.lastAt[index] = null;
  state.duty[index] = online;
  state.absent[index] = false;
  state.blocked[index] = false;
  for (const balances of state.balances.values()) balances[index] = 0;
  return index;
}
