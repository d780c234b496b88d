/** The team of bench:core and what it is asked. */
import { parseConfiguration } from "#core/configuration/parse.ts";
import { decide } from "#core/decide.ts";
import type { Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { apply, emptySnapshot, restore } from "#core/state.ts";
import { perSecond } from "./report.ts";

const start = 1_772_420_400_000; // 2026-03-02T10:00+07:00, a Monday

/** Leads of the bench, in turns; none is of a partner, so that all rules but the last fail. */
export const leadFacts: readonly Facts[] = ["Сайт", "Авито", "Звонок", "Telegram", "Почта"].map(
  (source) => ({ channel: "written", source, price: 5_000 }),
);

export const factsOf = (lead: number): Facts => leadFacts[lead % leadFacts.length] as Facts;

export const partner = (index: number): string => `Партнёр ${index}`;

/** `members` managers in `rules` rules; the last one takes every lead, the others a partner's each. */
export function teamOf(rules: number, members: number): Program {
  const names = Array.from({ length: members }, (_, index) => `m${index}`);
  const weights = Object.fromEntries(names.map((name, index) => [name, 1 + (index % 5)]));
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "bench", timezone: "Asia/Tomsk" },
    managers: Object.fromEntries(names.map((name) => [name, { schedule: "office" }])),
    schedules: { office: { weekly: { "mon-sun": "00:00-24:00" } } },
    rules: Array.from({ length: rules }, (_, index) => ({
      name: `rule ${index}`,
      ...(index === rules - 1 ? {} : { if: { source: partner(index), channel: "written" } }),
      when: { days: "mon-sun", time: "00:00-24:00" },
      method: "priority",
      members: weights,
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration);
}

/** One run of `leads` decisions, each applied; returns decisions per second. */
export function decisionsPerSecond(program: Program, leads: number): number {
  const state = restore(program, emptySnapshot);
  return perSecond(leads, () => {
    for (let lead = 0; lead < leads; lead += 1) {
      const at = start + lead * 1_000;
      const record = decide(program, state, {
        lead: `lead ${lead}`,
        facts: factsOf(lead),
        at,
        cause: "new",
      });
      apply(state, record);
    }
  });
}

/** Only which rule takes the lead. */
export function matchesPerSecond(program: Program, leads: number): number {
  return perSecond(leads, () => {
    for (let lead = 0; lead < leads; lead += 1) {
      const rule = program.matching.next({ facts: factsOf(lead), at: start + lead * 1_000 }, 0);
      if (rule === null) throw new Error("every lead has a rule");
    }
  });
}
