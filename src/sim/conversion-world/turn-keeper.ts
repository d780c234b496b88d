/** Whose turn it is in a simulated team, by the very ledger of the product. */
import { type Seat, takeTurn } from "#core/ledger.ts";
import type { Place } from "./desk.ts";

interface PlaceSeat extends Seat {
  readonly place: Place;
  weight: number;
  before: number;
  lastAt: number | null;
}

export class TurnKeeper {
  readonly #seats: readonly PlaceSeat[];
  #leads = 0;

  constructor(members: number) {
    this.#seats = Array.from({ length: members }, (_, place) => ({
      place,
      manager: String(place),
      weight: 1,
      before: 0,
      credit: 0,
      after: 0,
      lastAt: null,
    }));
  }

  /** Gives the next lead to one of `present`, who share by whole weights of at least 1. */
  next(present: readonly Place[], weightOf: (place: Place) => number): Place {
    const eligible = present.map((place) => this.#seats[place] as PlaceSeat);
    for (const seat of eligible) seat.weight = weightOf(seat.place);
    this.#leads += 1;
    const { chosen } = takeTurn(eligible, { lead: String(this.#leads), seed: 0 });
    for (const seat of eligible) seat.before = seat.after;
    chosen.lastAt = this.#leads;
    return chosen.place;
  }
}
