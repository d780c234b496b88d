import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionRecord } from "#core/decision.ts";
import { redecide } from "#core/redecide.ts";
import { type AccountState, apply, restore, snapshotOf } from "#core/state.ts";
import { type History, history, monday, play, world } from "#test/support/core-world.ts";
import { chargeOf } from "./charge.ts";
import { giveByHand } from "./give-by-hand.ts";
import { redistributeByHand } from "./hand-over.ts";
import { undoByHand } from "./undo-by-hand.ts";

const runs = 40;

/**
 * Everything but when each received his last lead: what came before it is not known any more. What
 * has expired by `at` is nothing, whether or not it was forgotten already.
 */
function standing(state: AccountState, at: number) {
  const { lastAt: _, received = [], arrears = {}, ...rest } = snapshotOf(state);
  const owed = Object.entries(arrears).flatMap(([ledger, of]) =>
    Object.entries(of).flatMap(([manager, portions]) =>
      portions.filter(([until]) => until > at).map((portion) => [ledger, manager, ...portion]),
    ),
  );
  const order = received.map((one) => JSON.stringify([one.at, one.manager, one.rule]));
  return { ...rest, owed: owed.map((one) => JSON.stringify(one)).sort(), received: order.sort() };
}

/** When a move is undone. */
const LATER_MS = 60_000;

interface Told {
  readonly record: DecisionRecord;
  readonly state: AccountState;
}

/** Every lead of a history that somebody received, with the state that it left. */
function given(events: History): readonly Told[] {
  const found: Told[] = [];
  let last: DecisionRecord | null = null;
  const keep = (state: AccountState) => {
    if (last?.kind === "assigned") {
      found.push({ record: last, state: restore(world, snapshotOf(state)) });
    }
  };
  const end = play(events, (record, _request, before) => {
    keep(before);
    last = record;
  });
  keep(end);
  return found;
}

const how = fc.record({
  to: fc.constantFrom("anna", "boris", "vera", "gleb", null),
  turnBack: fc.boolean(),
  costsTurn: fc.boolean(),
});

interface How {
  readonly to: string | null;
  readonly turnBack: boolean;
  readonly costsTurn: boolean;
}

/** Null: nobody else can have it. */
function moved({ record, state }: Told, { to, turnBack, costsTurn }: How): DecisionRecord | null {
  const { lead, facts, rule, manager, at } = record;
  const by = { lead, facts, rule, missed: [], charge: turnBack ? chargeOf(record) : null };
  const scene = { program: world, state };
  return to === null
    ? redistributeByHand(scene, { ...by, manager }, { at })
    : giveByHand(scene, { ...by, from: manager, to, at, costsTurn });
}

function undone({ record, state }: Told, move: DecisionRecord, how: How): DecisionRecord {
  const { lead, facts, rule, manager: to, at } = record;
  const undoing = {
    ...{ lead, facts, rule, to, missed: [], at: at + LATER_MS },
    from: move.manager ?? "",
    charge: chargeOf(move),
    turnedBack: how.turnBack ? record : null,
  };
  const undone = undoByHand({ program: world, state }, undoing);
  if (undone === null) throw new Error("the rules have not changed");
  return undone;
}

test("a move by hand that is undone leaves balances, counters and open leads as they were", () => {
  let moves = 0;
  const asBefore = (events: History, how: How): void => {
    for (const told of given(events)) {
      const { record, state } = told;
      const later = record.at + LATER_MS;
      const before = standing(state, later);
      const move = moved(told, how);
      if (move === null) continue;
      moves += 1;
      apply(state, move);
      const back = undone(told, move, how);
      expect(back).toMatchObject({ kind: "assigned", manager: record.manager, cause: "manual" });
      expect(redecide(world, back)).toEqual(back);
      apply(state, back);
      expect(standing(state, later)).toEqual(before);
    }
  };
  fc.assert(fc.property(history, how, asBefore), { numRuns: runs });
  expect(moves).toBeGreaterThan(runs);
});

test("a lead that nobody had waits again, and whoever had received it has paid nothing", () => {
  const at = monday;
  const state = restore(world, snapshotOf(play([], () => undefined)));
  const before = standing(state, at);
  const scene = { program: world, state };
  const lead = { lead: "1", facts: { channel: "call", source: "quantity" }, rule: "quantity" };
  const gift = { ...lead, from: null, to: "anna", at, costsTurn: true, charge: null };
  const move = giveByHand(scene, gift);
  if (move === null) throw new Error("anna can have it");
  apply(state, move);
  expect(standing(state, at)).not.toEqual(before);
  const charge = chargeOf(move);
  const undoing = { ...lead, at, from: "anna", to: null, missed: [], charge, turnedBack: null };
  const undone = undoByHand(scene, undoing);
  expect(undone).toMatchObject({ kind: "waiting", rule: "quantity", manager: null });
  if (undone === null) return;
  expect(redecide(world, undone)).toEqual(undone);
  apply(state, undone);
  expect(standing(state, at)).toEqual(before);
  expect(undoByHand(scene, { ...undoing, rule: null })).toMatchObject({ kind: "left", rule: null });
  const elsewhere = { ...move, ledger: "another" };
  expect(undoByHand(scene, { ...undoing, to: "boris", turnedBack: elsewhere })).toBe(null);
  expect(undoByHand(scene, { ...undoing, to: "somebody who left" })).toBe(null);
});
