/** What catching up promises, over histories of absences drawn at random. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import type { Program } from "#core/program.ts";
import { nextInLine } from "#core/queue.ts";
import { redecide } from "#core/redecide.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  restore,
  setDuty,
  snapshotOf,
} from "#core/state.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#core/time.ts";
import { programOf } from "#test/support/core-world.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import { sumOf } from "./arrears.ts";

const names = (weights: readonly number[]) => weights.map((_, index) => `m${index}`);

function team(weights: readonly number[], catchUp: string): Program {
  const members = names(weights);
  return programOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
managers: { ${members.map((key) => `${key}: { name: ${key} }`).join(", ")} }
rules:
  - name: All
    method: priority
    members: { ${members.map((key, index) => `${key}: ${weights[index]}`).join(", ")} }
    options: { catch_up: ${catchUp} }
`);
}

/** Leads of one rule, told apart by who is there. */
class Team {
  readonly state: AccountState;
  readonly program: Program;
  readonly keys: readonly string[];
  #leads = 0;
  at = 0;

  constructor(weights: readonly number[], catchUp: string) {
    this.program = team(weights, catchUp);
    this.state = restore(this.program, emptySnapshot);
    this.keys = names(weights);
  }

  /** @param away nobody by default */
  lead(away: readonly string[] = []): DecisionRecord {
    this.#leads += 1;
    this.at += MINUTE_MS;
    for (const key of this.keys) {
      setDuty(this.state, key, { duty: away.includes(key) ? "paused" : "online", until: null });
    }
    const lead = `lead ${this.#leads}`;
    const request = { lead, facts: { channel: "call" }, at: this.at, cause: "new" } as const;
    const record = decide(this.program, this.state, request);
    expect(redecide(this.program, record)).toEqual(record);
    apply(this.state, record);
    return record;
  }

  missing(key: string): number {
    return sumOf(this.state.arrears.get("All")?.get(key) ?? []);
  }
}

const member = (record: DecisionRecord, key: string): MemberVerdict =>
  record.members.find(({ manager }) => manager === key) as MemberVerdict;

const rate = fc.constantFrom(1, 20, 50, 100);
const weights = (max: number) =>
  fc.array(fc.integer({ min: 1, max }), { minLength: 3, maxLength: 8 });
/** Who is away, as bits, and for how many leads. */
const absences = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 25 })),
  { minLength: 2, maxLength: 12 },
);
const awayIn = (bits: number, keys: readonly string[]) =>
  keys.filter((_, index) => bits & (1 << index));

test(
  "with equal weights nobody ever has three leads in a row while two others are there",
  () => {
    const members = fc.integer({ min: 3, max: 8 });
    fc.assert(
      fc.property(members, rate, fc.noBias(absences), (size, percent, drawn) => {
        const pool = new Team(
          Array.from({ length: size }, () => 1),
          `${percent}`,
        );
        let row: (string | null)[] = [];
        for (const [bits, leads] of drawn) {
          const away = awayIn(bits, pool.keys);
          for (let lead = 0; lead < leads; lead += 1) {
            const { manager } = pool.lead(away);
            const inRow = size - away.length >= 3 && row.every((one) => one === manager);
            row = inRow ? [...row, manager] : [manager];
            expect(row.length).toBeLessThanOrEqual(2);
          }
        }
      }),
      { ...ofDecisions.parameters, numRuns: ofDecisions.parameters.numRuns / 5 },
    );
  },
  ofDecisions.timeout,
);

function expectWithinRate({ members, arrears = [], debit }: DecisionRecord, most: number): void {
  const there = members.filter(({ verdict }) => verdict !== "paused");
  const total = there.reduce((sum, { weight }) => sum + weight, 0);
  expect(there.reduce((sum, { credit }) => sum + credit, 0)).toBe(debit);
  expect(Math.abs(debit - (there.length > 0 ? UNIT : 0))).toBeLessThan(20);
  for (const { credit, weight } of there) {
    expect(credit).toBeLessThanOrEqual(((UNIT * weight) / total) * most + 1);
    expect(credit).toBeGreaterThanOrEqual((UNIT * weight) / total / most - 10);
  }
  for (const { before, change } of arrears) {
    expect(sumOf(before) + (change?.[1] ?? 0)).toBeGreaterThanOrEqual(0);
  }
}

