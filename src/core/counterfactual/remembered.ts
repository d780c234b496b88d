/**
 * The state before a decision, as far as it can be known afterwards. What the decision itself looked
 * at stands in its record. With something supposed otherwise it may look further: at the ledger of
 * another rule, at the limits of somebody who was off duty. Of that the decisions before tell
 * everything but one: who was off duty unseen by any of them counts as he was seen last.
 */
import {
  applyArrears,
  recallArrears,
  type StateArrears,
  snapshotOfArrears,
} from "#core/catch-up/state-arrears.ts";
import type { DecisionRecord, DutyState, Receipt, StateSnapshot } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { type Sighting, sightings, stateBefore } from "#core/redecide.ts";

/** What the history says besides the record; without it everybody else begins with nothing. */
export interface Known {
  /** The latest decision of every rule before the one in question, oldest first. */
  readonly latest: readonly DecisionRecord[];
  /**
   * What was received before, for as long as some limit looks back (`lookbackMs`); absent: limits
   * that the record does not count are not reached.
   */
  readonly received?: readonly Receipt[];
}

export function remembered(
  program: Program,
  { record, known }: { readonly record: DecisionRecord; readonly known: Known },
): StateSnapshot {
  const own = stateBefore(program, record);
  const seen = new Set(sightings(program, record).map(({ member }) => member.manager));
  const past = new Past();
  for (const decision of known.latest) past.add(program, decision);
  recallArrears(past.arrears, record);
  const unseen = <T>(of: ReadonlyMap<string, T>): Record<string, T> =>
    Object.fromEntries([...of].filter(([manager]) => !seen.has(manager)));
  const are = (flags: ReadonlyMap<string, boolean>) =>
    Object.entries(unseen(flags)).flatMap(([manager, is]) => (is ? [manager] : []));
  return {
    ...own,
    ledgers: joined(past.ledgers, own.ledgers),
    lastAt: { ...unseen(past.lastAt), ...own.lastAt },
    duty: { ...unseen(past.duty), ...own.duty },
    absent: [...are(past.absent), ...own.absent],
    blocked: [...are(past.blocked), ...own.blocked],
    arrears: snapshotOfArrears(past.arrears),
    ...(known.received === undefined ? {} : { received: known.received }),
  };
}

/** Everybody as he was seen last. */
class Past {
  readonly ledgers = new Map<string, Record<string, number>>();
  readonly lastAt = new Map<string, number>();
  readonly duty = new Map<string, DutyState>();
  readonly absent = new Map<string, boolean>();
  readonly blocked = new Map<string, boolean>();
  readonly arrears: StateArrears = new Map();

  add(program: Program, decision: DecisionRecord): void {
    recallArrears(this.arrears, decision);
    if (decision.debit !== 0) applyArrears(this.arrears, decision);
    for (const sighting of sightings(program, decision)) this.#see(sighting);
    const { kind, manager, at } = decision;
    if (kind === "assigned" && manager !== null) this.#received(manager, at);
  }

  #see({ ledger, member }: Sighting): void {
    const { manager, verdict, duty, nextAt, lastAt } = member;
    this.ledgers.set(ledger, { ...this.ledgers.get(ledger), [manager]: member.after });
    this.duty.set(manager, { duty, until: verdict === "paused" ? nextAt : null });
    this.absent.set(manager, verdict === "absent");
    this.blocked.set(manager, verdict === "blocked");
    if (lastAt !== null) this.#received(manager, lastAt);
  }

  #received(manager: string, at: number): void {
    this.lastAt.set(manager, Math.max(at, this.lastAt.get(manager) ?? at));
  }
}

function joined(
  past: ReadonlyMap<string, Record<string, number>>,
  own: StateSnapshot["ledgers"],
): StateSnapshot["ledgers"] {
  const ledgers: Record<string, Readonly<Record<string, number>>> = Object.fromEntries(past);
  for (const [ledger, balances] of Object.entries(own)) {
    ledgers[ledger] = { ...ledgers[ledger], ...balances };
  }
  return ledgers;
}
