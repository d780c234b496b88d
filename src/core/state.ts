/**
 * What an account carries from one decision to the next. Arrays are indexed like the program's
 * managers, so a state belongs to the program it was restored for: after a change of configuration
 * take its snapshot and restore that. Whoever the program does not know (a manager who was removed)
 * keeps his place behind the others and his balance, frozen.
 */
import {
  applyArrears,
  arrearsFrom,
  type StateArrears,
  snapshotOfArrears,
  takeBackArrears,
} from "./catch-up/state-arrears.ts";
import type {
  Charge,
  Count,
  DecisionRecord,
  DutyState,
  MemberVerdict,
  Move,
  Receipt,
  RuleShares,
  StateSnapshot,
} from "./decision.ts";
import { online } from "./eligibility.ts";
import { lookbackMs } from "./limits/lookback.ts";
import { Receipts } from "./limits/receipts.ts";
import { controlLedger } from "./methods/control.ts";
import type { CompiledRule, Program } from "./program.ts";

export interface AccountState {
  /** Manager keys: the program's, then those that only the history knows. */
  readonly keys: string[];
  readonly indexOf: Map<string, number>;
  /** Ledger key → balances in fixed-point leads. */
  readonly balances: Map<string, number[]>;
  readonly arrears: StateArrears;
  /** Epoch ms of the last received lead, made distinct (see `apply`); null: never. */
  readonly lastAt: (number | null)[];
  /** The greatest of `lastAt`. */
  latestAt: number;
  readonly duty: DutyState[];
  readonly absent: boolean[];
  readonly blocked: boolean[];
  /** Online, seen and active, as mostly everybody: one look instead of three. */
  readonly ready: boolean[];
  /** What every limit is counted on. */
  readonly receipts: Receipts;
  /** Open leads, kept up by `apply` and `setOpenLeads` where `countsOpen`. */
  readonly open: number[];
  readonly countsOpen: boolean;
  readonly tasks: number[];
  /** Rule id → its shares, for rules whose shares come from outside; see shares.ts. */
  readonly shares: Map<string, RuleShares>;
  /** Counters as a record tells them, by `countKey`; null: they are counted. */
  readonly recalled: ReadonlyMap<string, Pick<Count, "used" | "nextAt">> | null;
}

/** Everybody starts on duty, present and with nothing owed or owing. */
export const emptySnapshot: StateSnapshot = {
  ledgers: {},
  lastAt: {},
  duty: {},
  absent: [],
  blocked: [],
};

export function restore(program: Program, snapshot: StateSnapshot): AccountState {
  const state: AccountState = {
    keys: [],
    indexOf: new Map(),
    balances: new Map(),
    arrears: arrearsFrom(snapshot.arrears),
    lastAt: [],
    latestAt: Number.NEGATIVE_INFINITY,
    duty: [],
    absent: [],
    blocked: [],
    ready: [],
    receipts: receiptsFor(program),
    open: [],
    countsOpen: program.limits.some(({ of }) => of === "open" || of === "load"),
    tasks: [],
    shares: new Map(Object.entries(snapshot.shares ?? {})),
    recalled: snapshot.recalled === undefined ? null : new Map(Object.entries(snapshot.recalled)),
  };
  for (const manager of program.managers) place(state, manager.key);
  for (const rule of program.rules) openLedgers(state, rule);
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
  restoreCounters(state, snapshot);
  return state;
}

/** Deciding changes nothing, so whatever a rule may look at is there from the start. */
function openLedgers(state: AccountState, { rule, hasControlGroup }: CompiledRule): void {
  ledgerOf(state, rule.ledger);
  if (hasControlGroup) ledgerOf(state, controlLedger(rule.ledger));
}

function restoreCounters(state: AccountState, snapshot: StateSnapshot): void {
  const { received = [], open = {}, tasks = {} } = snapshot;
  recount(state, received);
  for (const [key, count] of Object.entries(open)) setOpenLeads(state, key, count);
  for (const [key, count] of Object.entries(tasks)) setOpenTasks(state, key, count);
}

function receiptsFor(program: Program): Receipts {
  const counted = program.limits.flatMap(({ received }) => received?.series ?? []);
  return new Receipts(lookbackMs(program), new Set(counted));
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
    duty: picked(state.duty, (duty) => duty !== online),
    absent: state.keys.filter((_, index) => state.absent[index]),
    blocked: state.keys.filter((_, index) => state.blocked[index]),
    ...countersOf(state, picked),
  };
}

type Picked = <T>(of: readonly T[], wanted: (one: T) => boolean) => Record<string, T>;

/** What most accounts have none of is not there at all. */
function countersOf(state: AccountState, picked: Picked): Partial<StateSnapshot> {
  const tasks = picked(state.tasks, (count) => count > 0);
  return {
    ...(state.arrears.size > 0 ? { arrears: snapshotOfArrears(state.arrears) } : {}),
    ...(state.receipts.log.length > 0 ? { received: [...state.receipts.log] } : {}),
    ...(state.countsOpen ? { open: picked(state.open, (count) => count !== 0) } : {}),
    ...(Object.keys(tasks).length > 0 ? { tasks } : {}),
    ...(state.shares.size > 0 ? { shares: Object.fromEntries(state.shares) } : {}),
  };
}

/**
 * Adds a decision to the state; the balances are nothing but the sum of the records.
 *
 * Leads given within one millisecond, as when a shift begins, are remembered a millisecond apart:
 * «longest without a lead» then means their order, and turns go round as they do over a day.
 */
