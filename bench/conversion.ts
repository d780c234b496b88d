/**
 * What sharing by conversion sells, in percent of what somebody would who knew everything: our two
 * methods beside what is usually done, in simulated worlds. Mean over seeds with its 95 % interval;
 * paired, since all live in the same worlds. Nothing is timed but the cost of a year.
 *
 * `-- --seeds 200` as every night, `--scenario main` one world, `--picture FILE.svg` draws the
 * shares over one year, `--leads FILE` (or REAL_LEADS) adds a world of real arrivals.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type ScenarioName, scenarios } from "#sim/conversion-world/scenarios.ts";
import { drawWorld } from "#sim/conversion-world/world.ts";
import { compare, type Result, yearOf } from "./conversion/compare.ts";
import { type Contestant, contestants, IN_TURN } from "./conversion/contestants.ts";
import { BELOW_TURNS, goals } from "./conversion/goals.ts";
import { drawShares } from "./conversion/picture.ts";
import { realWorlds } from "./conversion/real-leads.ts";
import { differences, margin, mean, quantile } from "./conversion/statistics.ts";
import { reportOf } from "./report.ts";

const { values: asked } = parseArgs({
  options: {
    seeds: { type: "string", default: "40" },
    first: { type: "string", default: "1" },
    scenario: { type: "string" },
    only: { type: "string" },
    picture: { type: "string" },
    leads: { type: "string" },
  },
});

const first = Number(asked.first);
const seeds = Array.from({ length: Number(asked.seeds) }, (_, place) => first + place);
const competing = contestants.filter(({ name }) => new RegExp(asked.only ?? "").test(name));

if (asked.picture !== undefined) picture(asked.picture, scenarioOf(asked.scenario ?? "main"));
else {
  const names = asked.scenario === undefined ? scenarioNames() : [scenarioOf(asked.scenario)];
  const results = names.map((name) => [name, compareIn(name)] as const);
  if (asked.scenario === undefined) compareReal(asked.leads ?? process.env["REAL_LEADS"]);
  judge(new Map(results));
}

function scenarioNames(): readonly ScenarioName[] {
  return Object.keys(scenarios) as ScenarioName[];
}

function scenarioOf(name: string): ScenarioName {
  const known = scenarioNames().find((one) => one === name);
  if (known === undefined) {
    throw new Error(`there is no world "${name}": choose one of ${scenarioNames().join("; ")}`);
  }
  return known;
}

function compareIn(name: ScenarioName): readonly Result[] {
  const here = competing.filter(({ only }) => only === undefined || only.includes(name));
  const results = compare({ plan: scenarios[name], seeds, contestants: here });
  report(name, results);
  return results;
}

function report(world: string, results: readonly Result[]): void {
  const turns = results.find(({ name }) => name === IN_TURN);
  const table = reportOf(`conversion, ${world}, ${seeds.length} seeds: % of the oracle's sales`, [
    "",
    "sales",
    "+-",
    "against turns, points",
    "first quarter",
    "second half",
    "worst 5 %",
    "least share",
    "greatest",
    "ms a year",
  ]);
  for (const result of results) {
    const against = turns === undefined ? [] : differences(result.whole, turns.whole);
    table.row([
      result.name,
      mean(result.whole).toFixed(2),
      margin(result.whole).toFixed(2),
      against.length === 0 ? "" : `${signed(mean(against))} +-${margin(against).toFixed(2)}`,
      mean(result.firstQuarter).toFixed(1),
      mean(result.secondHalf).toFixed(1),
      quantile(result.whole, 0.05).toFixed(1),
      result.weakest.toFixed(1),
      result.strongest.toFixed(1),
      result.ms.toFixed(0),
    ]);
  }
  table.print();
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}

function compareReal(file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(
      "real arrivals: skipped, no file (give one by --leads FILE or REAL_LEADS)\n",
    );
    return;
  }
  for (const { name, plan, draw, asItWas } of realWorlds(file)) {
    const before: Contestant = { name: "as it was", policy: () => asItWas };
    const here = [before, ...competing.filter(({ only }) => only === undefined)];
    report(name, compare({ plan, seeds, contestants: here, draw }));
  }
}

function judge(results: ReadonlyMap<ScenarioName, readonly Result[]>): void {
  const table = reportOf("conversion: goals", ["what", "reached", "goal"]);
  for (const { scenario, contestant, atLeast } of goals) {
    const found = results.get(scenario)?.find(({ name }) => name === contestant);
    if (found === undefined) continue;
    table.row([`${contestant}: ${scenario}`, mean(found.whole).toFixed(2), `>= ${atLeast}`]);
  }
  for (const name of ["conversion", "adaptive"]) {
    const least = leastAgainstTurns(name, results);
    if (least === null) continue;
    const { scenario, points } = least;
    table.row([
      `${name} against turns, worst world: ${scenario}`,
      signed(points),
      `>= -${BELOW_TURNS}`,
    ]);
  }
  table.print();
}

function leastAgainstTurns(
  contestant: string,
  results: ReadonlyMap<ScenarioName, readonly Result[]>,
): { readonly scenario: string; readonly points: number } | null {
  let least: { readonly scenario: string; readonly points: number } | null = null;
  for (const [scenario, ofWorld] of results) {
    const turns = ofWorld.find(({ name }) => name === IN_TURN);
    for (const { name, whole } of ofWorld) {
      if (turns === undefined || !name.startsWith(contestant)) continue;
      const points = mean(differences(whole, turns.whole));
      if (least === null || points < least.points) {
        least = { scenario: `${scenario} (${name})`, points };
      }
    }
  }
  return least;
}

function picture(file: string, scenario: ScenarioName): void {
  const contestant = contestants.find(({ name }) => name === (asked.only ?? "adaptive"));
  if (contestant === undefined) throw new Error(`there is no policy "${asked.only}"`);
  const world = drawWorld(scenarios[scenario], first);
  const year = yearOf(world, contestant, first);
  writeFileSync(file, drawShares(world, year, `${contestant.name}: ${scenario}, seed ${first}`));
  process.stdout.write(`${file}\n`);
}
