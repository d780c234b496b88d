/**
 * Decisions a second on one core: rules matched, every member judged, a full record made and
 * applied. Beside it, in the same run, a bare loop that only picks the largest of 14 numbers and
 * allocates an equal record: what the machine can do at best.
 */
import { parseConfiguration } from "#core/configuration/parse.ts";
import { decide } from "#core/decide.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { apply, emptySnapshot, restore } from "#core/state.ts";
import { figure, inTurns, reportOf } from "./report.ts";

const start = 1_772_420_400_000; // 2026-03-02T10:00+07:00, a Monday
const sources = ["Сайт", "Авито", "Звонок", "Telegram", "Почта"];

/** A team of `members` in `rules` rules; the last one takes every lead, the others one source each. */
function team(rules: number, members: number): Program {
  const names = Array.from({ length: members }, (_, index) => `m${index}`);
  const weights = Object.fromEntries(names.map((name, index) => [name, 1 + (index % 5)]));
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "bench", timezone: "Asia/Tomsk" },
    managers: Object.fromEntries(names.map((name) => [name, { schedule: "office" }])),
    schedules: { office: { weekly: { "mon-sun": "00:00-24:00" } } },
    rules: Array.from({ length: rules }, (_, index) => ({
      name: `rule ${index}`,
      ...(index === rules - 1 ? {} : { if: { source: `Партнёр ${index}`, channel: "written" } }),
      when: { days: "mon-sun", time: "00:00-24:00" },
      method: "priority",
      members: weights,
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

/** One run of `leads` decisions; returns decisions per second. */
function decisionsPerSecond(program: Program, leads: number): number {
  const state = restore(program, emptySnapshot);
  const facts = sources.map((source) => ({ channel: "written", source, price: 5_000 }));
  const from = performance.now();
  for (let lead = 0; lead < leads; lead += 1) {
    const record = decide(program, state, {
      lead: `lead ${lead}`,
      facts: facts[lead % facts.length] ?? {},
      at: start + lead * 1_000,
      cause: "new",
    });
    apply(state, record);
  }
  return (leads / (performance.now() - from)) * 1_000;
}

/** The bare loop: pick the largest of `members` numbers, allocate a record of the same shape. */
function bareLoopPerSecond(members: number, leads: number): number {
  const balances = Array.from({ length: members }, (_, index) => index);
  let kept: DecisionRecord | null = null;
  const facts = { channel: "written", source: "Сайт", price: 5_000 };
  const from = performance.now();
  for (let lead = 0; lead < leads; lead += 1) {
    kept = bareRecord(lead, balances, facts);
  }
  if (kept === null) throw new Error("nothing was measured");
  return (leads / (performance.now() - from)) * 1_000;
}

function bareRecord(lead: number, balances: number[], facts: DecisionRecord["facts"]) {
  let best = 0;
  const verdicts: MemberVerdict[] = [];
  for (let index = 0; index < balances.length; index += 1) {
    const before = balances[index] ?? 0;
    if (before > (balances[best] ?? 0)) best = index;
    verdicts.push({
      manager: "m",
      verdict: "later",
      weight: 1,
      before,
      credit: 1,
      after: before + 1,
      lastAt: null,
      nextAt: null,
      duty: "online",
    });
  }
  balances[best] = (balances[best] ?? 0) - balances.length;
  for (let index = 0; index < balances.length; index += 1)
    balances[index] = (balances[index] ?? 0) + 1;
  return {
    lead: `lead ${lead}`,
    at: start + lead,
    cause: "new",
    kind: "assigned",
    rule: "rule",
    configurationVersion: 0,
    facts,
    asked: null,
    waitOver: false,
    ledger: "rule",
    debit: 1,
    manager: "m",
    chosenBy: "highest",
    tie: ["m"],
    members: verdicts,
    passed: [],
    until: null,
  } satisfies DecisionRecord;
}

const report = reportOf("core");
const leads = 300_000;
const ten = team(10, 14);
const [decided, bare] = inTurns(5, [
  () => decisionsPerSecond(ten, leads),
  () => bareLoopPerSecond(14, leads),
]);
report.add("10 rules, 14 members", figure(decided, "decisions/s"), ">= 500,000");
report.add(
  "  of a bare loop over 14 numbers",
  `${(decided / bare).toFixed(2)} of ${figure(bare, "records/s")}`,
  ">= 0.30",
);

const [fifty] = inTurns(3, [() => decisionsPerSecond(team(10, 50), leads / 3)]);
report.add("10 rules, 50 members", figure(fifty, "decisions/s"), ">= 200,000");

const [few, many] = inTurns(3, [
  () => decisionsPerSecond(ten, leads / 3),
  () => decisionsPerSecond(team(10_000, 14), leads / 3),
]);
report.add("10 rules to 10,000 rules costs", `${(few / many).toFixed(2)} times`, "<= 3");

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
