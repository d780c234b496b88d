/** What the account's state remembers of arrears: nothing but the sum of the records. */
import type { Charge, DecisionRecord, StateSnapshot } from "#core/decision.ts";
import { moved, movedBack, type Portions, standing } from "./arrears.ts";

/** Ledger key → manager key → what he may still make up for; who has nothing is not there. */
export type StateArrears = Map<string, Map<string, Portions>>;

type Snapshot = NonNullable<StateSnapshot["arrears"]>;

export function arrearsFrom(snapshot: Snapshot = {}): StateArrears {
  const ledgers = Object.entries(snapshot);
  return new Map(ledgers.map(([ledger, owed]) => [ledger, new Map(Object.entries(owed))]));
}

export function snapshotOfArrears(arrears: StateArrears): Snapshot {
  return Object.fromEntries(
    [...arrears].map(([ledger, owed]) => [ledger, Object.fromEntries(owed)]),
  );
}

/** Adds what a decision moved; what has expired by then is forgotten. */
export function applyArrears(state: StateArrears, record: DecisionRecord): void {
  const { ledger, arrears = [], at } = record;
  if (ledger === null) return;
  for (const { manager, change } of arrears) {
    if (change === null) continue;
    const known = standing(arrearsIn(state, ledger, manager), at);
    setArrears(state, { ledger, manager }, moved(known, change));
  }
}

/** As they stood before the decision, of all members of its rule: a record names whoever has any. */
export function recallArrears(state: StateArrears, record: DecisionRecord): void {
  const { ledger, members, arrears = [] } = record;
  if (ledger === null) return;
  for (const { manager } of members) setArrears(state, { ledger, manager }, []);
  for (const { manager, before } of arrears) setArrears(state, { ledger, manager }, before);
}

/**
 * Takes it back, as far as it still stands.
 *
 * @returns puts everything back exactly; to be called before anything else happens to the state
 */
export function takeBackArrears(state: StateArrears, { ledger, arrears = {} }: Charge): () => void {
  if (ledger === null) return () => {};
  const before = Object.entries(arrears).map(([manager, change]) => {
    const known = arrearsIn(state, ledger, manager);
    setArrears(state, { ledger, manager }, movedBack(known, change));
    return [manager, known] as const;
  });
  return () => {
    for (const [manager, known] of before) setArrears(state, { ledger, manager }, known);
  };
}

export function arrearsIn(state: StateArrears, ledger: string, manager: string): Portions {
  return state.get(ledger)?.get(manager) ?? [];
}

function setArrears(
  state: StateArrears,
  { ledger, manager }: { readonly ledger: string; readonly manager: string },
  portions: Portions,
): void {
  const known = state.get(ledger) ?? new Map<string, Portions>();
  if (portions.length > 0) known.set(manager, portions);
  else known.delete(manager);
  if (known.size > 0) state.set(ledger, known);
  else state.delete(ledger);
}
