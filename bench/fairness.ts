/**
 * How far anybody ever is from what he is entitled to, in leads: by the ledger and by the rules that
 * are usually used in its place, with pools that stay and pools that change. Nothing is timed, so
 * the figures are the same on every machine.
 */

import { type Random, randomFrom } from "#sim/random.ts";
import { type Choose, choosingRules } from "./choosing-rules.ts";
import { reportOf } from "./report.ts";
import { ReturnWatch } from "./return-watch.ts";

const LEADS = 10_000;
const SEEDS = 20;
/** Of a changing pool: a member leaves or comes back before a lead once in so many leads. */
const LEADS_PER_CHANGE = 100;

const weightings: Readonly<Record<string, (random: Random) => number>> = {
  equal: () => 1,
  "1 to 9": (random) => 1 + Math.floor(random() * 9),
  "1 to 1000": (random) => Math.round(1000 ** random()),
};

interface World {
  readonly members: number;
  readonly weighting: string;
  readonly changing: boolean;
}

interface Fairness {
  /** The greatest distance between received and entitled that anybody had at any moment, in leads. */
  readonly distance: number;
  /** The longest run of leads to one member who has come back, at least two others being there. */
  readonly runOnReturn: number;
}

const rules = Object.keys(choosingRules);
const size = `${LEADS.toLocaleString("en-US")} leads x ${SEEDS} seeds`;
const headings = ["pool", "weights", "members", ...rules, "goal of the ledger"];
const distances = reportOf(`fairness, ${size}: worst distance in leads`, headings);
const runs = reportOf(`fairness, ${size}: longest run on return`, headings);
for (const changing of [false, true]) {
  for (const weighting of Object.keys(weightings)) {
    for (const members of [3, 14, 50]) {
      const figures = rules.map((rule) => worstOf(rule, { members, weighting, changing }));
      const world = [changing ? "changing" : "fixed", weighting, String(members)];
      const far = figures.map(({ distance }) => distance.toFixed(2));
      distances.row([...world, ...far, changing ? "< 2" : "< 1"]);
      if (!changing || weighting !== "equal") continue;
      runs.row([...world, ...figures.map(({ runOnReturn }) => String(runOnReturn)), "<= 2"]);
    }
  }
}
distances.print();
runs.print();

function worstOf(rule: string, world: World): Fairness {
  let worst: Fairness = { distance: 0, runOnReturn: 0 };
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const one = live(rule, world, seed);
    worst = {
      distance: Math.max(worst.distance, one.distance),
      runOnReturn: Math.max(worst.runOnReturn, one.runOnReturn),
    };
  }
  return worst;
}

/** One pool over all its leads; with the same seed every rule sees the same weights and absences. */
function live(rule: string, { members, weighting, changing }: World, seed: number): Fairness {
  const random = randomFrom(seed);
  const weights = Array.from({ length: members }, () => weightings[weighting]?.(random) ?? 1);
  const choose = choosingRules[rule]?.(weights, randomFrom(seed + 1_000)) as Choose;
  const away = weights.map(() => false);
  const owed = weights.map(() => 0);
  const watch = new ReturnWatch(members);
  let distance = 0;
  for (let lead = 0; lead < LEADS; lead += 1) {
    if (changing) change(away, random);
    const present = away.flatMap((isAway, place) => (isAway ? [] : [place]));
    const total = present.reduce((sum, place) => sum + (weights[place] ?? 0), 0);
    const chosen = choose(present);
    for (const place of present) {
      const share = (weights[place] ?? 0) / total;
      owed[place] = (owed[place] ?? 0) + share - (place === chosen ? 1 : 0);
      distance = Math.max(distance, Math.abs(owed[place] ?? 0));
    }
    watch.given(chosen, present);
  }
  return { distance, runOnReturn: watch.longest };
}

/** Somebody may leave or come back; one always stays. */
function change(away: boolean[], random: Random): void {
  for (const [place, isAway] of away.entries()) {
    if (random() >= 1 / LEADS_PER_CHANGE) continue;
    if (isAway || away.filter((one) => !one).length > 1) away[place] = !isAway;
  }
}
