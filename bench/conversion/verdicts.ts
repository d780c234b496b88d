/** What was reached beside what must be and what should be, as rows of a table. */
import type { ScenarioName } from "#sim/conversion-world/scenarios.ts";
import type { Result } from "./compare.ts";
import { CONTROL, IN_TURN } from "./contestants.ts";
import { BELOW_TURNS, goals, HARDLY_DIFFERENT } from "./goals.ts";
import { differences, margin, mean, quantile, signed } from "./statistics.ts";

export type Results = ReadonlyMap<ScenarioName, readonly Result[]>;

/** What, reached, goal, aim. */
type Verdict = readonly [string, string, string, string];

export function verdicts(results: Results): readonly Verdict[] {
  return [
    ...onGoals(results),
    ...againstTurns("conversion", results),
    ...againstTurns("adaptive", results),
    ...whereHardlyDifferent(results),
    ...controlCosts(results),
  ];
}

function onGoals(results: Results): readonly Verdict[] {
  return goals.flatMap(({ scenario, contestant, of, atLeast, aim }): readonly Verdict[] => {
    const found = resultOf(results, scenario, contestant);
    if (found === null) return [];
    const what = `${contestant}: ${scenario}${of === undefined ? "" : ", second half"}`;
    return [[what, mean(found[of ?? "whole"]).toFixed(2), noLess(atLeast), noLess(aim)]];
  });
}

const noLess = (least?: number): string => (least === undefined ? "" : `>= ${least}`);

/** The world in which the method and its variants do worst beside turns. */
function againstTurns(method: string, results: Results): readonly Verdict[] {
  const all = [...results].flatMap(([scenario, ofWorld]) => {
    const turns = ofWorld.find(({ name }) => name === IN_TURN);
    if (turns === undefined) return [];
    return ofWorld
      .filter(({ name }) => name.startsWith(method))
      .map(({ name, whole }) => ({
        where: `${name}: ${scenario}`,
        points: differences(whole, turns.whole),
      }));
  });
  const [worst] = all.toSorted((one, other) => mean(one.points) - mean(other.points));
  if (worst === undefined) return [];
  const what = `against turns, worst of all, ${worst.where}`;
  return [[what, withMargin(worst.points), `>= -${BELOW_TURNS}`, ""]];
}

function whereHardlyDifferent(results: Results): readonly Verdict[] {
  const own = resultOf(results, HARDLY_DIFFERENT, "adaptive");
  const turns = resultOf(results, HARDLY_DIFFERENT, IN_TURN);
  if (own === null || turns === null) return [];
  const points = withMargin(differences(own.whole, turns.whole));
  const [worst, worstTurns] = [own, turns].map(({ whole }) => quantile(whole, 0.05).toFixed(2));
  return [
    [`against turns, adaptive: ${HARDLY_DIFFERENT}`, points, "", ">= 0"],
    [`worst 5 %, adaptive: ${HARDLY_DIFFERENT}`, worst ?? "", "", `>= ${worstTurns}`],
  ];
}

function controlCosts(results: Results): readonly Verdict[] {
  return [...results.keys()].flatMap((scenario): readonly Verdict[] => {
    const [without, control] = ["adaptive", CONTROL].map((name) =>
      resultOf(results, scenario, name),
    );
    if (!(without && control)) return [];
    const points = withMargin(differences(control.whole, without.whole));
    return [[`what a control group of 5 % brings: ${scenario}`, points, "", ""]];
  });
}

function withMargin(points: readonly number[]): string {
  return `${signed(mean(points))} +-${margin(points).toFixed(2)}`;
}

function resultOf(results: Results, scenario: ScenarioName, contestant: string): Result | null {
  return results.get(scenario)?.find(({ name }) => name === contestant) ?? null;
}
