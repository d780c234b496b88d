/**
 * One policy's year in a world. It is scored by the probability with which each lead was going to be
 * won by whom it was given to, so that luck enters only through what the policy learns.
 */
import type { Desk, KnownOutcome, Place } from "./desk.ts";
import { FeltLoad } from "./felt-load.ts";
import { left } from "./true-curve.ts";
import { DAY_MS, type Person, START, type World, type WorldLead } from "./world.ts";

export interface Year {
  /** Expected sales of all leads that count, of the second half of the time, of its first quarter. */
  readonly sales: number;
  readonly secondHalf: number;
  readonly firstQuarter: number;
  /** By place: the part of the counted leads that he received. */
  readonly shares: readonly number[];
  /** By month of what counts, by place: the same. */
  readonly monthly: readonly (readonly number[])[];
}

/** Makes a policy live through the world. @param imports who receives the leads before those that count */
export function live(world: World, desk: Desk, imports: Desk | null = null): Year {
  const { people, counted, days } = world;
  const town = new Town(world, desk);
  const score = new Score(people.length, counted, days);
  for (const [number, lead] of world.leads.entries()) {
    town.passTo(lead.day);
    const arriving = {
      lead: number,
      at: START + Math.round(lead.day * DAY_MS),
      source: lead.source,
      present: town.present,
    };
    const isImported = lead.day < counted && imports !== null;
    const manager = (isImported ? imports : desk).give(arriving);
    if (isImported) desk.imported(arriving, manager);
    const chance = town.receive(number, lead, manager);
    if (lead.day >= counted) score.add(lead.day, manager, chance);
  }
  return score.year();
}

/** The truth: how good everybody is now, what he carries, and what will become known when. */
class Town {
  present: readonly Place[];
  readonly #world: World;
  readonly #desk: Desk;
  readonly #load: FeltLoad;
  readonly #pending: KnownOutcome[][];
  #day = 0;

  constructor(world: World, desk: Desk) {
    this.#world = world;
    this.#desk = desk;
    this.#load = new FeltLoad(world.people.length, world.plan.loadDays);
    this.#pending = Array.from({ length: Math.ceil(world.days) + 1 }, () => []);
    this.present = presentOn(world, 0);
  }

  /** Lets the days up to `day` go by: outcomes become known in the order of time, then it is night. */
  passTo(day: number): void {
    while (this.#day < Math.floor(day)) {
      const known = this.#pending[this.#day] ?? [];
      for (const outcome of known.sort((one, other) => one.at - other.at)) this.#desk.told(outcome);
      this.#day += 1;
      this.present = presentOn(this.#world, this.#day);
      this.#desk.night(START + this.#day * DAY_MS, this.present);
    }
  }

  /** Returns the probability with which he was going to win it. */
  receive(number: number, lead: WorldLead, manager: Place): number {
    const { plan, people } = this.#world;
    const person = people[manager] as Person;
    const load = this.#load.at(manager, lead.day) / person.comfort;
    const chance =
      rateOn(person, lead.day) * (person.suits[lead.source] ?? 1) * left(plan.curve, load);
    this.#load.receive(manager, lead.day);
    const median = plan.winMedianDays * person.pace;
    if (lead.luck < chance) this.#later("won", number, manager, lead.day + median * lead.winDelay);
    else if (lead.lossIsTold) {
      this.#later("lost", number, manager, lead.day + 2 * median * lead.lossDelay);
    }
    return chance;
  }

  #later(...[state, lead, manager, day]: ["won" | "lost", number, Place, number]): void {
    const at = START + Math.round(day * DAY_MS);
    this.#pending[Math.max(this.#day, Math.floor(day))]?.push({ lead, manager, state, at });
  }
}

export function rateOn({ rate, changes }: Person, day: number): number {
  return changes.findLast((change) => change.day <= day)?.rate ?? rate;
}

function presentOn({ people }: World, day: number): readonly Place[] {
  return people.flatMap(({ from, to }, place) => (from <= day && day < to ? [place] : []));
}

class Score {
  readonly #from: number;
  readonly #to: number;
  readonly #received: number[];
  readonly #monthly: number[][];
  #sales = 0;
  #secondHalf = 0;
  #firstQuarter = 0;

  constructor(members: number, from: number, to: number) {
    this.#from = from;
    this.#to = to;
    this.#received = new Array<number>(members).fill(0);
    this.#monthly = Array.from({ length: Math.ceil((to - from) / 30) }, () =>
      new Array<number>(members).fill(0),
    );
  }

  add(day: number, manager: Place, chance: number): void {
    const part = (day - this.#from) / (this.#to - this.#from);
    this.#sales += chance;
    if (part >= 0.5) this.#secondHalf += chance;
    if (part < 0.25) this.#firstQuarter += chance;
    this.#received[manager] = (this.#received[manager] ?? 0) + 1;
    const month = this.#monthly[Math.floor((day - this.#from) / 30)] as number[];
    month[manager] = (month[manager] ?? 0) + 1;
  }

  year(): Year {
    return {
      sales: this.#sales,
      secondHalf: this.#secondHalf,
      firstQuarter: this.#firstQuarter,
      shares: parts(this.#received),
      monthly: this.#monthly.map(parts),
    };
  }
}

function parts(counts: readonly number[]): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}
