/** What can happen in a run: one line of an events file, checked and in the words of the core. */
import type { Duty, Facts } from "#core/decision.ts";

export type SimEvent =
  | { readonly kind: "lead"; readonly at: number; readonly lead: string; readonly facts: Facts }
  | {
      readonly kind: "duty";
      readonly at: number;
      readonly manager: string;
      readonly duty: Duty;
    }
  | {
      readonly kind: "presence";
      readonly at: number;
      readonly manager: string;
      readonly present: boolean;
    }
  | {
      readonly kind: "owner";
      readonly at: number;
      readonly lead: string;
      readonly manager: string;
    }
  | {
      readonly kind: "taken" | "won" | "lost" | "junk" | "reopened";
      readonly at: number;
      readonly lead: string;
      /** What it was sold for, where that is told. */
      readonly price?: number;
    };

/** Why a line is no event; nothing after it can be trusted, so the run ends with it. */
export class EventProblem extends Error {
  override readonly name = "EventProblem";
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
