import { expect, test } from "vitest";
import { controlComparison } from "./control-group.ts";
import { emptyBook, ended, type OutcomeBook, receivedByShare } from "./outcome-book.ts";

/** Leads `from` to `to` (exclusive) come one a minute; every so many of them is won. */
function give(
  book: OutcomeBook,
  [from, to]: readonly [number, number],
  wins: (place: number) => boolean,
): void {
  for (let place = from; place < to; place += 1) {
    const lead = String(place);
    receivedByShare(book, { lead, manager: "anna", source: "", at: place * 60_000 });
    if (wins(place)) ended(book, { lead, state: "won", at: place * 60_000 + 1 });
  }
}

const ids = (from: number, to: number): ReadonlySet<string> =>
  new Set(Array.from({ length: to - from }, (_, place) => String(from + place)));

test("without a lead of the control group there is nothing to compare", () => {
  const book = emptyBook();
  give(book, [0, 10], () => true);
  expect(controlComparison(book, new Set())).toBeNull();
  expect(controlComparison(book, new Set(["elsewhere"]))).toBeNull();
});

test("only what came since the group began stands beside it, and junk counts for nobody", () => {
  const book = emptyBook();
  give(book, [0, 100], (place) => place < 50);
  ended(book, { lead: "99", state: "junk", at: 100 * 60_000 });
  const compared = controlComparison(book, new Set(["60", "70", "99"]));
  expect(compared).toMatchObject({
    since: 60 * 60_000,
    control: { received: 2, won: 0, rate: 0, low: expect.any(Number) },
    rest: { received: 37, won: 0 },
    better: null,
    leadsToTell: null,
  });
  expect(compared?.control.high).toBeGreaterThan(0.5);
});

test("a difference is told when it is more than chance, whichever way it goes", () => {
  const few = emptyBook();
  give(few, [0, 20], (place) => place % 4 === 0);
  give(few, [20, 120], (place) => place % 8 === 0);
  expect(controlComparison(few, ids(0, 20))).toMatchObject({ better: null, leadsToTell: 136 });
  const many = emptyBook();
  give(many, [0, 200], (place) => place % 4 === 0);
  give(many, [200, 1_200], (place) => place % 8 === 0);
  expect(controlComparison(many, ids(0, 200))).toMatchObject({
    better: "control",
    leadsToTell: null,
  });
  const other = emptyBook();
  give(other, [0, 200], (place) => place % 20 === 0);
  give(other, [200, 1_200], (place) => place % 8 === 0);
  expect(controlComparison(other, ids(0, 200))?.better).toBe("rest");
});
