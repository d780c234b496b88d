/** Deciding again with something supposed otherwise. */
import { decide } from "#core/decide.ts";
import type { DecisionRecord, MemberVerdict, StateSnapshot } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { type AccountState, restore } from "#core/state.ts";
import { type Change, type Supposition, suppose } from "./change.ts";

export class Trial {
  readonly program: Program;
  /** Of whom it is asked what would have given him the lead. */
  readonly manager: string;
  /** Nothing supposed. */
  readonly actual: Supposition;
  readonly #states = new WeakMap<StateSnapshot, AccountState>();

  constructor(program: Program, manager: string, actual: Supposition) {
    this.program = program;
    this.manager = manager;
    this.actual = actual;
  }

  /** The decision as it would have been with all of the changes. */
  decide(changes: readonly Change[]): DecisionRecord {
    const { request, state } = changes.reduce(
      (before, change) => suppose(before, this.manager, change),
      this.actual,
    );
    return decide(this.program, this.#restored(state), request);
  }

  /** Deciding changes no state, and a large account takes longer to restore than to decide. */
  #restored(snapshot: StateSnapshot): AccountState {
    const known = this.#states.get(snapshot);
    if (known !== undefined) return known;
    const state = restore(this.program, snapshot);
    this.#states.set(snapshot, state);
    return state;
  }

  isHis(record: DecisionRecord): boolean {
    return record.kind === "assigned" && record.manager === this.manager;
  }

  /** What the rule that took the lead says of him; null: he has no place there. */
  verdictIn(record: DecisionRecord): MemberVerdict | null {
    return record.members.find(({ manager }) => manager === this.manager) ?? null;
  }
}
