/**
 * Random configurations, judged twice: by `check`, which reasons, and by trying leads at every
 * moment at which something changes, which does not. Neither may find what the other does not.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { Facts } from "#core/decision.ts";
import { type CompiledRule, compile, type Program } from "#core/program.ts";
import { emptySnapshot, restore } from "#core/state.ts";
import { DAY_MS, HOUR_MS } from "#core/time.ts";
import { instant } from "#test/support/checked-world.ts";
import { leads, randomConfiguration, randomWorld } from "#test/support/random-world.ts";
import { ofConfigurations } from "#test/support/worlds.ts";
import { check } from "./check.ts";
import type { Finding } from "./finding.ts";

/** A Monday at 0:00 in Tomsk, which has no summer time: one week is like another. */
const monday = instant("2026-03-02T00:00:00+07:00");
const hours = Array.from({ length: 7 * 24 }, (_, hour) => monday + hour * HOUR_MS);

/** What there is to find: moments of a week by what is wrong with them, and rules never reached. */
class Oracle {
  readonly #live: readonly CompiledRule[];

  constructor(program: Program) {
    this.#live = program.rules.filter((one) => one.rule.mode === "live");
  }

  unreachable(): readonly string[] {
    return this.#live
      .filter((one) => leads.some((lead) => one.failing(lead) === null))
      .filter((one) => !hours.some((at) => leads.some((lead) => this.#mayReach(one, lead, at))))
      .map((one) => one.rule.id);
  }

  #mayReach(one: CompiledRule, lead: Facts, at: number): boolean {
    const before = this.#live.filter((other) => other.index < one.index && keepsAll(other));
    return takes(one, lead, at) && !before.some((other) => takes(other, lead, at));
  }

  nobody(): Readonly<Record<string, readonly number[]>> {
    const asked = this.#live.filter(({ members }) =>
      members.every((one) => one.timetable !== null),
    );
    return Object.fromEntries(
      asked.flatMap((one) => {
        const found = hours.filter(
          (at) => !isStaffed(one, at) && leads.some((lead) => this.#comesTo(one, lead, at)),
        );
        return found.length === 0 ? [] : [[one.rule.id, found]];
      }),
    );
  }

  #comesTo(one: CompiledRule, lead: Facts, at: number): boolean {
    const before = this.#live.filter(
      (other) =>
        other.index < one.index &&
        (other.rule.otherwise.kind !== "next_rule" || isStaffed(other, at)),
    );
    return takes(one, lead, at) && !before.some((other) => takes(other, lead, at));
  }

  uncovered(): Readonly<Record<string, readonly number[]>> {
    const asking = this.#live.filter(({ rule: { conditions: of } }) =>
      JSON.stringify(of).includes('"channel"'),
    );
    const channels = ["call", "written", "other"].filter((channel) =>
      asking.length === 0
        ? channel === "other"
        : asking.some((one) => ofChannel(channel).some((lead) => one.failing(lead) === null)),
    );
    return Object.fromEntries(
      channels.flatMap((channel) => {
        const taken = ofChannel(channel)
          .map((lead) => this.#live.filter((one) => one.failing(lead) === null))
          .filter((takers) => takers.length > 0);
        const found = hours.filter((at) =>
          taken.some((takers) => !takers.some(({ window: open }) => open.covers(at))),
        );
        return found.length === 0 && this.#live.length > 0
          ? []
          : [[channel, this.#live.length > 0 ? found : hours]];
      }),
    );
  }
}

const ofChannel = (channel: string) => leads.filter((lead) => lead["channel"] === channel);

function takes(one: CompiledRule, lead: Facts, at: number): boolean {
  return one.window.covers(at) && one.failing(lead) === null;
}

function keepsAll({ rule: { otherwise } }: CompiledRule): boolean {
  return (
    otherwise.kind !== "next_rule" && !(otherwise.kind === "wait" && otherwise.atMostMs !== null)
  );
}

function isStaffed({ members, demandsSchedule }: CompiledRule, at: number): boolean {
  return members.some(({ timetable }) =>
    timetable === null ? !demandsSchedule : timetable.covers(at),
  );
}

/** The hours of the first week at whose time of day one of the findings holds. */
function hoursToldBy(findings: readonly Finding[]): readonly number[] {
  const spans = findings.map(({ from, to }) => [instant(from), instant(to)] as const);
  return hours.filter((at) =>
    spans.some(([from, to]) => {
      const sameTime = from - ((from - at) % DAY_MS);
      return [-DAY_MS, 0, DAY_MS, 2 * DAY_MS, 3 * DAY_MS, 4 * DAY_MS, 5 * DAY_MS, 6 * DAY_MS].some(
        (shift) => from <= sameTime + shift && sameTime + shift < to,
      );
    }),
  );
}

/** That the example is what its finding says at every hour of the interval. */
function expectTrue(program: Program, finding: Finding): void {
  const [from, to] = [instant(finding.from), instant(finding.to)];
  expect(from).toBeLessThan(to);
  expect(from).toBeGreaterThanOrEqual(monday);
  const { at: _, lead, ...facts } = finding.example ?? { at: "", lead: "" };
  const state = restore(program, emptySnapshot);
  for (let at = from; at < Math.min(to, from + 7 * DAY_MS); at += HOUR_MS) {
    const record = decide(program, state, { lead, facts, at, cause: "new" });
    const shown = { finding, at, kind: record.kind, rule: record.rule };
    expect(shown).toSatisfy(() => isShownBy(program, finding, record));
  }
}

function isShownBy(
  program: Program,
  { code, rule: id }: Finding,
  record: ReturnType<typeof decide>,
): boolean {
  if (code === "uncovered_time") return record.kind === "unmatched";
  const one = program.ruleById.get(id ?? "");
  if (code === "unreachable_rule") {
    const taker = program.ruleById.get(record.rule ?? "");
    return (taker?.index ?? Number.NaN) < (one?.index ?? Number.NaN);
  }
  const passedOn = record.passed.some((passed) => passed.rule === id);
  const left = record.kind !== "assigned" || record.chosenBy === "on_duty";
  return passedOn || (record.rule === id && left);
}

test(
  "what check finds is what trying every hour finds",
  () => {
    fc.assert(
      fc.property(randomWorld, (drawn) => {
        const configuration = randomConfiguration(drawn);
        const program = compile(configuration);
        const findings = check(configuration, { at: monday, language: "en" });
        for (const finding of findings) expectTrue(program, finding);

        const oracle = new Oracle(program);
        const of = (code: string) => findings.filter((finding) => finding.code === code);
        const unreachable = of("unreachable_rule").map(({ rule: id }) => id);
        expect(oracle.unreachable()).toEqual(expect.arrayContaining(unreachable));
        // That one expression finds all that another finds is not claimed.
        if (!JSON.stringify(drawn).includes("matches")) {
          expect(unreachable).toEqual(oracle.unreachable());
        }
        const ruleOf = ({ rule: id }: Finding) => id ?? "";
        expectTold(Map.groupBy(of("nobody_scheduled"), ruleOf), oracle.nobody());
        const channelOf = ({ example }: Finding) => String(example?.["channel"]);
        expectTold(Map.groupBy(of("uncovered_time"), channelOf), oracle.uncovered());
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);

/** That there are findings of what the oracle found, and of all its hours. */
function expectTold(
  told: ReadonlyMap<string, readonly Finding[]>,
  expected: Readonly<Record<string, readonly number[]>>,
): void {
  expect([...told.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [about, findings] of told) {
    expect(hoursToldBy(findings)).toEqual(expect.arrayContaining([...(expected[about] ?? [])]));
  }
}
