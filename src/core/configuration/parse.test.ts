import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./parse.ts";
import type { Configuration, Rule } from "./types.ts";

function read(raw: unknown): Configuration {
  const result = parseConfiguration(raw);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.configuration;
}

const withSections = (text: string): Configuration =>
  read({
    version: 1,
    account: { timezone: "Asia/Tomsk" },
    managers: { ursula: {}, marina: { group: "night" } },
    ...parse(text),
  });

function ruleOf(text: string): Rule {
  const settings = { name: "calls", members: ["ursula"], ...parse(text) };
  const [rule] = withSections(JSON.stringify({ rules: [settings] })).rules;
  if (rule === undefined) throw new Error("there is no rule");
  return rule;
}

const on = (...weekdays: number[]) => ({ weekdays, workdays: false, holidays: false });
const hours = (from: number, to: number) => ({ from: from * 60, to: to * 60 });

describe("defaults", () => {
  test("of a rule that says only who", () => {
    expect(ruleOf("{}")).toEqual({
      id: "calls",
      name: "calls",
      mode: "live",
      conditions: [],
      windows: [],
      method: "in_turn",
      members: [{ who: "ursula", weight: 1, percent: null, quota: null, tier: null, limits: {} }],
      availability: null,
      ledger: "calls",
      limits: { member: {}, rule: {} },
      keepOwner: null,
      otherwise: {
        kind: "wait",
        atMostMs: null,
        afterwards: { kind: "next_rule" },
        order: "oldest",
      },
      options: {},
      taken: null,
      handover: null,
    });
  });

  test("of a manager and an account that say nothing", () => {
    const { managers, account } = withSections("{}");
    expect(managers[0]).toMatchObject({ key: "ursula", name: "ursula", crm: null, schedule: [] });
    expect(account).toMatchObject({ calendar: null, settleMs: 0, sameClientMs: null });
  });

  test("a ledger is keyed by the rule's id, unless rules share one", () => {
    expect(ruleOf("id: c1")).toMatchObject({ id: "c1", ledger: "c1" });
    expect(ruleOf("{ id: c1, ledger: shared }").ledger).toBe("shared");
  });

  test("of keeping owners, taking and handing over", () => {
    expect(
      ruleOf("{ keep_owner: { of: contact }, taken: { within: 30s }, handover: {} }"),
    ).toMatchObject({
      keepOwner: { of: ["contact"], when: "on_shift", costsTurn: false },
      taken: {
        withinMs: 30_000,
        missed: "next",
        warnMs: null,
        maxTransfers: null,
        fallback: "keep",
      },
      handover: {
        atShiftEnd: "none",
        onDutyOff: "none",
        return: false,
        turnBack: true,
        together: false,
      },
    });
  });
});

describe("members", () => {
  test.each([
    ["members: [ursula, marina]", "ursula weight 1, marina weight 1"],
    ["members: ursula", "ursula weight 1"],
    ["members: { ursula: 1, marina: 2 }", "ursula weight 1, marina weight 2"],
    ["members: [{ ursula: 3 }, marina]", "ursula weight 3, marina weight 1"],
    [
      "members: { ursula: { weight: 3, tier: 2 }, marina: }",
      "ursula weight 3 tier 2, marina weight 1",
    ],
    ['members: [ursula, "group:night"]', "ursula weight 1, group:night weight 1"],
    [
      "{ method: percent, members: { ursula: 66.67, marina: 33.33 } }",
      "ursula weight 1 percent 66.67, marina weight 1 percent 33.33",
    ],
    ["{ method: quantity, members: { ursula: 5 } }", "ursula weight 1 quota 5"],
    ["{ method: tiers, members: { ursula: 2 } }", "ursula weight 1 tier 2"],
  ])("%s", (text, expected) => {
    const members = ruleOf(text).members.map(({ who, limits: _limits, ...numbers }) => {
      const written = Object.entries(numbers).filter(([, number]) => number !== null);
      return [who, ...written.flat()].join(" ");
    });
    expect(members.join(", ")).toBe(expected);
  });

  test("keep the document's order also where their keys are numbers", () => {
    const document = parse(
      "{ account: { timezone: UTC }, managers: { 10: {}, 7: {} }, rules: [{ name: a, members: { 10: 1, 7: 2 } }] }",
      { mapAsMap: true },
    );
    const { managers, rules } = read(document);
    expect(managers.map(({ key }) => key)).toEqual(["10", "7"]);
    expect(rules[0]?.members.map(({ who }) => who)).toEqual(["10", "7"]);
  });
});

