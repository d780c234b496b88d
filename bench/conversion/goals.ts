/** What the project holds itself to, in percent of the oracle's sales; means over the seeds. */
import type { ScenarioName } from "#sim/conversion-world/scenarios.ts";

export interface Goal {
  readonly scenario: ScenarioName;
  readonly contestant: string;
  /** Of the whole time where nothing else is said. */
  readonly of?: "secondHalf";
  /** What must be reached; absent: nothing but the aim. */
  readonly atLeast?: number;
  /** What would be very good. */
  readonly aim?: number;
}

const tooHigh = "adaptive, comfort 2x too high";
const tooLow = "adaptive, comfort 2x too low";

export const goals: readonly Goal[] = [
  { scenario: "main", contestant: "adaptive", atLeast: 95, aim: 96 },
  { scenario: "main", contestant: "adaptive", of: "secondHalf", aim: 98 },
  { scenario: "main, six months imported", contestant: "adaptive", atLeast: 97.5, aim: 98.5 },
  { scenario: "main", contestant: tooHigh, atLeast: 94, aim: 95.5 },
  { scenario: "main", contestant: tooLow, atLeast: 94, aim: 94.5 },
  { scenario: "main", contestant: "conversion", atLeast: 94 },
  { scenario: "harsh overload", contestant: "adaptive", aim: 96.5 },
  { scenario: "harsh overload", contestant: tooHigh, aim: 95.5 },
  { scenario: "drift", contestant: "adaptive", aim: 95 },
  { scenario: "drift", contestant: "adaptive, half-life 270 d", aim: 95 },
  { scenario: "sources", contestant: "adaptive, per source", aim: 87 },
  { scenario: "small team", contestant: "adaptive", aim: 95.5 },
  { scenario: "big team", contestant: "adaptive", aim: 95 },
  { scenario: "near-equal team", contestant: tooHigh, aim: 98 },
];

/** In no world may one of our methods sell this much less than turns, in points. */
export const BELOW_TURNS = 0.5;
/** Where hardly anything is to be won, nothing should be lost: neither in the mean nor in bad years. */
export const HARDLY_DIFFERENT: ScenarioName = "near-equal team";
