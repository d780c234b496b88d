/**
 * Ways to choose who receives the next lead: the ledger of this project, and the rules that are
 * usually used in its place, each as its textbook or its users have it.
 */
import { type Seat, takeTurn } from "#core/ledger.ts";
import type { Random } from "#sim/random.ts";

/** Chooses one of those who are present, by their places in `weights`, and remembers it. */
export type Choose = (present: readonly number[]) => number;
export type ChoosingRule = (weights: readonly number[], random: Random) => Choose;

export const choosingRules: Readonly<Record<string, ChoosingRule>> = {
  ledger,
  counter,
  pointer,
  stride,
  random: byLot,
};

/** Smena: credits by share, Tijdeman's rule over the balances. */
function ledger(weights: readonly number[]): Choose {
  const seats = weights.map((weight, place) => ({
    place,
    manager: String(place),
    weight,
    before: 0,
    credit: 0,
    after: 0,
    lastAt: null as number | null,
  })) satisfies Seat[];
  let lead = 0;
  return (present) => {
    lead += 1;
    const eligible = present.map((place) => seats[place] as (typeof seats)[number]);
    const { chosen, debit } = takeTurn(eligible, { lead: String(lead), seed: 0 });
    for (const seat of eligible) seat.before += seat.credit;
    chosen.before -= debit;
    chosen.lastAt = lead;
    return chosen.place;
  };
}

/** The fewest leads for his weight: «count what everybody has, give to whoever has least». */
function counter(weights: readonly number[]): Choose {
  const received = weights.map(() => 0);
  return (present) => {
    const place = lowest(present, (one) => at(received, one) / at(weights, one));
    received[place] = at(received, place) + 1;
    return place;
  };
}

/**
 * A pointer that goes round the list and gives each as many leads in a row as his weight says; who
 * is absent when it comes to him is passed over (weighted round robin).
 */
function pointer(weights: readonly number[]): Choose {
  let place = 0;
  let given = 0;
  return (present) => {
    while (!present.includes(place) || given >= at(weights, place)) {
      place = (place + 1) % weights.length;
      given = 0;
    }
    given += 1;
    return place;
  };
}

/**
 * Stride scheduling with clients that leave and join (Waldspurger and Weihl 1995, figure 2): the
 * lowest pass has the lead and moves on by 1/weight; who is away keeps his distance from the global
 * pass, which moves on by 1/(sum of weights).
 */
function stride(weights: readonly number[]): Choose {
  // While he is away the distance is kept, while he is here the pass.
  const remain = weights.map((weight) => 1 / weight);
  const pass = weights.map(() => Number.NaN);
  let globalPass = 0;
  let before: readonly number[] = [];
  return (present) => {
    for (const place of before) {
      if (!present.includes(place)) remain[place] = at(pass, place) - globalPass;
    }
    for (const place of present) {
      if (!before.includes(place)) pass[place] = globalPass + at(remain, place);
    }
    before = present;
    const place = lowest(present, (one) => at(pass, one));
    pass[place] = at(pass, place) + 1 / at(weights, place);
    globalPass += 1 / present.reduce((sum, one) => sum + at(weights, one), 0);
    return place;
  };
}

/** By lot, in proportion to the weights. */
function byLot(weights: readonly number[], random: Random): Choose {
  return (present) => {
    let rest = random() * present.reduce((sum, place) => sum + at(weights, place), 0);
    for (const place of present) {
      rest -= at(weights, place);
      if (rest < 0) return place;
    }
    return at(present, present.length - 1);
  };
}

function lowest(places: readonly number[], measure: (place: number) => number): number {
  let best = at(places, 0);
  for (const place of places) if (measure(place) < measure(best)) best = place;
  return best;
}

const at = (list: readonly number[], place: number): number => list[place] as number;
