/** What the project holds itself to, in percent of the oracle's sales; means over the seeds. */
import type { ScenarioName } from "#sim/conversion-world/scenarios.ts";

export interface Goal {
  readonly scenario: ScenarioName;
  readonly contestant: string;
  readonly atLeast: number;
}

export const goals: readonly Goal[] = [
  { scenario: "main", contestant: "adaptive", atLeast: 95 },
  { scenario: "main, six months imported", contestant: "adaptive", atLeast: 97.5 },
  { scenario: "main", contestant: "adaptive, comfort 2x too high", atLeast: 94 },
  { scenario: "main", contestant: "adaptive, comfort 2x too low", atLeast: 94 },
  { scenario: "main", contestant: "conversion", atLeast: 94 },
];

/** In no world may one of our methods sell this much less than turns, in points. */
export const BELOW_TURNS = 0.5;
