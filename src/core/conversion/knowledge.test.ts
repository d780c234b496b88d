import { expect, test } from "vitest";
import { exp } from "./arithmetic.ts";
import { differenceOf, knownOfMembers } from "./knowledge.ts";
import { LOAD_BINS } from "./load-bins.ts";
import { loadIdeas } from "./load-curve.ts";
import { type Posterior, posteriorOf } from "./posterior.ts";

/** A team of which everybody has received so many leads at half of the comfortable rate. */
function after(leads: number, rates: readonly number[]): Posterior {
  const atHalf = (count: number) =>
    Array.from({ length: LOAD_BINS }, (_, bin) => (bin === 28 ? count : 0));
  return posteriorOf(
    rates.map((rate) => ({ exposure: atHalf(leads), sales: atHalf(Math.round(leads * rate)) })),
    loadIdeas,
  );
}

const stars = [0.05, 0.08, 0.12, 0.18, 0.25];
const equals = Array.from({ length: 14 }, (_, place) => 0.145 + (place % 3) * 0.005);

test("the more leads everybody has received, the more is known of him", () => {
  const known = [10, 50, 200, 1_000].map((leads) => knownOfMembers(after(leads, stars)));
  expect(known).toEqual(known.toSorted((one, other) => one - other));
  expect(known[0]).toBeGreaterThan(0);
  expect(known[0]).toBeLessThan(0.4);
  expect(known[3]).toBeGreaterThan(0.9);
  expect(known[3]).toBeLessThan(1);
});

test("members who sell alike do not differ, others do", () => {
  expect(differenceOf(after(1_000, stars))).toBeGreaterThan(0.9);
  expect(differenceOf(after(1_000, equals))).toBeLessThan(0.5);
});

test("what is believed of load before anything was seen makes up the whole, and the written rate is likeliest", () => {
  const prior = loadIdeas.map(({ scale, prior: known }) => ({ scale, probability: exp(known) }));
  expect(prior.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
  const likeliest = prior.toSorted((one, other) => other.probability - one.probability)[0];
  expect(likeliest?.scale).toBeCloseTo(1, 12);
  const farOff = prior.filter(({ scale }) => scale > 1.9 || scale < 1 / 1.9);
  expect(farOff.reduce((sum, { probability }) => sum + probability, 0)).toBeGreaterThan(0.1);
});
