/** What leads are usually shared out by instead, each as its textbook or its users have it. */
import { type Random, randomFrom } from "#sim/random.ts";
import { betaFrom } from "./beta.ts";
import type { ArrivingLead, BelievedTeam, Desk, Place, Policy, TeamAsTold } from "./desk.ts";
import { TurnKeeper } from "./turn-keeper.ts";

/** Equal turns, by the ledger. */
export function inTurn({ members }: TeamAsTold): Desk {
  const turns = new TurnKeeper(members);
  return {
    give: ({ present }) => turns.next(present, () => 1),
    imported: () => {},
    told: () => {},
    night: () => {},
  };
}

/** Percentages that the head of sales has set once, in proportion to what he believes. */
export function percentByBelief({ members, beliefs }: BelievedTeam): Desk {
  const weights = beliefs.map((belief) => Math.max(1, Math.round(belief * 10_000)));
  return byWeights(members, weights);
}

/** 60 % to the believed best 29 % of the team, the rest to the others. */
export function percentToStars({ members, beliefs }: BelievedTeam): Desk {
  const stars = Math.max(1, Math.round(0.29 * members));
  const order = beliefs
    .map((_, place) => place)
    .sort((one, other) => at(beliefs, other) - at(beliefs, one));
  const best = new Set(order.slice(0, stars));
  const weights = beliefs.map((_, place) =>
    Math.round(best.has(place) ? 6000 / stars : 4000 / (beliefs.length - stars)),
  );
  return byWeights(members, weights);
}

function byWeights(members: number, weights: readonly number[]): Desk {
  const turns = new TurnKeeper(members);
  return {
    give: ({ present }) => turns.next(present, (place) => at(weights, place)),
    imported: () => {},
    told: () => {},
    night: () => {},
  };
}

/** Always the highest won/received; equals, and everybody before the first sale, in turn. */
export function highestRatio(team: TeamAsTold): Desk {
  return byIndex(team, ({ won, received }) => (received === 0 ? 0 : won / received));
}

/** The highest mean plus what may be hoped for beyond it (Auer, Cesa-Bianchi and Fischer 2002). */
export function ucb1(team: TeamAsTold): Desk {
  return byIndex(team, ({ won, received }, total) =>
    received === 0
      ? Number.POSITIVE_INFINITY
      : won / received + Math.sqrt((2 * Math.log(total)) / received),
  );
}

/** A rate drawn for everybody from what may be believed; the highest has the lead (Thompson 1933). */
export const thompson: Policy = (team, seed) => {
  const random: Random = randomFrom(seed);
  return byIndex(team, ({ won, received }) => betaFrom(random, won + 1, received - won + 1));
};

interface Count {
  won: number;
  received: number;
}

/** The lead goes to the highest index; an open lead counts as not won. Ties go in turn. */
function byIndex({ members }: TeamAsTold, indexOf: (count: Count, total: number) => number): Desk {
  const counts = Array.from({ length: members }, (): Count => ({ won: 0, received: 0 }));
  const lastAt = new Array<number>(members).fill(-1);
  let total = 0;
  const receive = (place: Place) => {
    total += 1;
    (counts[place] as Count).received += 1;
    lastAt[place] = total;
  };
  return {
    give: ({ present }: ArrivingLead) => {
      let best = at(present, 0);
      let most = Number.NEGATIVE_INFINITY;
      for (const place of present) {
        const index = indexOf(counts[place] as Count, total);
        if (index < most || (index === most && at(lastAt, place) > at(lastAt, best))) continue;
        most = index;
        best = place;
      }
      receive(best);
      return best;
    },
    imported: (_lead, manager) => receive(manager),
    told: ({ manager, state }) => {
      if (state === "won") (counts[manager] as Count).won += 1;
    },
    night: () => {},
  };
}

const at = (list: readonly number[], place: number): number => list[place] as number;
