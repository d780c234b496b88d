/** Who is compared in which world. Nobody but the oracle is made from the world itself. */
import type { BelievedTeam, Desk, Policy, TeamAsTold } from "#sim/conversion-world/desk.ts";
import { adaptive, conversion } from "#sim/conversion-world/own-policies.ts";
import {
  highestRatio,
  inTurn,
  percentByBelief,
  percentToStars,
  thompson,
  ucb1,
} from "#sim/conversion-world/rivals.ts";
import type { ScenarioName } from "#sim/conversion-world/scenarios.ts";

export interface Contestant {
  readonly name: string;
  readonly policy: Policy<BelievedTeam>;
  /** What the written comfortable rate is of the true mean; 1 where it is right. */
  readonly comfort?: number;
  /** The worlds it is for; absent: all. */
  readonly only?: readonly ScenarioName[];
}

/** A contestant of its own, since everybody is compared with it. */
export const IN_TURN = "in turn";
/** What the control group costs is a row of its own. */
export const CONTROL = "adaptive, 5 % control group";

const usual: readonly Contestant[] = [
  { name: IN_TURN, policy: inTurn },
  { name: "percent by belief", policy: percentByBelief },
  { name: "60 % to the stars", policy: percentToStars },
  { name: "highest ratio", policy: highestRatio },
  { name: "UCB1", policy: ucb1 },
  { name: "Thompson", policy: thompson },
  { name: "conversion", policy: (team) => conversion(team) },
  { name: "adaptive", policy: (team) => adaptive(team) },
];

const missetIn = ["main", "harsh overload", "near-equal team"] as const;

export const contestants: readonly Contestant[] = [
  ...usual,
  variant("adaptive, comfort 2x too high", { comfort: 2, only: missetIn }),
  variant("adaptive, comfort 2x too low", { comfort: 0.5, only: missetIn }),
  variant("adaptive, comfort not written", {
    only: missetIn,
    policy: (team) => adaptive({ ...team, comfort: null }),
  }),
  variant(CONTROL, {
    only: ["main", "main, six months imported"],
    policy: (team) => adaptive(team, { control: 0.05 }),
  }),
  variant("adaptive, half-life 270 d", {
    only: ["main", "drift"],
    policy: (team) => adaptive(team, { halfLifeMs: 270 * 86_400_000 }),
  }),
  variant("adaptive, per source", {
    only: ["main", "sources"],
    policy: (team) => adaptive(team, { perSource: true }),
  }),
  variant("adaptive, load curve off", {
    only: ["no load effect"],
    policy: (team) => adaptive(team, { loadCurve: false }),
  }),
];

function variant(name: string, change: Omit<Partial<Contestant>, "name">): Contestant {
  return { name, policy: (team: TeamAsTold): Desk => adaptive(team), ...change };
}
