/**
 * What somebody who hands leads out can see of a simulated world, and nothing besides: the size of
 * his team and what he was told about it, each lead as it comes, and outcomes as they become known.
 * Policies are made from these types alone; only the oracle is made from a `World`.
 */

/** Members are known by their places from 0 on. */
export type Place = number;

export interface TeamAsTold {
  readonly members: number;
  /** Leads a month that a member serves with ease, as the head of sales has written it; null: not written. */
  readonly comfort: number | null;
}

/** What a head of sales believes about everybody's conversion, rightly or not. */
export interface BelievedTeam extends TeamAsTold {
  readonly beliefs: readonly number[];
}

export interface ArrivingLead {
  readonly lead: number;
  /** Epoch ms. */
  readonly at: number;
  readonly source: number;
  /** Who is in the team now, in rising order. */
  readonly present: readonly Place[];
}

/** An outcome at the moment at which it becomes known. */
export interface KnownOutcome {
  readonly lead: number;
  readonly manager: Place;
  readonly state: "won" | "lost";
  /** Epoch ms. */
  readonly at: number;
}

export interface Desk {
  /** Who receives the lead. */
  give(lead: ArrivingLead): Place;
  /** A lead of the imported history: somebody has received it already. */
  imported(lead: ArrivingLead, manager: Place): void;
  told(outcome: KnownOutcome): void;
  /** Midnight; `present` is the team of the day that begins. */
  night(at: number, present: readonly Place[]): void;
}

/** Makes a desk; `seed` is its own chance. */
export type Policy<Team extends TeamAsTold = TeamAsTold> = (team: Team, seed: number) => Desk;
