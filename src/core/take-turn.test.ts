/** Whose turn one lead is: each branch of the rule, at its edges. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { goesBefore, type Seat, takeTurn, UNIT, WEIGHT_MAX } from "./ledger.ts";
import { tieRank } from "./tie.ts";

const seat = (manager: string, over: Partial<Seat> = {}): Seat => ({
  manager,
  weight: 1,
  before: 0,
  credit: 0,
  after: 0,
  lastAt: null,
  ...over,
});
const draw = { lead: "1001", seed: 0 };

test("among equals the one who has waited longest goes first, and never having had one is longest", () => {
  const recent = seat("a", { lastAt: 2000 });
  const earlier = seat("b", { lastAt: 1000 });
  expect(takeTurn([recent, earlier], draw).chosen.manager).toBe("b");
  expect(takeTurn([earlier, recent], draw).chosen.manager).toBe("b");
  expect(takeTurn([recent, earlier, seat("c")], draw).chosen.manager).toBe("c");
});

test("the order in which members are listed never decides", () => {
  const balances = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(balances, fc.string(), fc.integer(), (quarters, lead, seed) => {
      const seats = quarters.map((quarter, index) =>
        seat(`m${index}`, { before: quarter * (UNIT / 4), weight: (index % 3) + 1 }),
      );
      const there = takeTurn(seats, { lead, seed });
      const back = takeTurn(seats.toReversed(), { lead, seed });
      expect(back.chosen.manager).toBe(there.chosen.manager);
      expect(new Set(back.tie)).toEqual(new Set(there.tie));
    }),
  );
});

test("equals take turns at random over leads, not always in the same order", () => {
  const wins = new Map<string, number>();
  for (let lead = 0; lead < 3000; lead += 1) {
    const { chosen } = takeTurn([seat("anna"), seat("boris"), seat("vera")], {
      lead: String(40_000_000 + lead),
      seed: 0,
    });
    wins.set(chosen.manager, (wins.get(chosen.manager) ?? 0) + 1);
  }
  for (const manager of ["anna", "boris", "vera"])
    expect(wins.get(manager), manager).toBeGreaterThan(900);
});

test("where a rule is fair by value the lead is debited at its value", () => {
  const cheap = takeTurn([seat("a"), seat("b")], { ...draw, value: 3 * UNIT });
  expect(cheap.debit).toBe(3 * UNIT);
  expect(cheap.chosen.credit).toBe(1.5 * UNIT);
  expect(cheap.by).toBe("highest");
});

test("a greatest weight among many members still shares without losing a unit too much", () => {
  const seats = Array.from({ length: 50 }, (_, index) =>
    seat(`m${index}`, { weight: WEIGHT_MAX - index }),
  );
  const { debit } = takeTurn(seats, draw);
  expect(UNIT - debit).toBeGreaterThanOrEqual(0);
  expect(UNIT - debit).toBeLessThan(50);
});

test("a lead that is worth nothing goes to whoever waits longest, and to an only member as ever", () => {
  const free = { ...draw, value: 0 };
  const owed = seat("a", { before: UNIT / 2, lastAt: 2000 });
  const other = seat("b", { before: -UNIT / 2, lastAt: 1000 });
  expect(takeTurn([owed, other], free)).toMatchObject({ by: "longest", chosen: other, debit: 0 });
  expect(takeTurn([owed], free)).toMatchObject({ by: "only", chosen: owed });
});

test("among equals who waited equally long the smaller hash goes first", () => {
  const lower = (lead: string) => tieRank(0, lead, "anna") < tieRank(0, lead, "boris");
  for (let lead = 0; lead < 20; lead += 1) {
    const { chosen } = takeTurn([seat("anna"), seat("boris")], { lead: `${lead}`, seed: 0 });
    expect(chosen.manager).toBe(lower(`${lead}`) ? "anna" : "boris");
  }
});

test("those whose hashes are alike are told apart by their names, whoever is listed first", () => {
  const [one, other] = [
    { manager: "m102894", lastAt: null },
    { manager: "m30829", lastAt: null },
  ];
  const alike = { lead: "1001", seed: 8 };
  expect(tieRank(8, "1001", one.manager)).toBe(tieRank(8, "1001", other.manager));
  expect(goesBefore(one, other, alike)).toBe(true);
  expect(goesBefore(other, one, alike)).toBe(false);
});

/** A millionth of a lead: closer than that, two balances are alike. */
const millionth = Math.floor(UNIT / 1_000_000);
/** Of three members: nobody is due before a quarter of a lead, nobody may pass three quarters. */
const quarter = UNIT / 4;

