/** Contestants through the same worlds, each year as a part of the oracle's. */

import { live, type Year } from "#sim/conversion-world/live.ts";
import { oracle } from "#sim/conversion-world/oracle.ts";
import { inTurn } from "#sim/conversion-world/rivals.ts";
import { drawWorld, type World, type WorldPlan } from "#sim/conversion-world/world.ts";
import type { Contestant } from "./contestants.ts";

/** One contestant's years, one number a seed, in percent of the oracle's. */
export interface Result {
  readonly name: string;
  readonly whole: readonly number[];
  readonly secondHalf: readonly number[];
  readonly firstQuarter: readonly number[];
  /** Means over the seeds: the least and the greatest part of the leads that anybody received. */
  readonly weakest: number;
  readonly strongest: number;
  /** Processor milliseconds a year. */
  readonly ms: number;
}

export interface Comparison {
  readonly plan: WorldPlan;
  readonly seeds: readonly number[];
  readonly contestants: readonly Contestant[];
  /** Draws the world of a seed. */
  readonly draw?: (seed: number) => World;
}

export function compare({ plan, seeds, contestants, draw }: Comparison): readonly Result[] {
  const tallies = contestants.map(({ name }) => new Tally(name));
  for (const seed of seeds) {
    const world = (draw ?? ((one) => drawWorld(plan, one)))(seed);
    const best = live(world, oracle(world), history(world));
    for (const [place, contestant] of contestants.entries()) {
      const from = process.cpuUsage();
      const year = yearOf(world, contestant, seed);
      const { user, system } = process.cpuUsage(from);
      tallies[place]?.add(year, best, (user + system) / 1000);
    }
  }
  return tallies.map((tally) => tally.result());
}

export function yearOf(world: World, { policy, comfort = 1 }: Contestant, seed: number): Year {
  const { people, plan } = world;
  const team = {
    members: people.length,
    comfort: plan.comfort * comfort,
    beliefs: people.map(({ belief }) => belief),
  };
  return live(world, policy(team, seed), history(world));
}

/** What was imported had been handed out in turn. */
function history({ people, counted }: World) {
  return counted > 0 ? inTurn({ members: people.length, comfort: null }) : null;
}

class Tally {
  readonly #name: string;
  readonly #whole: number[] = [];
  readonly #secondHalf: number[] = [];
  readonly #firstQuarter: number[] = [];
  #weakest = 0;
  #strongest = 0;
  #ms = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(year: Year, best: Year, ms: number): void {
    this.#whole.push((100 * year.sales) / best.sales);
    this.#secondHalf.push((100 * year.secondHalf) / best.secondHalf);
    this.#firstQuarter.push((100 * year.firstQuarter) / best.firstQuarter);
    this.#weakest += 100 * Math.min(...year.shares);
    this.#strongest += 100 * Math.max(...year.shares);
    this.#ms += ms;
  }

  result(): Result {
    const years = this.#whole.length;
    return {
      name: this.#name,
      whole: this.#whole,
      secondHalf: this.#secondHalf,
      firstQuarter: this.#firstQuarter,
      weakest: this.#weakest / years,
      strongest: this.#strongest / years,
      ms: this.#ms / years,
    };
  }
}
