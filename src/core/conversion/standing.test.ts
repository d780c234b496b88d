import fc from "fast-check";
import { expect, test } from "vitest";
import { bookOf, happenings, questionOf } from "#test/support/outcomes.ts";
import { adaptiveEvidence, conversionEvidence } from "./evidence.ts";
import { betaBelow, betaQuantile, intervalOf } from "./interval.ts";
import { leadsToTell, standings } from "./standing.ts";

const member = (manager: string, won: number, lost: number) => ({
  manager,
  won,
  lost,
  open: 0,
  missed: 0,
  junk: 0,
  floor: 0.15,
});

test("to tell 15 from 20 percent takes about 900 leads of each, 10 from 25 about 100", () => {
  expect(leadsToTell(0.15, 0.2)).toBe(902);
  expect(leadsToTell(0.1, 0.25)).toBe(97);
  expect(leadsToTell(0.1, 0.1)).toBeNull();
});

test.each([
  [{ wins: 21, losses: 133 }, 0.95, [0.08701372, 0.19464322]],
  [{ wins: 1, losses: 1 }, 0.9, [0.05, 0.95]],
  [{ wins: 0.5, losses: 0.5 }, 0.9, [0.0061558, 0.9938442]],
  [{ wins: 300, losses: 9_700 }, 0.95, [0.02674669, 0.03343133]],
] as const)("the interval of %o at %d is that of the tables", (belief, confidence, [low, high]) => {
  const interval = intervalOf(belief, confidence);
  expect(interval.low).toBeCloseTo(low, 6);
  expect(interval.high).toBeCloseTo(high, 6);
});

test("below a quantile lies just the part that was asked for", () => {
  const size = fc.double({ min: 1, max: 5_000, noNaN: true });
  fc.assert(
    fc.property(
      size,
      size,
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (wins, losses, part) => {
        const belief = { wins, losses };
        expect(betaBelow(belief, betaQuantile(belief, part))).toBeCloseTo(part, 6);
      },
    ),
  );
});

test("who is clearly better or worse is said to be, and nobody else", () => {
  const members = [
    member("star", 60, 140),
    member("usual", 300, 1_700),
    member("new", 2, 8),
    member("weak", 6, 194),
  ];
  const told = standings({ method: "conversion", members });
  expect(told.map(({ manager, comparison }) => [manager, comparison])).toEqual([
    ["star", "above"],
    ["usual", "alike"],
    ["new", "not_enough"],
    ["weak", "below"],
  ]);
  expect(told.map(({ leadsToTell: leads }) => leads === null)).toEqual([true, true, false, true]);
});

test("a wider confidence is a wider interval, around the same estimate", () => {
  fc.assert(
    fc.property(happenings, fc.boolean(), (events, isAdaptive) => {
      const draw = isAdaptive ? adaptiveEvidence : conversionEvidence;
      const evidence = draw(bookOf(events), questionOf());
      const narrow = standings(evidence, 0.9);
      for (const [place, wide] of standings(evidence, 0.95).entries()) {
        const other = narrow[place];
        expect(wide.estimate).toBe(other?.estimate);
        expect(wide.low).toBeLessThan(other?.low ?? 0);
        expect(wide.high).toBeGreaterThan(other?.high ?? 1);
        expect(wide.low < wide.estimate && wide.estimate < wide.high).toBe(true);
        expect(wide.received).toBe(
          wide.counts.open + wide.counts.won + wide.counts.lost + wide.counts.missed,
        );
      }
    }),
    { numRuns: 60 },
  );
});
