import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DecisionRecord, Facts, FactValue } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import { compile } from "#core/program.ts";
import { parseInstant } from "#core/time.ts";
import { readConfiguration } from "#document/read.ts";
import type { SimEvent } from "#sim/event.ts";
import { Simulation } from "#sim/simulation.ts";
import { scenario } from "./scenario.ts";

const yaml = readFileSync("src/demo/cosmetics.yaml", "utf8");

test("a week in the life of «Косметика»", () => {
  scenario(
    yaml,
    `
    mon 08:59 call -> no rule
    mon 09:00 call -> Надежда in Звонки, будни днём
    mon 09:05 call -> Урсула in Звонки, будни днём
    mon 09:10 call -> Надежда in Звонки, будни днём
    mon 09:15 written -> Урсула in Обращения, будни
    mon 15:59 call -> Надежда in Звонки, будни днём
    mon 16:00 call -> Марина in Звонки, вечер и ночь
    mon 18:59 written -> Надежда in Обращения, будни
    mon 19:00 written -> no rule
    tue 08:59 call -> Урсула in Звонки, вечер и ночь
    tue 09:00 call -> Урсула in Звонки, будни днём
    fri 23:00 call -> Марина in Звонки, вечер и ночь
    sat 08:59 call -> Урсула in Звонки, вечер и ночь
    sat 09:00 call -> Надежда in Звонки, суббота
    sat 10:00 written pipeline=«Служба безопасности» -> Надежда in Служба безопасности, суббота
    sat 10:01 written -> no rule
    sat 11:00 call -> Марина in Звонки, суббота
    sat 16:59 written pipeline=«Служба безопасности» -> Марина in Служба безопасности, суббота
    sat 17:00 call -> no rule
    sun 12:00 call -> no rule
    `,
  );
});

interface Expected {
  readonly rule: string | null;
  readonly shares: Readonly<Record<string, number>>;
}

const none: Expected = { rule: null, shares: {} };
const third = (one: string, two: string) => ({ [one]: 1 / 3, [two]: 2 / 3 });
const half = (one: string, two: string) => ({ [one]: 1 / 2, [two]: 1 / 2 });

/** The customer's page, read by hand: Tomsk is UTC+7 all year, so plain arithmetic will do. */
function expectedFor({ at, facts }: { readonly at: number; readonly facts: Facts }): Expected {
  const { channel, pipeline } = facts;
  const local = at + 7 * 3_600_000;
  const weekday = (Math.floor(local / 86_400_000) + 3) % 7;
  const hour = (local % 86_400_000) / 3_600_000;
  if (channel === "written") return writtenAt(weekday, hour, pipeline);
  if (channel !== "call") return none;
  const workday = weekday < 5;
  if (workday && hour >= 9 && hour < 16) {
    return { rule: "Звонки, будни днём", shares: third("Урсула", "Надежда") };
  }
  const begun = hour >= 16 ? weekday : (weekday + 6) % 7;
  if (begun < 5 && (hour >= 16 || hour < 9)) {
    return { rule: "Звонки, вечер и ночь", shares: half("Урсула", "Марина") };
  }
  if (weekday === 5 && hour >= 9 && hour < 17) {
    return { rule: "Звонки, суббота", shares: third("Марина", "Надежда") };
  }
  return none;
}

function writtenAt(weekday: number, hour: number, pipeline: FactValue | undefined): Expected {
  if (weekday < 5 && hour >= 9 && hour < 19) {
    return { rule: "Обращения, будни", shares: half("Урсула", "Надежда") };
  }
  const guarded = pipeline === "Служба безопасности";
  if (guarded && weekday === 5 && hour >= 9 && hour < 17) {
    return { rule: "Служба безопасности, суббота", shares: third("Марина", "Надежда") };
  }
  return none;
}

/** A fortnight of leads at random moments of every day and night. */
function fortnight(seed: number): (SimEvent & { kind: "lead" })[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const start = parseInstant("2026-03-02T00:00:00+07:00") ?? 0;
  const moments = Array.from(
    { length: 4_000 },
    () => start + Math.floor(random() * 14 * 86_400_000),
  );
  return moments
    .sort((one, other) => one - other)
    .map((at, index) => {
      const channel = ["call", "written", "other"][Math.floor(random() * 2.2)] ?? "call";
      const guarded = random() < 0.3 ? { pipeline: "Служба безопасности" } : {};
      return { kind: "lead", at, lead: String(7_000_000 + index), facts: { channel, ...guarded } };
    });
}

function run(events: readonly SimEvent[]): readonly DecisionRecord[] {
  const reading = readConfiguration(yaml);
  if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
  const records: DecisionRecord[] = [];
  const simulation = new Simulation(compile(reading.configuration), {
    decided: (record) => records.push(record),
    repeated: () => {},
    overruled: () => {},
  });
  for (const event of events) simulation.push(event);
  simulation.finish();
  return records;
}

describe.each([1, 20_260_302, 4_711])("a fortnight of random leads, seed %d", (seed) => {
  const events = fortnight(seed);
  const records = run(events);

  test("every lead is at the rule that the customer's page names, at once", () => {
    expect(records).toHaveLength(events.length);
    const found = records.map(({ lead, rule, kind }) => [lead, rule, kind]);
    const wanted = events.map((event) => {
      const { rule } = expectedFor(event);
      return [event.lead, rule, rule === null ? "unmatched" : "assigned"];
    });
    expect(found).toEqual(wanted);
  });

  test("nobody is ever a whole lead from his due in any rule", () => {
    const distance = new Map<string, number>();
    for (const record of records) {
      const { rule, manager } = record;
      for (const [who, share] of Object.entries(expectedFor(record).shares)) {
        const key = `${rule}: ${who}`;
        const owed = (distance.get(key) ?? 0) + share - (who === manager ? 1 : 0);
        distance.set(key, owed);
        // Two members in every rule, so 1 - 1/(2n-2) is one half.
        expect(Math.abs(owed), key).toBeLessThanOrEqual(0.5 + 1e-6);
      }
    }
    expect(distance.size).toBe(10);
  });

  test("what each paid is what all were credited", () => {
    for (const { members, debit, kind } of records) {
      if (kind !== "assigned") continue;
      expect(debit).toBe(UNIT);
      expect(members.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(0);
    }
  });
});