/** Three members by what each is owed once the lead has been shared out. */
function turnOf(members: readonly (readonly [owed: number, weight: number])[]) {
  const total = members.reduce((sum, [, weight]) => sum + weight, 0);
  const seats = members.map(([owed, weight], index) =>
    seat(`m${index}`, { weight, before: owed - (UNIT / total) * weight }),
  );
  const { chosen, by, tie } = takeTurn(seats, draw);
  return { by, chosen: chosen.manager, tie: tie.map(({ manager }) => manager) };
}

test("who is past his deadline goes before everybody, however small his share", () => {
  const past = [0.8 * UNIT, 1] as const;
  expect(turnOf([past, [0.76 * UNIT, 20], [-1.56 * UNIT, 3]])).toMatchObject({
    by: "overdue",
    chosen: "m0",
  });
  const late = [3 * quarter - millionth, 1] as const;
  expect(turnOf([late, [0, 1], [-late[0], 1]]).by).toBe("overdue");
  expect(
    turnOf([
      [late[0] - 1, 1],
      [0, 1],
      [-late[0], 1],
    ]).by,
  ).toBe("deadline");
});

test("while nobody is due the highest balance has the lead", () => {
  const due = quarter - millionth;
  expect(
    turnOf([
      [due - 1, 1],
      [0, 6],
      [0, 1],
    ]),
  ).toMatchObject({ by: "highest", chosen: "m0" });
  expect(
    turnOf([
      [due, 1],
      [0, 6],
      [0, 1],
    ]),
  ).toMatchObject({ by: "deadline", tie: ["m0"] });
});

test("who is not due yet has to wait, however soon his deadline", () => {
  expect(
    turnOf([
      [0.3 * UNIT, 1],
      [0.2 * UNIT, 22],
      [0, 1],
    ]),
  ).toMatchObject({
    by: "deadline",
    tie: ["m0"],
  });
});

test("who has only just become due can have the earliest deadline", () => {
  expect(
    turnOf([
      [quarter - millionth, 20],
      [0.3 * UNIT, 1],
      [0, 3],
    ]).tie,
  ).toEqual(["m0"]);
});

test("balances are alike within a millionth of a lead, and no further", () => {
  const high = UNIT / 8;
  const tieWith = (owed: number) =>
    turnOf([
      [high, 1],
      [owed, 1],
      [0, 1],
    ]).tie;
  expect(tieWith(high - millionth)).toEqual(["m0", "m1"]);
  expect(tieWith(high - millionth - 1)).toEqual(["m0"]);
});

test("deadlines are alike within a millionth of a lead, and no further", () => {
  const due = UNIT / 2;
  const tieWith = (owed: number) =>
    turnOf([
      [due, 2],
      [owed, 2],
      [0, 2],
    ]).tie;
  expect(tieWith(due - millionth)).toEqual(["m0", "m1"]);
  expect(tieWith(due - millionth - 1)).toEqual(["m0"]);
});

test("whoever is catching up is credited more of the lead, and the others that much less", () => {
  const [away, there] = [seat("away"), seat("there")];
  const before = [[10_000, UNIT]] as const;
  const arrears = new Map([["away", { manager: "away", before, change: null }]]);
  const { debit } = takeTurn([away, there], { ...draw, raise: { rate: 0.2, arrears } });
  expect(away.credit).toBeGreaterThan(0.5 * UNIT);
  expect(there.credit).toBeLessThan(0.5 * UNIT);
  expect(debit).toBe(away.credit + there.credit);
});
