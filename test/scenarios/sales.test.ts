/** Rules that share by sales, played by the simulator: what moves a share, when, and what is told. */
import { expect, test } from "vitest";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { headline } from "#core/explain/headline.ts";
import { memberSentence } from "#core/explain/verdict.ts";
import { UNIT } from "#core/ledger.ts";
import { controlLedger } from "#core/methods/control.ts";
import { compile, type Program } from "#core/program.ts";
import { redecide } from "#core/redecide.ts";
import { instantOf, parseDate } from "#core/time.ts";
import { unsupported } from "#core/unsupported.ts";
import { readConfiguration } from "#document/read.ts";
import type { SimEvent } from "#sim/event.ts";
import { Simulation } from "#sim/simulation.ts";
import { scenario } from "./scenario.ts";

const team = (...rule: readonly string[]) => `
version: 1
account: { name: Team, timezone: Asia/Tomsk }
managers:
  anna: { name: Anna, comfort: 2 }
  boris: { name: Boris, comfort: 3 }
  vera: { name: Vera }
rules:
  - name: All
    ${rule.join("\n    ")}
`;

function programOf(...rule: readonly string[]): Program {
  const reading = readConfiguration(team(...rule));
  if (!reading.ok) throw new Error(reading.issues.map((issue) => issue.message).join("\n"));
  expect(unsupported(reading.configuration)).toEqual([]);
  return compile(reading.configuration);
}

function play(program: Program, events: readonly SimEvent[]): readonly DecisionRecord[] {
  const decided: DecisionRecord[] = [];
  const simulation = new Simulation(program, {
    decided: (record) => decided.push(record),
    repeated: () => {},
    overruled: () => {},
  });
  for (const event of events) simulation.push(event);
  simulation.finish();
  return decided;
}

const first = parseDate("2026-03-02") ?? 0;
/** Minutes from the first midnight in Tomsk, as an instant. */
const at = (minutes: number): number => instantOf(first, minutes, "Asia/Tomsk");
const DAY = 1_440;

const lead = (number: number, minutes: number, source = "site"): SimEvent => ({
  kind: "lead",
  at: at(minutes),
  lead: String(number),
  facts: { channel: "call", source },
});
const end = (
  kind: "won" | "lost" | "junk" | "reopened" | "taken",
  number: number,
  minutes: number,
) => ({ kind, at: at(minutes), lead: String(number) }) satisfies SimEvent;

const memberIn = ({ members }: DecisionRecord, manager: string): MemberVerdict => {
  const found = members.find((member) => member.manager === manager);
  if (found === undefined) throw new Error(`${manager} was not asked`);
  return found;
};
const weightsIn = ({ members }: DecisionRecord) => members.map(({ weight }) => weight);

test("by conversion: in turn until the first sale; then shares move with every outcome, at once", () => {
  const program = programOf("method: conversion", "members: [vera, boris]");
  const records = play(program, [
    lead(1, 1),
    lead(2, 2),
    lead(3, 3),
    lead(4, 4),
    end("lost", 3, 5),
    lead(5, 6),
    end("won", 1, 7),
    lead(6, 8),
    end("reopened", 1, 9),
    lead(7, 10),
  ]);
  const winner = records[0]?.manager ?? "";
  const other = winner === "vera" ? "boris" : "vera";
  expect(records.slice(0, 5).map(weightsIn)).toEqual([...new Array(5)].map(() => [1, 1]));
  expect(
    records
      .slice(0, 2)
      .map(({ manager }) => manager)
      .sort(),
  ).toEqual(["boris", "vera"]);
  const sold = records[5] as DecisionRecord;
  expect(memberIn(sold, winner).weight).toBeGreaterThan(memberIn(sold, other).weight);
  expect(memberIn(sold, winner).sales).toMatchObject({ won: 1 });
  expect(memberIn(sold, winner).weight + memberIn(sold, other).weight).toBe(10_000);
  // Nothing is sold any more.
  expect(weightsIn(records[6] as DecisionRecord)).toEqual([1, 1]);
});

