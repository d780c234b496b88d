/**
 * Properties of every method, limit and owner rule together, over histories drawn at random. A
 * failure prints its seed and its smallest history.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type History, history, monday, play, world } from "#test/support/core-world.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import { decide } from "./decide.ts";
import type { DecisionRecord, Receipt } from "./decision.ts";
import { lookbackMs } from "./limits/lookback.ts";
import { redecide } from "./redecide.ts";
import { chargeOf } from "./redistribution/charge.ts";
import { apply, emptySnapshot, recount, restore, snapshotOf, takeBack } from "./state.ts";

test(
  "a record decides again to the bit, by every method, from itself alone and through JSON",
  () => {
    fc.assert(
      fc.property(history, (events) => {
        play(events, (record) => {
          const kept = JSON.stringify(record);
          const again = redecide(world, JSON.parse(kept) as DecisionRecord);
          // Text is compared, not structure, since text is what the history is chained by.
          expect(JSON.stringify(again)).toBe(kept);
        });
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

test("a state restored from its snapshot decides as the state itself", () => {
  fc.assert(
    fc.property(history, (events) => {
      play(events, (record, request, before) => {
        const restored = restore(world, JSON.parse(JSON.stringify(snapshotOf(before))));
        expect(decide(world, restored, request)).toEqual(record);
      });
    }),
    { numRuns: 20 },
  );
});

test("what was received is recounted from the decisions that limits still look back to", () => {
  const gifts = (events: History) =>
    events.filter(([, happen]) => happen(restore(world, emptySnapshot), monday) !== null);
  fc.assert(
    fc.property(history.map(gifts), (events) => {
      const decided: Receipt[] = [];
      play(events, (record, request, before) => {
        const fresh = restore(world, { ...snapshotOf(before), received: [] });
        recount(
          fresh,
          decided.filter((receipt) => receipt.at > request.at - lookbackMs(world)),
        );
        expect(decide(world, fresh, request)).toEqual(record);
        const { kind, manager: receiver, rule: by, at } = record;
        if (kind === "assigned" && receiver !== null)
          decided.push({ manager: receiver, rule: by, at });
      });
    }),
    { numRuns: 20 },
  );
});

test("balances sum to zero and are the sum of the records", () => {
  fc.assert(
    fc.property(history, (events) => {
      const records: DecisionRecord[] = [];
      const { ledgers } = snapshotOf(play(events, (record) => records.push(record)));
      const folded = restore(world, emptySnapshot);
      for (const record of records) apply(folded, record);
      expect(snapshotOf(folded).ledgers).toEqual(ledgers);
      for (const owed of Object.values(ledgers)) {
        expect(Object.values(owed).reduce((sum, balance) => sum + balance, 0)).toBe(0);
      }
    }),
  );
});

test("turned back in any order, decisions leave every balance and every count as it was", () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (events, draws) => {
      const records: DecisionRecord[] = [];
      play(events, (record) => records.push(record));
      const state = restore(world, emptySnapshot);
      for (const record of records) apply(state, record);
      const shuffled = records
        .map((record) => ({ record, place: draws.next().value ?? 0 }))
        .sort((one, other) => one.place - other.place);
      for (const { record } of shuffled) {
        const charge = chargeOf(record);
        if (charge !== null) takeBack(state, charge);
      }
      const { ledgers, received = [] } = snapshotOf(state);
      expect(Object.values(ledgers).flatMap((owed) => Object.values(owed))).toEqual([]);
      expect(received).toEqual([]);
    }),
  );
});

test("the same history makes the same records, on every run", () => {
  fc.assert(
    fc.property(history, (events) => {
      const once: DecisionRecord[] = [];
      const again: DecisionRecord[] = [];
      play(events, (record) => once.push(record));
      play(events, (record) => again.push(record));
      expect(again).toEqual(once);
    }),
    { numRuns: 20 },
  );
});
