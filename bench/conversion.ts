/**
 * What sharing by conversion sells, in percent of what somebody would who knew everything: our two
 * methods beside what is usually done, in simulated worlds. Mean over seeds with its 95 % interval;
 * paired, since all live in the same worlds. Timed is only what a night and a year of nights cost.
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
import { nightOf } from "./conversion/night.ts";
import { drawShares } from "./conversion/picture.ts";
import { realWorlds } from "./conversion/real-leads.ts";
import { differences, margin, mean, quantile, signed } from "./conversion/statistics.ts";
import { type Results, verdicts } from "./conversion/verdicts.ts";
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
  if (asked.scenario === undefined) {
    compareReal(asked.leads ?? process.env["REAL_LEADS"]);
    timeNights();
  }
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

function timeNights(): void {
  const table = reportOf("conversion: shares of one rule, processor ms", [
    "managers",
    "leads in the book",
    "adaptive",
    "conversion",
  ]);
  for (const pool of [
    { members: 14, leads: 6_000, days: 360 },
    { members: 50, leads: 50_000, days: 30 },
    { members: 50, leads: 600_000, days: 360 },
  ]) {
    const night = nightOf(pool);
    table.row([
      `${pool.members}`,
      `${pool.leads.toLocaleString("en-US")} of ${pool.days} days`,
      night.adaptive.toFixed(1),
      night.conversion.toFixed(1),
    ]);
  }
  table.print();
}

function judge(results: Results): void {
  const table = reportOf("conversion: goals", ["what", "reached", "goal", "aim"]);
  for (const row of verdicts(results)) table.row(row);
  table.print();
}

function picture(file: string, scenario: ScenarioName): void {
  const contestant = contestants.find(({ name }) => name === (asked.only ?? "adaptive"));
  if (contestant === undefined) throw new Error(`there is no policy "${asked.only}"`);
  const world = drawWorld(scenarios[scenario], first);
  const year = yearOf(world, contestant, first);
  writeFileSync(
    file,
    drawShares(
      world,
      year,
      `A year by ${contestant.name} in a simulated team: ${scenario}, seed ${first}`,
    ),
  );
  process.stdout.write(`${file}\n`);
}