test("nobody's credit moves by more than the rate, and nothing is made up for that was not missed", () => {
  fc.assert(
    fc.property(weights(30), rate, absences, (chosen, percent, drawn) => {
      const pool = new Team(chosen, `${percent}`);
      for (const [bits, leads] of drawn) {
        const away = awayIn(bits, pool.keys);
        for (let lead = 0; lead < leads; lead += 1) {
          expectWithinRate(pool.lead(away), 1 + percent / 100);
        }
      }
      const balances = Object.values(snapshotOf(pool.state).ledgers["All"] ?? {});
      expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

/** How far anybody is from what he was credited by the records, in leads. */
class Distance {
  readonly #off = new Map<string, number>();

  add({ members, manager: receiver }: DecisionRecord): number {
    for (const { manager, credit } of members) {
      const got = manager === receiver ? UNIT : 0;
      this.#off.set(manager, (this.#off.get(manager) ?? 0) + credit - got);
    }
    return Math.max(...[...this.#off.values()].map(Math.abs)) / UNIT;
  }
}

test("after an absence everybody stays within 1 - 1/(2n-2) of what he was credited", () => {
  fc.assert(
    fc.property(weights(1000), rate, (chosen, percent) => {
      const pool = new Team(chosen, `${percent}`);
      const distance = new Distance();
      const most = 1 - 1 / (2 * chosen.length - 2) + 1e-6;
      for (let lead = 0; lead < 250; lead += 1) {
        expect(distance.add(pool.lead(lead < 50 ? ["m0"] : []))).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 60 },
  );
});

test("what was missed is made up for to the unit, and then shares are as they were", () => {
  const pool = new Team([1, 1, 1, 1], "20");
  for (let lead = 0; lead < 20; lead += 1) pool.lead(["m0"]);
  expect(pool.missing("m0")).toBe(5 * UNIT);
  let more = 0;
  for (let lead = 0; lead < 200; lead += 1) more += member(pool.lead(), "m0").credit - UNIT / 4;
  expect(more).toBe(5 * UNIT);
  expect(pool.missing("m0")).toBe(0);
  expect(snapshotOf(pool.state).arrears).toBeUndefined();
  expect(pool.lead().arrears).toBeUndefined();
});

test("after seven days what was missed is forgotten, or after as long as the rule says", () => {
  for (const [catchUp, ms] of [
    ["20", 7 * DAY_MS],
    ["{ rate: 20, expire: 3h }", 3 * HOUR_MS],
  ] as const) {
    const pool = new Team([1, 1, 1], catchUp);
    pool.lead(["m0"]);
    const missedAt = pool.at;
    pool.at = missedAt + (ms * 6) / 7 - 2 * MINUTE_MS;
    expect(pool.lead().arrears?.[0]).toMatchObject({
      manager: "m0",
      change: [expect.anything(), -UNIT / 15],
    });
    pool.at = missedAt + ms;
    expect(pool.lead().arrears).toBeUndefined();
  }
});

test("who catches up stands in the line where his lead will come", () => {
  const pool = new Team([1, 1, 1, 1], "50");
  for (let lead = 0; lead < 21; lead += 1) pool.lead(["m0", "m1"]);
  for (let lead = 0; lead < 12; lead += 1) {
    const { program, state } = pool;
    for (const key of pool.keys) setDuty(state, key, { duty: "online", until: null });
    const [next] = nextInLine(program, state, { rule: "All", at: pool.at + MINUTE_MS });
    const { manager, tie } = pool.lead();
    expect(tie.length > 1 || manager === next?.manager).toBe(true);
  }
});

test("a rate of nothing is none", () => {
  const pool = new Team([1, 1, 1], "0");
  pool.lead(["m0"]);
  expect(pool.lead().arrears).toBeUndefined();
  expect(pool.missing("m0")).toBe(0);
});