test("by conversion: who is above his comfortable rate is passed over, unless everybody is", () => {
  scenario(
    team("method: conversion", "members: [anna, boris]"),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> boris
    mon 09:03 call -> anna
    mon 09:04 call -> boris
    mon 09:05 call -> boris
    mon 09:06 call -> boris
    mon 09:07 call -> anna
    // Anna's second is thirty days old; Boris still has three.
    2026-04-01 09:03 call -> anna
    `,
  );
});

test("by conversion: a lead that somebody let lie stays in his count, whoever sells it then", () => {
  const program = programOf(
    "method: conversion",
    "members: [vera, boris]",
    "taken: { within: 15m }",
  );
  const records = play(program, [lead(1, 1), end("taken", 1, 20), end("won", 1, 21), lead(2, 22)]);
  const [given, passed, next] = records as readonly [
    DecisionRecord,
    DecisionRecord,
    DecisionRecord,
  ];
  expect(passed.cause).toBe("not_taken");
  expect(memberIn(next, given.manager ?? "").sales).toMatchObject({ received: 1, won: 0 });
  expect(memberIn(next, passed.manager ?? "").sales).toMatchObject({ received: 1, won: 1 });
});

/** Sixty days of ten leads; of the leads that `winner` has every third is sold on its next day. */
function season(sells: (number: number) => boolean, days = 60): readonly SimEvent[] {
  const events: SimEvent[] = [];
  for (let number = 0; number < days * 10; number += 1) {
    const minutes = Math.floor(number / 10) * DAY + 540 + (number % 10) * 50;
    events.push(lead(number, minutes, number % 2 === 0 ? "site" : "shop"));
    if (sells(number)) events.push(end("won", number, minutes + DAY + 7));
  }
  return events.sort((one, other) => one.at - other.at);
}

test("adaptive: shares move at midnight of the account's zone, and only then", () => {
  const program = programOf("method: adaptive", "members: [anna, boris, vera]");
  const records = play(
    program,
    season((number) => number % 4 === 0),
  );
  const byDay = Map.groupBy(
    records.filter(({ control }) => control === undefined),
    (record) => Math.floor((record.at - at(0)) / 86_400_000),
  );
  const ofDays = [...byDay.values()].map(
    (day) => new Set(day.map((record) => weightsIn(record).join())),
  );
  for (const weights of ofDays) expect(weights.size).toBe(1);
  expect(new Set(ofDays.map((weights) => [...weights][0])).size).toBeGreaterThan(30);
  // Sold for the first time on the second day, so that the third is the first that differs.
  expect(ofDays.slice(0, 3).map((weights) => [...weights][0] === "1,1,1")).toEqual([
    true,
    true,
    false,
  ]);
});

test("adaptive: one lead in twenty is flagged and goes by equal turns, once something is sold", () => {
  const program = programOf("method: adaptive", "members: [anna, boris, vera]");
  const records = play(
    program,
    season((number) => number % 4 === 0, 200),
  );
  const controls = records.filter(({ control }) => control === true);
  expect(controls.length).toBeGreaterThan(70);
  expect(controls.length).toBeLessThan(130);
  expect(records.slice(0, 20).every(({ control }) => control === undefined)).toBe(true);
  const received = new Map(["anna", "boris", "vera"].map((manager) => [manager, 0]));
  for (const record of controls) {
    expect(weightsIn(record)).toEqual([1, 1, 1]);
    expect(record.ledger).toBe(controlLedger("All"));
    received.set(record.manager ?? "", (received.get(record.manager ?? "") ?? 0) + 1);
    const owed = controls.length / 3;
    for (const count of received.values()) expect(count).toBeLessThanOrEqual(owed + 1);
  }
  expect(Math.max(...received.values()) - Math.min(...received.values())).toBeLessThanOrEqual(1);
  const last = controls.at(-1) as DecisionRecord;
  expect(headline(program, last, "ru")).toMatch(/: сделка контрольной группы, они идут поровну; /);
  expect(headline(program, last, "en")).toMatch(/: a lead of the control group, /);
  expect(last.debit).toBe(UNIT);
});

test.each([
  ["method: adaptive", "members: [anna, boris, vera]"],
  [
    "method: adaptive",
    "members: [anna, boris, vera]",
    "options: { per_source: true, half_life: 30d }",
  ],
  [
    "method: adaptive",
    "members: [anna, boris, vera]",
    "options: { load_curve: off, floor: 30, ceiling: 1.5 }",
  ],
  ["method: conversion", "members: [anna, boris, vera]", "options: { since: 2026-03-10 }"],
])("%s %s %s: every decision is found again from its record", (...rule) => {
  const program = programOf(...rule);
  const records = play(
    program,
    season((number) => number % 3 === 0),
  );
  expect(records.some(({ members }) => members.some(({ sales }) => sales !== undefined))).toBe(
    true,
  );
  for (const record of records) expect(redecide(program, record)).toEqual(record);
});

test("the numbers of a share are told beside the verdict", () => {
  const program = programOf("method: conversion", "members: [anna, boris, vera]");
  const records = play(
    program,
    season((number) => number % 4 === 0),
  );
  const record = records.at(-1) as DecisionRecord;
  const member = memberIn(record, "vera");
  const numbers = (lang: "ru" | "en") => memberSentence(program, { record, member }, lang);
  expect(numbers("ru")).toMatch(
    /\. \d+ из \d+, оценка \d+,\d % \(\d+,\d–\d+,\d\), команда \d+,\d %, доля сегодня \d+,\d %\.$/,
  );
  expect(numbers("en")).toMatch(
    /\. \d+ of \d+, estimate \d+\.\d % \(\d+\.\d to \d+\.\d\), team \d+\.\d %, share today \d+\.\d %\.$/,
  );
});