describe("conditions", () => {
  const call = { op: "one_of", fact: "channel", values: ["call"] };
  const price = (value: number) => ({ op: "one_of", fact: "price", values: [value] });
  test.each([
    ["{ channel: call }", [call]],
    ['{ source_id: [1, "2"] }', [{ op: "one_of", fact: "source_id", values: [1, "2"] }]],
    ["{ tags: { not: vip } }", [{ op: "none_of", fact: "tags", values: ["vip"] }]],
    ["{ form: { contains: 7 } }", [{ op: "contains", fact: "form", text: "7" }]],
    ["{ form: { starts: Сайт } }", [{ op: "starts", fact: "form", text: "Сайт" }]],
    ["{ region: { matches: ^7 } }", [{ op: "matches", fact: "region", text: "^7" }]],
    ["{ price: { empty: true } }", [{ op: "empty", fact: "price", empty: true }]],
    ["{ field.123: x }", [{ op: "one_of", fact: "field.123", values: ["x"] }]],
    [
      "{ client_time: { between: [22:00, 06:00] } }",
      [{ op: "between", fact: "client_time", low: "22:00", high: "06:00" }],
    ],
    [
      "{ price: { gte: 10, lt: 20 } }",
      [
        { op: "gte", fact: "price", bound: 10 },
        { op: "lt", fact: "price", bound: 20 },
      ],
    ],
    ["{ none: { channel: call } }", [{ op: "none", of: [call] }]],
    [
      "{ any: [{ channel: call }, { channel: call, price: 1 }], price: 2 }",
      [{ op: "any", of: [call, { op: "all", of: [call, price(1)] }] }, price(2)],
    ],
    ["{ all: [{ any: [{ channel: call }] }] }", [{ op: "all", of: [{ op: "any", of: [call] }] }]],
  ])("%s", (text, conditions) => {
    expect(ruleOf(`if: ${text}`).conditions).toEqual(conditions);
  });
});

test.each([
  ["{ days: mon-fri, time: 09:00-16:00 }", [{ days: on(0, 1, 2, 3, 4), time: hours(9, 16) }]],
  ['{ days: "mon,wed" }', [{ days: on(0, 2), time: hours(0, 24) }]],
  ["{ days: fri-mon }", [{ days: on(0, 4, 5, 6) }]],
  ["{ days: [mon-tue, sun] }", [{ days: on(0, 1, 6) }]],
  ["{ days: workdays }", [{ days: { weekdays: [], workdays: true, holidays: false } }]],
  ["{ time: 16:00-23:59 }", [{ days: on(0, 1, 2, 3, 4, 5, 6), time: hours(16, 24) }]],
  ["{ time: 9:00–18:00 }", [{ time: hours(9, 18) }]],
  ["{ time: [09:00-13:00, 14:00-18:00] }", [{ time: hours(9, 13) }, { time: hours(14, 18) }]],
  ["{ time: 16:00-09:00, until: next_workday }", [{ untilNextWorkday: true }]],
  [
    "[{ days: sat, timezone: Europe/Moscow }, { days: sun }]",
    [{ timeZone: "Europe/Moscow" }, { timeZone: null }],
  ],
])("the window %s", (text, windows) => {
  const read = ruleOf(`when: ${text}`).windows;
  expect(read).toMatchObject(windows);
  expect(read).toHaveLength(windows.length);
});

