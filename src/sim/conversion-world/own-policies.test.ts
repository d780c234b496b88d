import { expect, test } from "vitest";
import { adaptiveEvidence } from "#core/conversion/evidence.ts";
import { emptyBook, ended, receivedByShare } from "#core/conversion/outcome-book.ts";
import { shareSettings } from "#core/conversion/settings.ts";
import { standings } from "#core/conversion/standing.ts";
import type { Policy } from "./desk.ts";
import { live, type Year } from "./live.ts";
import { oracle } from "./oracle.ts";
import { adaptive, conversion } from "./own-policies.ts";
import { inTurn } from "./rivals.ts";
import { mainPlan, scenarios } from "./scenarios.ts";
import { drawWorld, type World } from "./world.ts";

const halfYear = { ...mainPlan, months: 5 };
const seeds = [1, 2];
const adaptively: Policy = (team) => adaptive(team);
const own: readonly (readonly [string, Policy])[] = [
  ["conversion", (team) => conversion(team)],
  ["adaptive", adaptively],
];

const yearOf = (world: World, policy: Policy): Year =>
  live(world, policy({ members: world.people.length, comfort: world.plan.comfort }, 1));

const total = (years: readonly Year[]): number => years.reduce((sum, { sales }) => sum + sales, 0);

test.each(own)(
  "by %s a team without differences sells what it sells in turn, within 1 %",
  (_, policy) => {
    const worlds = seeds.map((seed) => drawWorld({ ...halfYear, rates: [0.15, 0.15] }, seed));
    const shared = total(worlds.map((world) => yearOf(world, policy)));
    const turns = total(worlds.map((world) => yearOf(world, inTurn)));
    expect(Math.abs(shared / turns - 1)).toBeLessThan(0.01);
  },
);

test.each(own)("by %s a star is given more, and is not drowned", (_, policy) => {
  const worlds = seeds.map((seed) => {
    const world = drawWorld({ ...halfYear, curve: "collapsing" }, seed);
    const people = world.people.map((person, place) => ({
      ...person,
      rate: place === 3 ? 0.3 : 0.1,
      comfort: 60,
    }));
    return { ...world, people };
  });
  const years = worlds.map((world) => yearOf(world, policy));
  for (const { monthly } of years) {
    for (const shares of monthly.slice(2)) {
      const leadsAMonth = (shares[3] ?? 0) * 500;
      expect(leadsAMonth).toBeGreaterThan(1.2 * (500 / 14));
      expect(leadsAMonth).toBeLessThan(1.25 * 60);
    }
  }
  const turns = total(worlds.map((world) => yearOf(world, inTurn)));
  expect(total(years)).toBeGreaterThan(0.99 * turns);
});

test("the ledger of turns, the methods and the oracle stand in this order in the main world", () => {
  const worlds = seeds.map((seed) => drawWorld(halfYear, seed));
  const sold = [inTurn, ...own.map(([, policy]) => policy)].map((policy) =>
    total(worlds.map((world) => yearOf(world, policy))),
  );
  const best = total(worlds.map((world) => live(world, oracle(world))));
  const [turns = 0, byConversion = 0, byAdaptive = 0] = sold.map((sales) => sales / best);
  expect(turns).toBeLessThan(0.92);
  expect(byConversion).toBeGreaterThan(turns + 0.03);
  expect(byAdaptive).toBeGreaterThan(turns + 0.04);
  expect(Math.max(byConversion, byAdaptive)).toBeLessThan(1);
});

test("the same seed lives the same year, another policy has the same leads in it", () => {
  const plan = { ...mainPlan, months: 2 };
  const [one, other] = [drawWorld(plan, 5), drawWorld(plan, 5)];
  expect(other).toEqual(one);
  expect(yearOf(one, adaptively)).toEqual(yearOf(other, adaptively));
  expect(drawWorld(plan, 6).leads[0]).not.toEqual(one.leads[0]);
});

test("imported history is evidence from the first day", () => {
  const plan = { ...scenarios["main, six months imported"], months: 1 };
  const world = drawWorld(plan, 1);
  const team = { members: plan.members, comfort: plan.comfort };
  const warm = live(world, adaptive(team), inTurn(team));
  const cold = live(drawWorld({ ...plan, importedMonths: 0 }, 1), adaptive(team));
  const spread = ({ monthly }: Year) => Math.max(...(monthly[0] ?? []));
  expect(spread(warm)).toBeGreaterThan(spread(cold) + 0.01);
});

test("ninety-five of a hundred intervals hold the truth", () => {
  let held = 0;
  let all = 0;
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const world = drawWorld({ ...mainPlan, months: 5, curve: "none" }, seed);
    for (const { manager, low, high } of standings(evidenceAtTheEnd(world))) {
      const truth = world.people[Number(manager)]?.rate ?? 0;
      held += Number(low <= truth && truth <= high);
      all += 1;
    }
  }
  expect(all).toBe(112);
  // Of 112 with a chance of 0.95 each, fewer than 98 hold once in a thousand times.
  expect(held).toBeGreaterThanOrEqual(98);
  expect(held).toBeLessThan(112);
});

/** What a team that hands out in turn knows after the world's time. */
function evidenceAtTheEnd(world: World) {
  const { members, comfort } = world.plan;
  const book = emptyBook();
  const turns = inTurn({ members, comfort });
  let last = 0;
  live(world, {
    ...turns,
    give: (lead) => {
      const manager = turns.give(lead);
      const { at } = lead;
      last = at;
      receivedByShare(book, { lead: `${lead.lead}`, manager: `${manager}`, source: "", at });
      return manager;
    },
    told: ({ lead, state, at }) => ended(book, { lead: `${lead}`, state, at }),
  });
  return adaptiveEvidence(book, {
    members: world.people.map((_, place) => ({ manager: `${place}`, comfort })),
    settings: shareSettings({ options: {} }, "UTC"),
    at: last,
    seed: 0,
  });
}
