/** What is answered holds where it is tried on the real state, not only on what is remembered of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { DecisionRecord, Receipt, StateSnapshot } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import { UNIT } from "#core/ledger.ts";
import { compile, type Program } from "#core/program.ts";
import { apply, emptySnapshot, restore, snapshotOf } from "#core/state.ts";
import { parseInstant } from "#core/time.ts";
import { type History, history, play, world } from "#test/support/core-world.ts";
import { type Change, suppose } from "./change.ts";
import { counterfactual } from "./counterfactual.ts";

interface Moment {
  readonly record: DecisionRecord;
  readonly request: DecisionRequest;
  readonly before: StateSnapshot;
}

/** Whether the changes give the manager the lead, tried on the state as it really was. */
function isTrue(
  program: Program,
  { request, before }: Moment,
  about: { readonly manager: string; readonly changes: readonly Change[] },
): boolean {
  const supposed = about.changes.reduce(
    (supposition, change) => suppose(supposition, about.manager, change),
    { request, state: before },
  );
  const { manager } = decide(program, restore(program, supposed.state), supposed.request);
  return manager === about.manager;
}

/** Of all that such a change can move, the record tells everything. */
const told: ReadonlySet<Change["kind"]> = new Set(["balance", "waited", "count", "accepted"]);
const byTurn: ReadonlySet<unknown> = new Set(["only", "overdue", "deadline", "highest", "least"]);
const manager = fc.constantFrom(...world.managers.map(({ key }) => key));

/** The last decisions of a history, since only then limits are reached and balances differ. */
function lastMoments(events: History): readonly Moment[] {
  const moments: Moment[] = [];
  play(events, (record, request, before) =>
    moments.push({ record, request, before: snapshotOf(before) }),
  );
  return moments.slice(-6);
}

test("by every method: whoever could have had the lead lacked something; whose turn it was not, what was owed", () => {
  fc.assert(
    fc.property(history, manager, (events, asked) => {
      for (const { record } of lastMoments(events)) {
        const verdict = record.members.find((one) => one.manager === asked)?.verdict ?? "chosen";
        const couldHave = verdict !== "chosen" && couldReceive(verdict);
        if (!couldHave || !byTurn.has(record.chosenBy)) continue;
        const found = counterfactual(world, { record }, asked);
        expect(found).not.toBeNull();
        const kinds = found?.changes.map(({ kind }) => kind);
        if (verdict === "later") expect(kinds).toEqual(["balance"]);
      }
    }),
    { numRuns: 40 },
  );
});

test("by every method: what the record tells wholly is true, and a hundredth of a lead less is not", () => {
  fc.assert(
    fc.property(history, manager, (events, asked) => {
      for (const moment of lastMoments(events)) {
        const { changes = [], record } = counterfactual(world, moment, asked) ?? {};
        expect(record?.manager ?? asked).toBe(asked);
        if (changes.length === 0 || !changes.every(({ kind }) => told.has(kind))) continue;
        expect(isTrue(world, moment, { manager: asked, changes })).toBe(true);
        const less = changes.flatMap(lessened);
        if (less.length > 0) {
          expect(isTrue(world, moment, { manager: asked, changes: less })).toBe(false);
        }
      }
    }),
    { numRuns: 40 },
  );
});

/** Of a balance counted in leads. */
function lessened(change: Change): readonly Change[] {
  if (change.kind !== "balance" || change.ledger === "value") return [];
  return [{ ...change, units: change.units - UNIT / 100 }];
}

/** Hours, facts, limits and ledgers of several rules; nobody's switch is touched. */
const hours = compile(
  configurationOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
schedules:
  day: { weekly: { mon-fri: "09:00-18:00" } }
  night: { weekly: { mon-sun: "17:00-10:00" } }
managers:
  anna: { name: Anna, schedule: day }
  boris: { name: Boris, schedule: night }
  vera: { name: Vera, limits: { day: 3 } }
  gleb: { name: Gleb, schedule: day, limits: { hour: 1, rolling: true } }
rules:
  - name: vip
    if: { channel: call, price: { gte: 50000 } }
    method: priority
    members: { anna: 3, gleb: 1 }
    otherwise: next_rule
  - name: calls
    if: { channel: call }
    when: { days: mon-fri, time: "10:00-20:00" }
    members: [anna, boris, vera]
    ledger: all
  - name: written
    if: { channel: written, tags: { not: spam } }
    method: percent
    members: { vera: 20, gleb: 80 }
    ledger: all
  - name: night
    if: { channel: [call, other] }
    method: tiers
    members: { boris: 1, vera: 2 }
`),
);

function configurationOf(text: string) {
  const parsed = parseConfiguration(parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.configuration;
}

const monday = parseInstant("2026-03-02T08:00:00+03:00") ?? 0;
const leads = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 400 }),
    channel: fc.constantFrom("call", "written", "other"),
    price: fc.constantFrom(100, 49_999, 50_000, 90_000),
    tags: fc.subarray(["spam", "new"]),
  }),
  { minLength: 1, maxLength: 25 },
);

test("hours, facts and limits: every answer is true of the real state, by what the history tells", () => {
  let answers = 0;
  fc.assert(
    fc.property(leads, fc.constantFrom("anna", "boris", "vera", "gleb"), (drawn, manager) => {
      const state = restore(hours, emptySnapshot);
      const received: Receipt[] = [];
      const latest = new Map<string, DecisionRecord>();
      let at = monday;
      for (const [index, { minutes, ...facts }] of drawn.entries()) {
        at += minutes * 60_000;
        const request = { lead: `lead ${index}`, facts, at, cause: "new" } as const;
        const record = decide(hours, state, request);
        const moment = { record, request, before: snapshotOf(state) };
        const known = {
          latest: [...latest.values()].sort((one, other) => one.at - other.at),
          received: [...received],
        };
        const found = counterfactual(hours, { record, known }, manager);
        if (found !== null) {
          answers += 1;
          expect(isTrue(hours, moment, { manager, changes: found.changes })).toBe(true);
        }
        apply(state, record);
        const { rule, manager: receiver } = record;
        if (rule !== null) latest.set(rule, record);
        if (receiver !== null) received.push({ manager: receiver, rule, at });
      }
    }),
    { numRuns: 40 },
  );
  expect(answers).toBeGreaterThan(100);
});
