/** What is promised of leads that are given again, over random teams and histories. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { counterfactual, isOutOfQuestion } from "#core/counterfactual/counterfactual.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { headline } from "#core/explain/headline.ts";
import { memberSentence } from "#core/explain/verdict.ts";
import type { Program } from "#core/program.ts";
import { redecide } from "#core/redecide.ts";
import { apply, emptySnapshot, restore, snapshotOf, takeBack } from "#core/state.ts";
import { LeadJudge } from "#test/support/lead-judge.ts";
import {
  DAY_LIMIT_OF_ANNA,
  eventsOf,
  happenings,
  OPEN_LIMIT_OF_GLEB,
  play,
  programOf,
  rules,
} from "#test/support/redistribution-world.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import type { SimEvent } from "./event.ts";

interface Run {
  readonly program: Program;
  readonly events: readonly SimEvent[];
  readonly records: readonly DecisionRecord[];
}

/** Tries the promise on a part of as many runs as asked: one of these is worth a hundred decisions. */
function promise(holds: (run: Run) => void, part = 0.2): void {
  const { numRuns, ...parameters } = ofDecisions.parameters;
  const tried = fc.property(rules, happenings, (drawn, happening) => {
    const program = programOf(drawn);
    const events = eventsOf(happening);
    const records: DecisionRecord[] = [];
    play(program, events, (record) => records.push(record));
    holds({ program, events, records });
  });
  fc.assert(tried, { ...parameters, numRuns: Math.ceil(numRuns * part) });
}

test(
  "a lead is in one place, never with its loser, never moved when closed, and limits hold",
  () => {
    promise(({ program, events, records }) => {
      const judge = new LeadJudge(program, {
        day: { anna: DAY_LIMIT_OF_ANNA },
        open: { gleb: OPEN_LIMIT_OF_GLEB },
      });
      let next = 0;
      for (const record of records) {
        // What is told at an instant comes before what is decided at it.
        for (let event = events[next]; event && event.at <= record.at; event = events[next]) {
          judge.told(event);
          next += 1;
        }
        judge.decided(record);
      }
      expect(judge.leads).toBe(events.filter(({ kind }) => kind === "lead").length);
    });
  },
  ofDecisions.timeout,
);

test(
  "every decision comes out the same when it is decided again, and balances are their sum",
  () => {
    promise(({ program, records }) => {
      const sum = restore(program, emptySnapshot);
      for (const record of records) {
        const kept = JSON.stringify(record);
        const again = redecide(program, JSON.parse(kept) as DecisionRecord);
        expect(JSON.stringify(again)).toBe(kept);
        const { turnedBack } = record.move ?? {};
        const putBack = turnedBack === undefined ? null : takeBack(sum, turnedBack);
        expect(balancesIn(sum, record)).toEqual(record.members.map(({ before }) => before));
        putBack?.();
        apply(sum, record);
      }
      for (const owed of Object.values(snapshotOf(sum).ledgers)) {
        expect(Object.values(owed).reduce((total, balance) => total + balance, 0)).toBe(0);
      }
    });
  },
  ofDecisions.timeout,
);

function balancesIn(sum: ReturnType<typeof restore>, record: DecisionRecord): readonly number[] {
  const owed = sum.balances.get(record.ledger ?? "");
  return record.members.map(({ manager }) => owed?.[sum.indexOf.get(manager) ?? -1] ?? 0);
}

test(
  "whoever is said to have received a moved lead, had one thing been otherwise, does",
  () => {
    promise(({ program, records }) => {
      const moved = records.filter(({ move }) => move !== undefined).slice(-3);
      const asked = moved.flatMap((record) => program.managers.map(({ key }) => ({ record, key })));
      for (const { record, key } of asked) {
        const found = counterfactual(program, { record }, key);
        expect(found?.record.manager ?? key).toBe(key);
        if (isOutOfQuestion(record, key)) expect(found).toBeNull();
      }
    }, 0.05);
  },
  ofDecisions.timeout,
);

test(
  "every decision about a lead that was given before can be told",
  () => {
    promise(({ program, records }) => {
      for (const record of records.filter(({ move }) => move !== undefined).slice(-5)) {
        for (const lang of ["ru", "en"] as const) {
          const told = [
            headline(program, record, lang),
            ...record.members.map((member) => memberSentence(program, { record, member }, lang)),
          ];
          for (const sentence of told) expect(sentence).toMatch(/^(?!.*(undefined|null|NaN)).+\.$/);
        }
      }
    }, 0.1);
  },
  ofDecisions.timeout,
);

test(
  "the same events make the same decisions",
  () => {
    promise(({ program, events, records }) => {
      const again: DecisionRecord[] = [];
      play(program, events, (record) => again.push(record));
      expect(again).toEqual(records);
    }, 0.05);
  },
  ofDecisions.timeout,
);