test.each([
  ["wait", { kind: "wait", atMostMs: null }],
  ["next_rule", { kind: "next_rule" }],
  ["leave", { kind: "leave" }],
  ["{ on_duty: marina }", { kind: "on_duty", who: "marina" }],
  [
    "{ wait: { at_most: 12h, then: { on_duty: marina }, order: newest } }",
    {
      kind: "wait",
      atMostMs: 43_200_000,
      afterwards: { kind: "on_duty", who: "marina" },
      order: "newest",
    },
  ],
  [
    "{ wait: { at_most: 1d, then: next_rule } }",
    { atMostMs: 86_400_000, afterwards: { kind: "next_rule" } },
  ],
])("otherwise %s", (text, expected) => {
  expect(ruleOf(`otherwise: ${text}`).otherwise).toMatchObject(expected);
});

test("keep_owner, taken and handover in full", () => {
  const rule = ruleOf(`
    keep_owner: { of: [contact, last], when: { wait: 2h }, costs_turn: true }
    taken: { within: 15m, by: [call, note], warn: 10m, then: { on_duty: marina },
             max_transfers: 3, fallback: { on_duty: ursula }, turn_back: true }
    handover: { at_shift_end: { stages: [142, Новые] }, on_duty_off: all, return: true }`);
  expect(rule.keepOwner).toEqual({
    of: ["contact", "last"],
    when: { waitMs: 7_200_000 },
    costsTurn: true,
  });
  expect(rule.taken).toEqual({
    withinMs: 900_000,
    by: ["call", "note"],
    warnMs: 600_000,
    missed: { onDuty: "marina" },
    maxTransfers: 3,
    fallback: { onDuty: "ursula" },
    turnBack: true,
    again: false,
    pauseAfter: null,
    quiet: null,
  });
  expect(rule.handover).toEqual({
    atShiftEnd: { stages: ["142", "Новые"] },
    onDutyOff: "all",
    return: true,
    turnBack: true,
    together: false,
  });
});

test("what else `taken` and `handover` may say", () => {
  const { taken, handover } = ruleOf(`
    taken: { within: 15m, again: true, pause_after: 3, quiet: "22:00-08:00" }
    handover: { at_shift_end: all, together: true }`);
  expect(taken).toMatchObject({
    again: true,
    pauseAfter: 3,
    quiet: { from: 22 * 60, to: 8 * 60 },
  });
  expect(handover).toMatchObject({ together: true });
});

describe("schedules", () => {
  test("hours as one text, a list or off; a list is put in order", () => {
    const { schedules } = withSections(`
      schedules:
        it: { weekly: { "mon,wed": [14:00-18:00, 09:00-13:00], sat: off, holidays: [] } }`);
    expect(schedules["it"]?.pattern).toEqual({
      kind: "weekly",
      days: [
        { on: on(0, 2), hours: [hours(9, 13), hours(14, 18)] },
        { on: on(5), hours: [] },
        { on: { weekdays: [], workdays: false, holidays: true }, hours: [] },
      ],
    });
  });

  test("exceptions by date and range", () => {
    const { managers } = withSections(`
      managers:
        anna:
          exceptions:
            2026-03-09: off
            2026-03-10: [12:00-15:00]
            2026-07-01..2026-07-14: vacation`);
    expect(managers[0]?.exceptions).toEqual([
      { from: "2026-03-09", to: "2026-03-09", kind: "off", hours: [] },
      { from: "2026-03-10", to: "2026-03-10", kind: "hours", hours: [hours(12, 15)] },
      { from: "2026-07-01", to: "2026-07-14", kind: "vacation", hours: [] },
    ]);
  });

  test("a name, or periods that follow each other", () => {
    const { managers } = withSections(`
      managers:
        anna: { schedule: [{ use: office, to: 2026-05-31 }, { use: free, from: 2026-06-01 }] }
        berta: { schedule: free }
      schedules: { office: { weekly: { mon: 09:00-18:00 } }, free: { free: true } }`);
    expect(managers.map(({ schedule }) => schedule)).toEqual([
      [
        { use: "office", from: null, to: "2026-05-31" },
        { use: "free", from: "2026-06-01", to: null },
      ],
      [{ use: "free", from: null, to: null }],
    ]);
  });
});
