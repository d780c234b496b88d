import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { compile } from "#core/program.ts";
import { parseInstant } from "#core/time.ts";
import type { SimEvent } from "./event.ts";
import { Simulation } from "./simulation.ts";

const instant = (text: string) => parseInstant(`${text}:00+03:00`) ?? 0;
const lead = (at: string, id: string): SimEvent => ({
  kind: "lead",
  at: instant(at),
  lead: id,
  facts: { channel: "call" },
});

/** Runs events over one rule with Anna in it, and counts what was reported twice. */
function run(account: string, schedule: string, events: readonly SimEvent[]) {
  const parsed = parseConfiguration(
    parse(`
version: 1
account: { name: Test, timezone: Europe/Moscow, schedule: s${account} }
schedules: { s: ${schedule} }
managers: { anna: { name: Anna } }
rules: [{ name: R, method: in_turn, members: [anna] }]
`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const records: DecisionRecord[] = [];
  const repeated: string[] = [];
  const simulation = new Simulation(compile(parsed.configuration), {
    decided: (record) => records.push(record),
    repeated: (id) => repeated.push(id),
    overruled: () => {},
  });
  for (const event of events) simulation.push(event);
  simulation.finish();
  return { records, repeated };
}

const free = "{ free: true }";

test("`settle` holds a new lead back, and what happens meanwhile counts", () => {
  const offline: SimEvent = {
    kind: "duty",
    at: instant("2026-03-02T09:03"),
    manager: "anna",
    duty: "offline",
  };
  const { records } = run(", settle: 5m", free, [
    lead("2026-03-02T09:00", "1"),
    offline,
    lead("2026-03-02T09:10", "2"),
  ]);
  expect(records.map(({ at, lead: id, kind }) => [at, id, kind])).toEqual([
    [instant("2026-03-02T09:05"), "1", "waiting"],
    [instant("2026-03-02T09:15"), "2", "waiting"],
  ]);
});

test("shifts still begin after the last event, but for 30 days only", () => {
  const dates = (date: string) => `{ calendar: { ${date}: "10:00-12:00" } }`;
  const soon = run("", dates("2026-03-31"), [lead("2026-03-02T09:00", "1")]);
  expect(soon.records.map(({ kind }) => kind)).toEqual(["waiting", "assigned"]);
  const late = run("", dates("2026-04-01"), [lead("2026-03-02T09:00", "1")]);
  expect(late.records.map(({ kind }) => kind)).toEqual(["waiting"]);
  expect(late.records[0]?.until).toBe(instant("2026-04-01T10:00"));
});

test("a lead that comes again is reported and not decided again", () => {
  const { records, repeated } = run("", free, [
    lead("2026-03-02T09:00", "1"),
    lead("2026-03-02T09:00", "1"),
    lead("2026-03-03T09:00", "1"),
  ]);
  expect(records).toHaveLength(1);
  expect(repeated).toEqual(["1", "1"]);
});

test("nothing in, nothing out", () => {
  expect(run("", free, []).records).toEqual([]);
});
