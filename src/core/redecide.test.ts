import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { play as playOn } from "#test/support/core-world.ts";
import { parseConfiguration } from "./configuration/parse.ts";
import { type DecisionRequest, decide } from "./decide.ts";
import type { DecisionRecord } from "./decision.ts";
import { compile, type Program } from "./program.ts";
import { redecide } from "./redecide.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  restore,
  setBlocked,
  setDuty,
  setPresence,
  snapshotOf,
} from "./state.ts";
import { parseInstant } from "./time.ts";

/** Every kind of rule, signal and way out that a record may have to remember. */
const world = programOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
managers:
  anna: { name: Anna, schedule: office }
  boris: { name: Boris, schedule: office }
  vera: { name: Vera }
rules:
  - name: Signals
    if: { source: [site, ads] }
    members: [anna, boris, vera]
    availability: [schedule, duty, presence]
    otherwise: next_rule
  - name: Day
    if: { channel: call }
    when: { days: mon-fri, time: "09:00-18:00" }
    method: priority
    members: { anna: 3, boris: 7, vera: 1 }
    ledger: shared
    otherwise: { wait: { at_most: 30m, then: { on_duty: vera } } }
  - name: Switch only
    if: { channel: written }
    method: percent
    members: { anna: 33.33, boris: 66.67 }
    ledger: shared
    availability: [duty]
    otherwise: next_rule
  - name: Named
    members: [anna]
    availability: [schedule]
    otherwise: { on_duty: vera }
`);

function programOf(text: string): Program {
  const parsed = parseConfiguration(parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

const _monday = parseInstant("2026-03-02T10:00:00+03:00") ?? 0;
const manager = fc.constantFrom("anna", "boris", "vera");

type Lead = Omit<DecisionRequest, "lead" | "at">;
/** Changes the state, or brings a lead. */
type Happening = (state: AccountState, at: number) => Lead | null;

const arrival: fc.Arbitrary<Happening> = fc
  .record({
    channel: fc.constantFrom("call", "written", "other"),
    source: fc.constantFrom("site", "ads", "shop"),
  })
  .map((facts) => () => ({ facts, cause: "new" }));

const release: fc.Arbitrary<Happening> = fc
  .record({
    channel: fc.constantFrom("call", "written", "other"),
    rule: fc.constantFrom("Signals", "Day", "Switch only", "Named", "gone"),
    waitOver: fc.boolean(),
  })
  .map(({ channel, ...asked }) => () => ({ facts: { channel }, cause: "released", ...asked }));

const duty: fc.Arbitrary<Happening> = fc
  .tuple(
    manager,
    fc.constantFrom("online" as const, "paused" as const, "offline" as const),
    fc.option(fc.integer({ min: 1, max: 900 })),
  )
  .map(([who, kind, minutes]) => (state, at) => {
    const until = minutes === null ? null : at + minutes * 60_000;
    setDuty(state, who, { duty: kind, until });
    return null;
  });

const signal: fc.Arbitrary<Happening> = fc
  .tuple(manager, fc.boolean(), fc.constantFrom(setPresence, setBlocked))
  .map(([who, on, set]) => (state) => {
    set(state, who, on);
    return null;
  });

const history = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 300 }), fc.oneof(arrival, arrival, release, duty, signal)),
  { minLength: 1, maxLength: 40 },
);
type History = readonly (readonly [minutesLater: number, Happening])[];

const play = (events: History, seen: Parameters<typeof playOn>[1]) => playOn(events, seen, world);

test("a record decides again to the bit, from itself alone and after a round through JSON", () => {
  fc.assert(
    fc.property(history, (events) => {
      play(events, (record) => {
        const kept = JSON.parse(JSON.stringify(record)) as DecisionRecord;
        expect(redecide(world, kept)).toEqual(record);
      });
    }),
    { numRuns: 200 },
  );
});

test("a state restored from its snapshot decides as the state itself", () => {
  fc.assert(
    fc.property(history, (events) => {
      play(events, (record, request, before) => {
        const restored = restore(world, JSON.parse(JSON.stringify(snapshotOf(before))));
        expect(decide(world, restored, request)).toEqual(record);
      });
    }),
  );
});

test("balances are the sum of the records, and sum to zero", () => {
  fc.assert(
    fc.property(history, (events) => {
      const records: DecisionRecord[] = [];
      const { ledgers, lastAt } = snapshotOf(play(events, (record) => records.push(record)));
      const folded = restore(world, emptySnapshot);
      for (const record of records) apply(folded, record);
      expect(snapshotOf(folded)).toMatchObject({ ledgers, lastAt });
      for (const owed of Object.values(ledgers)) {
        expect(Object.values(owed).reduce((sum, balance) => sum + balance, 0)).toBe(0);
      }
    }),
  );
});
