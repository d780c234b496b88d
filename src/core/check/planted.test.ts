/** What was planted in a configuration is found where it was planted, and nothing else is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { emptySnapshot, restore } from "#core/state.ts";
import { HOUR_MS, MINUTE_MS } from "#core/time.ts";
import {
  type CheckedWorld,
  configurationOf,
  findings,
  instant,
} from "#test/support/checked-world.ts";
import {
  cleanWorld,
  drawn,
  firstHole,
  worldWithNobodyScheduled,
  worldWithUncoveredTime,
} from "#test/support/planted-world.ts";
import { leads, oneOf } from "#test/support/random-world.ts";
import { ofConfigurations } from "#test/support/worlds.ts";
import type { Finding } from "./finding.ts";

function decider(world: CheckedWorld): (facts: Facts, at: number) => DecisionRecord {
  const program: Program = compile(configurationOf(world));
  const state = restore(program, emptySnapshot);
  return (facts, at) => decide(program, state, { lead: "1", facts, at, cause: "new" });
}

/** Moments of two weeks, at no round time. */
function moments(from: string): readonly number[] {
  return Array.from(
    { length: 48 },
    (_, step) => instant(from) + step * (7 * HOUR_MS + 7 * MINUTE_MS),
  );
}

test(
  "a configuration with nothing wrong has no findings, and leads go to somebody at any time",
  () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const clean = cleanWorld(world);
        expect(findings(clean, { at: world.at })).toEqual([]);
        const decided = decider(clean);
        const taken = moments(world.at).flatMap((at) =>
          leads
            .filter(({ channel }) => channel !== "other")
            .filter((_, place) => place % 17 === 0)
            .map((lead) => decided(lead, at).kind),
        );
        expect(new Set(taken)).toEqual(new Set(["assigned"]));
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);

/** The one finding, whose lead fares otherwise than just before and just after. */
function expectOnly(
  found: readonly Finding[],
  expected: {
    readonly code: string;
    readonly rule: string | null;
    readonly from: number;
    readonly to: number;
  },
): Facts {
  expect(found.map(({ code, rule }) => ({ code, rule }))).toEqual([
    { code: expected.code, rule: expected.rule },
  ]);
  const [{ from, to, example } = { from: null, to: null, example: null }] = found;
  expect([instant(from), instant(to)]).toEqual([expected.from, expected.to]);
  expect(instant(example?.at ?? null)).toBe(expected.from);
  const { at: _, lead: __, ...facts } = example ?? { at: "", lead: "" };
  return facts;
}

test(
  "hours taken out of a rule's windows are found to the minute",
  () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const holed = worldWithUncoveredTime(world);
        const hole = firstHole(world);
        const found = findings(holed, { at: world.at });
        const facts = expectOnly(found, { code: "uncovered_time", rule: null, ...hole });
        expect(facts).toEqual({ channel: "call" });
        const decided = decider(holed);
        for (let at = hole.from; at < hole.to; at += MINUTE_MS) {
          expect(decided(facts, at).kind).toBe("unmatched");
        }
        expect(decided(facts, hole.from - 1).rule).toBe("R2");
        expect(decided(facts, hole.to).rule).toBe("R2");
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);

test(
  "hours in which a rule's only member is off are found to the minute",
  () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const holed = worldWithNobodyScheduled(world);
        const hole = firstHole(world);
        const found = findings(holed, { at: world.at });
        const facts = expectOnly(found, { code: "nobody_scheduled", rule: "R2", ...hole });
        const decided = decider(holed);
        for (let at = hole.from; at < hole.to; at += MINUTE_MS) {
          expect(decided(facts, at)).toMatchObject({ kind: "waiting", rule: "R2", until: hole.to });
        }
        expect(decided(facts, hole.from - 1).manager).toBe("olga");
        expect(decided(facts, hole.to).manager).toBe("olga");
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);

/** Conditions, and others that only some of the same leads meet. */
const narrower = oneOf<readonly [object, object]>(
  [{ source: ["site", "shop"] }, { source: "shop" }],
  [{ source: { contains: "shop" } }, { source: { starts: "shop" } }],
  [{ source: { empty: false } }, { source: { matches: "^shop" } }],
  [{ tags: ["vip", "old"] }, { tags: "vip", price: { lt: 200 } }],
  [{ price: { gte: 100 } }, { price: { between: [100, 150] } }],
  [{ price: { not: 150 } }, { price: { gt: 150 } }],
  [{ any: [{ tags: "vip" }, { price: { gt: 100 } }] }, { price: { gt: 200 }, source: "fair" }],
  [{ none: [{ source: "fair" }, { tags: "old" }] }, { source: "site", tags: { empty: true } }],
  [{ any: [{ price: { lt: 100 } }, { price: { gte: 100 } }] }, { price: { lte: 200 } }],
  [{ channel: { not: "written" } }, { channel: ["call", "other"], source: { not: "site" } }],
);
const windows = oneOf<readonly [object | undefined, object | undefined]>(
  [undefined, undefined],
  [undefined, { days: "mon-fri", time: "09:00-18:00" }],
  [{ days: "mon-sun" }, { time: "22:00-06:00" }],
  [
    { days: "mon-sat", time: "20:00-12:00" },
    { days: "tue", time: "01:00-11:30" },
  ],
  [
    [{ days: "mon-fri" }, { days: "sat", time: "00:00-09:00" }],
    { days: "fri", time: "20:00-08:00" },
  ],
);

test(
  "a rule behind one that takes all of its leads is found, and no lead comes to it",
  () => {
    fc.assert(
      fc.property(narrower, windows, drawn, ([wide, narrow], [long, short], { at }) => {
        const shadow = { if: wide, when: long };
        const rules = [
          { if: { source: "nowhere" } },
          shadow,
          { if: { form: "order" } },
          { if: narrow, when: short },
          {},
        ];
        const found = findings({ timezone: "Europe/Berlin", rules }, { at });
        expect(found.map(({ code, rule }) => [code, rule])).toEqual([["unreachable_rule", "R4"]]);
        const [first] = found;
        const { at: begin, lead: _, ...facts } = first?.example ?? { at: "", lead: "" };
        const decided = decider({ timezone: "Europe/Berlin", rules });
        expect(decided(facts, instant(begin)).rule).toBe("R2");
        const alone = decider({ timezone: "Europe/Berlin", rules: rules.slice(3) });
        expect(alone(facts, instant(begin)).rule).toBe("R1");
        const takers = moments(at).flatMap((moment) =>
          leads.filter((_, place) => place % 7 === 0).map((lead) => decided(lead, moment).rule),
        );
        expect(takers).not.toContain("R4");
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);
