/**
 * Decisions a second of processor time: rules matched, every member judged, a full record made and
 * applied. Beside it, in the same run, a bare loop that only picks the largest of 14 numbers and
 * allocates an equal record (what the machine can do at best), the npm library json-rules-engine on
 * equal rules, and the rules that are usually used to choose from a list.
 */

import { randomFrom } from "#sim/random.ts";
import { bareRecord } from "./bare-record.ts";
import { choosingRules } from "./choosing-rules.ts";
import { engineMatchesPerSecond } from "./json-rules.ts";
import { figure, inTurns, perSecond, reportOf } from "./report.ts";
import { decisionsPerSecond, matchesPerSecond, teamOf } from "./team.ts";

/** Short rounds and many: a noisy moment of the machine then spoils few of them. */
const LEADS = 20_000;
const ROUNDS = 51;

/** The bare loop: pick the largest of `members` numbers, allocate a record of the same shape. */
function bareLoopPerSecond(members: number, leads: number): number {
  const balances = Array.from({ length: members }, (_, index) => index);
  let kept = null;
  const speed = perSecond(leads, () => {
    for (let lead = 0; lead < leads; lead += 1) kept = bareRecord(lead, balances);
  });
  if (kept === null) throw new Error("nothing was measured");
  return speed;
}

/** A choosing rule alone: weights 1 to 5, everybody present, nothing recorded. */
function choicesPerSecond(name: string, members: number, leads: number): number {
  const weights = Array.from({ length: members }, (_, index) => 1 + (index % 5));
  const present = weights.map((_, place) => place);
  const choose = choosingRules[name]?.(weights, randomFrom(1));
  if (choose === undefined) throw new Error(`there is no rule ${name}`);
  return perSecond(leads, () => {
    for (let lead = 0; lead < leads; lead += 1) choose(present);
  });
}

const report = reportOf(`core, median of ${ROUNDS} interleaved rounds`);
const ten = teamOf(10, 14);
for (const [members, goal] of [
  [14, ">= 500,000"],
  [50, ">= 200,000"],
] as const) {
  const team = teamOf(10, members);
  const leads = Math.round((LEADS * 14) / members);
  const [decided, bare] = inTurns(ROUNDS, [
    () => decisionsPerSecond(team, leads),
    () => bareLoopPerSecond(members, leads),
  ]);
  report.add(`10 rules, ${members} members`, figure(decided, "decisions/s"), goal);
  report.add(
    `  of a bare loop over ${members} numbers`,
    `${(decided / bare).toFixed(2)} of ${figure(bare, "records/s")}`,
    members === 14 ? ">= 0.30" : "",
  );
}

const thousands = teamOf(10_000, 14);
const [few, many] = inTurns(ROUNDS, [
  () => decisionsPerSecond(ten, LEADS),
  () => decisionsPerSecond(thousands, LEADS),
]);
report.add("10 rules to 10,000 rules costs", `${(few / many).toFixed(2)} times`, "<= 3");

for (const rules of [10, 1_000]) {
  const team = teamOf(rules, 14);
  const leads = Math.round(100_000 / rules);
  const ours = inTurns(ROUNDS, [() => matchesPerSecond(team, LEADS)])[0];
  const theirs = await engineMatchesPerSecond(rules, leads);
  report.add(`matching alone, ${rules} rules`, figure(ours, "leads/s"), "");
  report.add("  json-rules-engine on equal rules", figure(theirs, "leads/s"), "");
}

const names = Object.keys(choosingRules);
const speeds = inTurns(
  ROUNDS,
  names.map((name) => () => choicesPerSecond(name, 14, LEADS)),
);
for (const [place, name] of names.entries()) {
  report.add(`choosing alone, 14 members: ${name}`, figure(speeds[place] ?? 0, "choices/s"), "");
}

const million = 1_000_000;
decisionsPerSecond(ten, million);
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
for (let round = 0; round < 10; round += 1) decisionsPerSecond(ten, million);
globalThis.gc?.();
const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20;
report.add(
  "heap after 10 million more decisions",
  `${grown >= 0 ? "+" : ""}${grown.toFixed(1)} MB`,
  "flat",
);
report.print();
