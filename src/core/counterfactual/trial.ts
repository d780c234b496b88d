/** Deciding again with something supposed otherwise. */
import { decide } from "#core/decide.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { restore } from "#core/state.ts";
import { type Change, type Supposition, suppose } from "./change.ts";

export class Trial {
  readonly program: Program;
  /** Of whom it is asked what would have given him the lead. */
  readonly manager: string;
  /** Nothing supposed. */
  readonly actual: Supposition;

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
    return decide(this.program, restore(this.program, state), request);
  }

  isHis(record: DecisionRecord): boolean {
    return record.kind === "assigned" && record.manager === this.manager;
  }

  /** What the rule that took the lead says of him; null: he has no place there. */
  verdictIn(record: DecisionRecord): MemberVerdict | null {
    return record.members.find(({ manager }) => manager === this.manager) ?? null;
  }
}
