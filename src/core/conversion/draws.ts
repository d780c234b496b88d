/**
 * Possible worlds drawn from what may be believed: a load idea, and a rate for everybody.
 *
 * The draws are spread evenly instead of at random: as many parts as there are draws are taken
 * through the beliefs in their order, and everybody's rate is taken once in each part of its own
 * distribution, in an order that depends on the seed and his key alone. So a night without news
 * leaves every share where it was, and a colleague who comes or goes does not stir the others.
 */
import { tieRank } from "#core/tie.ts";
import { normalQuantile } from "./arithmetic.ts";
import type { LoadIdea } from "./load-curve.ts";
import type { Posterior } from "./posterior.ts";

export const DRAWS = 24;

export interface PossibleWorld {
  readonly idea: LoadIdea;
  /** By member: his conversion without any load. */
  readonly rates: readonly number[];
}

const quantiles = Array.from({ length: DRAWS }, (_, part) => normalQuantile((part + 0.5) / DRAWS));

/** @param managers the keys of the members, in the order of the posterior */
export function drawWorlds(
  posterior: Posterior,
  managers: readonly string[],
  seed: number,
): readonly PossibleWorld[] {
  const orders = managers.map((manager) => partsInOrder(manager, seed));
  const { beliefs, exposures, won } = posterior;
  let place = 0;
  let passed = 0;
  return quantiles.map((_, draw) => {
    const aim = (draw + 0.5) / DRAWS;
    while (place < beliefs.length - 1 && passed + chance(posterior, place) <= aim) {
      passed += chance(posterior, place);
      place += 1;
    }
    const belief = beliefs[place] as Posterior["beliefs"][number];
    const exposure = exposures.get(belief.idea) as Float64Array;
    return {
      idea: belief.idea,
      rates: managers.map((_manager, member) => {
        const shape = (won[member] as number) + belief.shape;
        const z = quantiles[orders[member]?.[draw] as number] as number;
        return gammaAt(z, shape) / ((exposure[member] as number) + belief.rate);
      }),
    };
  });
}

const chance = ({ beliefs }: Posterior, place: number): number =>
  beliefs[place]?.probability as number;

/**
 * Draws of a gamma distribution, one for each world, spread evenly in an order of their own.
 *
 * @param name of what is drawn
 */
export function gammaDraws(name: string, seed: number, shape: number): readonly number[] {
  return partsInOrder(name, seed).map((part) => gammaAt(quantiles[part] as number, shape));
}

/** Wilson and Hilferty's cube: the point of a gamma distribution where a normal one has its z. */
function gammaAt(z: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  return root > 0 ? shape * root * root * root : 0;
}

/** The parts 0 … DRAWS-1 in an order of his own. */
function partsInOrder(manager: string, seed: number): readonly number[] {
  const ranks = quantiles.map((_, part) => tieRank(seed, String(part), manager));
  return quantiles
    .map((_, part) => part)
    .sort((one, other) => (ranks[one] as number) - (ranks[other] as number) || one - other);
}
