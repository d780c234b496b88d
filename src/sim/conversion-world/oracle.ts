/**
 * Who knows everything: true conversions as they change, true comfortable rates, the true curve.
 * Gives each lead to whom it brings most, what it costs his other leads taken off: the index
 * p (h + u h') of the marginal sale, with the source's own rate for the lead in hand. Optimal among
 * such indices, not proven optimal; 1 % above the best constant shares in the main world.
 */
import type { ArrivingLead, Desk, Place } from "./desk.ts";
import { FeltLoad } from "./felt-load.ts";
import { rateOn } from "./live.ts";
import { left, slope } from "./true-curve.ts";
import { DAY_MS, type Person, START, type World } from "./world.ts";

export function oracle({ plan, people }: World): Desk {
  const felt = new FeltLoad(people.length, plan.loadDays);
  const worth = (place: Place, source: number, day: number): number => {
    const person = people[place] as Person;
    const load = felt.at(place, day) / person.comfort;
    const suits = person.suits[source] ?? 1;
    return rateOn(person, day) * (suits * left(plan.curve, load) + slope(plan.curve, load));
  };
  return {
    give: ({ at, source, present }: ArrivingLead) => {
      const day = (at - START) / DAY_MS;
      let best = present[0] as Place;
      let most = Number.NEGATIVE_INFINITY;
      for (const place of present) {
        const worthHere = worth(place, source, day);
        if (worthHere <= most) continue;
        most = worthHere;
        best = place;
      }
      felt.receive(best, day);
      return best;
    },
    imported: ({ at }, manager) => felt.receive(manager, (at - START) / DAY_MS),
    told: () => {},
    night: () => {},
  };
}
