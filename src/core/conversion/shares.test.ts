import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bookOf,
  type Happening,
  happenings,
  memberOf,
  questionOf,
} from "#test/support/outcomes.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import { adaptiveEvidence, conversionEvidence, type ShareEvidence } from "./evidence.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { sharesFrom, weightsFrom } from "./shares.ts";
import { standings } from "./standing.ts";

const methods = { conversion: conversionEvidence, adaptive: adaptiveEvidence };
const method = fc.constantFrom("conversion" as const, "adaptive" as const);
const trial = { ...ofDecisions.parameters, numRuns: Math.ceil(ofDecisions.parameters.numRuns / 5) };

const evidenceOf = (of: keyof typeof methods, book: OutcomeBook): ShareEvidence =>
  methods[of](book, questionOf());

test(
  "shares make up the whole, and nobody is below his floor or above his ceiling",
  () => {
    fc.assert(
      fc.property(method, happenings, (of, events) => {
        const evidence = evidenceOf(of, bookOf(events));
        const shares = Object.values(sharesFrom(evidence));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const share of shares) {
          expect(share).toBeGreaterThan(0.15 / shares.length - 1e-9);
          if (of === "adaptive") expect(share).toBeLessThan(2 / shares.length + 1e-9);
        }
        for (const weight of Object.values(weightsFrom(sharesFrom(evidence)))) {
          expect(Number.isInteger(weight) && weight >= 1 && weight <= 10_000).toBe(true);
        }
      }),
      trial,
    );
  },
  ofDecisions.timeout,
);

test(
  "shares do not depend on the order of what happens at one instant, nor of the members",
  () => {
    fc.assert(
      fc.property(method, happenings, fc.integer(), (of, events, seed) => {
        const shuffled = shuffledWithinInstants(events, seed);
        const question = questionOf();
        const turned = { ...question, members: question.members.toReversed() };
        const one = sharesFrom(methods[of](bookOf(events), question));
        const other = sharesFrom(methods[of](bookOf(shuffled), turned));
        expect(other).toEqual(one);
      }),
      trial,
    );
  },
  ofDecisions.timeout,
);

test(
  "one more sale never lowers the estimate of who made it",
  () => {
    fc.assert(
      fc.property(method, happenings, fc.nat(), (of, events, choice) => {
        const book = bookOf(events);
        const open = [...book.leads].filter(([, { state }]) => state === "open");
        const chosen = open[choice % Math.max(1, open.length)];
        fc.pre(chosen !== undefined);
        const [lead, { manager }] = chosen;
        const estimateIn = (evidence: ShareEvidence) =>
          standings(evidence).find((standing) => standing.manager === manager)?.estimate ?? 0;
        const before = estimateIn(evidenceOf(of, book));
        const at = questionOf().at;
        const after = bookOf([...events, { kind: "won", lead, at }]);
        expect(estimateIn(evidenceOf(of, after))).toBeGreaterThan(before);
      }),
      trial,
    );
  },
  ofDecisions.timeout,
);

test(
  "the same evidence, written down and read, gives the same shares to the bit",
  () => {
    fc.assert(
      fc.property(method, happenings, (of, events) => {
        const evidence = evidenceOf(of, bookOf(events));
        const read = JSON.parse(JSON.stringify(evidence)) as ShareEvidence;
        expect(sharesFrom(read)).toEqual(sharesFrom(evidence));
        expect(standings(read)).toEqual(standings(evidence));
      }),
      trial,
    );
  },
  ofDecisions.timeout,
);

test.each(["conversion", "adaptive"] as const)("by %s all are equal until the first sale", (of) => {
  const events = Array.from(
    { length: 60 },
    (_, place): Happening => ({
      kind: "given",
      lead: String(place),
      manager: memberOf(place % 3),
      at: place * 3_600_000,
    }),
  );
  const lost = events.map(
    ({ lead }, place): Happening => ({ kind: "lost", lead, at: 1e9 + place }),
  );
  const shares = sharesFrom(evidenceOf(of, bookOf([...events, ...lost])));
  expect(new Set(Object.values(shares)).size).toBe(1);
  const won = bookOf([...events, ...lost, { kind: "won", lead: "0", at: 2e9 }]);
  expect(sharesFrom(evidenceOf(of, won))[memberOf(0)]).toBeGreaterThan(shares[memberOf(0)] ?? 1);
});

test("shares by conversion are in proportion to (won + n0 m0) / (received + n0)", () => {
  const members = [
    { manager: "anna", won: 18, open: 13, lost: 100, missed: 0, junk: 9, floor: 0.15 },
    { manager: "boris", won: 9, open: 20, lost: 80, missed: 3, junk: 0, floor: 0.15 },
  ];
  const shares = sharesFrom({ method: "conversion", members });
  const [anna, boris] = standings({ method: "conversion", members });
  // 243 received, 27 won.
  const mean = 28 / 251;
  expect(anna?.team).toBeCloseTo(mean, 12);
  const estimate = anna?.estimate ?? Number.NaN;
  const n0 = (18 - 131 * estimate) / (estimate - mean);
  expect(n0).toBeGreaterThan(1);
  expect(boris?.estimate).toBeCloseTo((9 + n0 * mean) / (112 + n0), 9);
  expect((shares["anna"] ?? 0) / (shares["boris"] ?? 1)).toBeCloseTo(
    (anna?.estimate ?? 0) / (boris?.estimate ?? 1),
    9,
  );
});

/** Events of one instant in another order; what must follow a lead's arrival is at a later one. */
function shuffledWithinInstants(events: readonly Happening[], seed: number): readonly Happening[] {
  return events
    .map((event, place) => ({ event, rank: Math.imul(seed ^ place, 2_654_435_761) >>> 0 }))
    .sort((one, other) => one.event.at - other.event.at || one.rank - other.rank)
    .map(({ event }) => event);
}