export function apply(state: AccountState, record: DecisionRecord): void {
  if (record.move !== undefined) leave(state, record.move);
  if (record.kind !== "assigned") return;
  receive(state, record);
  if (record.ledger === null || record.debit === 0) return;
  if (record.arrears !== undefined) applyArrears(state.arrears, record);
  const balances = ledgerOf(state, record.ledger);
  let index = -1;
  for (let seat = 0; seat < record.members.length; seat += 1) {
    const { manager, before, after } = record.members[seat] as MemberVerdict;
    // Members mostly stand in the order of the managers: then the next one needs no looking up.
    index = state.keys[index + 1] === manager ? index + 1 : place(state, manager);
    balances[index] = (balances[index] as number) + (after - before);
  }
}

/** Whoever had the lead has it no more, and what it had cost is turned back where that is decided. */
function leave(state: AccountState, { from, turnedBack }: Move): void {
  if (turnedBack !== undefined) takeBack(state, turnedBack);
  if (from === null || !state.countsOpen) return;
  const index = place(state, from);
  state.open[index] = (state.open[index] ?? 0) - 1;
}

function receive(state: AccountState, { manager, rule, at, move }: DecisionRecord): void {
  if (manager === null) return;
  const index = place(state, manager);
  if (move?.restores !== undefined) {
    // It never left him: it counts from when he had received it, and is no later lead of his.
    if (state.countsOpen) state.open[index] = (state.open[index] ?? 0) + 1;
    if (move.restores !== null) state.receipts.add(receiptOf(move.restores));
    return;
  }
  state.latestAt = Math.max(at, state.latestAt + 1);
  state.lastAt[index] = state.latestAt;
  if (state.countsOpen) state.open[index] = (state.open[index] ?? 0) + 1;
  state.receipts.add({ manager, rule, at });
}

const receiptOf = ({ manager, rule, at }: Charge): Receipt => ({ manager, rule, at });

/**
 * Takes an assignment back, as for a lead that goes to somebody else: the loser has exactly his
 * debit again, everybody's credit is withdrawn, the lead counts for no limit any more. Only when he
 * last received one stays as it is, since what came before is not known any more.
 *
 * @param charge of a record that was applied, and not yet turned back
 * @returns puts everything back exactly; to be called before anything else happens to the state
 */
export function takeBack(state: AccountState, charge: Charge): () => void {
  const { manager, rule, at, ledger, moved } = charge;
  const balances = ledger === null ? [] : ledgerOf(state, ledger);
  const changes = Object.entries(moved).map(
    ([one, change]) => [place(state, one), change] as const,
  );
  for (const [index, change] of changes) balances[index] = (balances[index] ?? 0) - change;
  const stood = state.receipts.remove({ manager, rule, at });
  const restoreArrears = takeBackArrears(state.arrears, charge);
  return () => {
    restoreArrears();
    for (const [index, change] of changes) balances[index] = (balances[index] ?? 0) + change;
    state.receipts.restore({ manager, rule, at }, stood);
  };
}

/**
 * Counts anew what was received. Whoever restores a state from a store that keeps decisions calls
 * this once with all `assigned` decisions, of any rule, that are younger than `lookbackMs` of the
 * program and were not turned back; only their rule, manager and moment are needed. Then limits and
 * quotas stand as if the process had never ended.
 */
export function recount(state: AccountState, history: readonly Receipt[]): void {
  state.receipts.clear();
  for (const receipt of history) state.receipts.add(receipt);
}

/**
 * A person gave him a lead: nobody's turn is moved, but it counts for his limits, and it is open.
 * Limits never refuse it.
 */
export function receiveByHand(
  state: AccountState,
  { manager, at }: { readonly manager: string; readonly at: number },
): void {
  const index = place(state, manager);
  if (state.countsOpen) state.open[index] = (state.open[index] ?? 0) + 1;
  state.receipts.add({ manager, rule: null, at });
}

export function setDuty(state: AccountState, manager: string, duty: DutyState): void {
  state.duty[place(state, manager)] = duty.duty === "online" ? online : duty;
  noteReady(state, manager);
}

/** Whether he is seen working in the CRM; asked only by rules with the signal `presence`. */
export function setPresence(state: AccountState, manager: string, present: boolean): void {
  state.absent[place(state, manager)] = !present;
  noteReady(state, manager);
}

/** Whether his CRM user is deactivated or gone: he receives nothing in any rule. */
export function setBlocked(state: AccountState, manager: string, blocked: boolean): void {
  state.blocked[place(state, manager)] = blocked;
  noteReady(state, manager);
}

function noteReady(state: AccountState, manager: string): void {
  const index = place(state, manager);
  const { duty, absent, blocked } = state;
  state.ready[index] = duty[index] === online && !absent[index] && !blocked[index];
}

/** His open leads, as the mirror of the CRM has them; `apply` adds each that he receives. */
export function setOpenLeads(state: AccountState, manager: string, count: number): void {
  state.open[place(state, manager)] = count;
}

export function openLeads(state: AccountState, manager: string): number {
  return state.open[place(state, manager)] ?? 0;
}

/** His open tasks, as the CRM tells them. */
export function setOpenTasks(state: AccountState, manager: string, count: number): void {
  state.tasks[place(state, manager)] = count;
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
  state.ready[index] = true;
  state.open[index] = 0;
  state.tasks[index] = 0;
  for (const balances of state.balances.values()) balances[index] = 0;
  return index;
}
