import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./parse.ts";

/** A configuration that is right, with some of it replaced. */
const whole = (sections: object): object => ({
  version: 1,
  account: { timezone: "Asia/Tomsk" },
  managers: { ursula: {}, marina: { group: "night" } },
  schedules: { free: { free: true } },
  rules: [],
  ...sections,
});
const manager = (settings: object) => whole({ managers: { ursula: {}, anna: settings } });
const schedule = (settings: object) => whole({ schedules: { it: settings } });
const rule = (settings: object) =>
  whole({ rules: [{ name: "calls", members: ["ursula"], ...settings }] });

function problems(raw: unknown): string {
  const result = parseConfiguration(raw);
  if (result.ok) return "";
  return result.problems.map(({ path, code }) => `${path.join(".")} ${code}`).join(", ");
}

/** What stands in which part, and where it is refused as what. */
const refused = `
  whole    { version: 2 } => version wrong_value
  whole    { rule: [] } => rule unknown_key
  whole    { account: {} } => account missing_key
  whole    { account: { timezone: Tomsk } } => account.timezone wrong_value
  whole    { account: { timezone: UTC, calendar: kz } } => account.calendar wrong_value
  whole    { account: { timezone: UTC, schedule: offise } } => account.schedule unknown_reference
  whole    { account: { timezone: UTC, settle: "30" } } => account.settle wrong_value

  manager  { grup: x } => managers.anna.grup unknown_key

  whole    { managers: { a: { crm: 1 }, b: { crm: "1" } } } => managers.b duplicate
  whole    { managers: { group:x: {} } } => managers.group:x wrong_value

  manager  { schedule: office } => managers.anna.schedule unknown_reference
  manager  { schedule: [{ use: free, to: 2026-05-31 }, { use: free, from: 2026-05-31 }] } => managers.anna.schedule.1 overlap
  manager  { schedule: [{ use: free, from: 2026-05-31, to: 2026-05-01 }] } => managers.anna.schedule.0 wrong_value
  manager  { exceptions: { 2026-07-01..2026-07-14: vacation, 2026-07-14: off } } => managers.anna.exceptions.2026-07-14 duplicate
  manager  { exceptions: { 2026-02-29: off } } => managers.anna.exceptions.2026-02-29 wrong_value
  manager  { exceptions: { 2026-03-09: free } } => managers.anna.exceptions.2026-03-09 wrong_value
  manager  { limits: { day: 1.5 } } => managers.anna.limits.day wrong_value
  manager  { deputy: { who: x, from: 2026-01-01, to: 2026-01-02 } } => managers.anna.deputy.who unknown_reference

  schedule {  } => schedules.it missing_key
  schedule { free: true, calendar: {} } => schedules.it wrong_value
  schedule { free: false } => schedules.it.free wrong_value
  schedule { weekly: { mo: off } } => schedules.it.weekly.mo wrong_value
  schedule { weekly: { mon-fri: off, wed: off } } => schedules.it.weekly.wed duplicate
  schedule { weekly: { "mon-fri,wed": off } } => schedules.it.weekly.mon-fri,wed duplicate
  schedule { weekly: { mon: [09:00-13:00, 12:59-18:00] } } => schedules.it.weekly.mon overlap
  schedule { weekly: { mon: [20:00-08:00, 22:00-23:00] } } => schedules.it.weekly.mon overlap
  schedule { weekly: { mon: 09:00-24:01 } } => schedules.it.weekly.mon wrong_value
  schedule { weekly: { mon: 24:00-09:00 } } => schedules.it.weekly.mon wrong_value
  schedule { weekly: { mon: null } } => schedules.it.weekly.mon wrong_type
  schedule { cycle: { days: [], from: 2026-01-01 } } => schedules.it.cycle.days wrong_value
  schedule { cycle: { days: [off] } } => schedules.it.cycle missing_key
  schedule { calendar: { monday: off } } => schedules.it.calendar.monday wrong_value

  whole    { rules: [{ members: [ursula] }] } => rules.0 missing_key
  whole    { rules: [{ name: a, members: [ursula] }, { name: a, id: b, members: [ursula] }] } => rules.1 duplicate
  whole    { rules: [{ name: a, members: [ursula] }, { name: b, id: a, members: [ursula] }] } => rules.1 duplicate

  rule     { mode: on } => rules.0.mode wrong_value
  rule     { method: in_turns } => rules.0.method wrong_value
  rule     { if: { chanel: call } } => rules.0.if.chanel unknown_key
  rule     { if: { channel: phone } } => rules.0.if.channel wrong_value
  rule     { if: { price: { more: 5 } } } => rules.0.if.price.more unknown_key, rules.0.if.price wrong_value
  rule     { if: { price: [] } } => rules.0.if.price wrong_value
  rule     { if: { form: { matches: ( } } } => rules.0.if.form.matches wrong_value
  rule     { if: { price: { between: [1] } } } => rules.0.if.price.between wrong_value
  rule     { if: { any: [{}] } } => rules.0.if.any wrong_value
  rule     { when: { until: monday } } => rules.0.when.until wrong_value
  rule     { when: { timezone: Tomsk } } => rules.0.when.timezone wrong_value
  rule     { availability: [duty, mood] } => rules.0.availability.1 wrong_value
  rule     { keep_owner: {} } => rules.0.keep_owner missing_key
  rule     { taken: { by: [call] } } => rules.0.taken missing_key
  rule     { taken: { within: 0m } } => rules.0.taken.within wrong_value
  rule     { taken: { within: 15m, then: { on_duty: x } } } => rules.0.taken.then.on_duty unknown_reference
  rule     { taken: { within: 15m, fallback: { on_duty: x } } } => rules.0.taken.fallback.on_duty unknown_reference
  rule     { taken: { within: 15m, pause_after: 0 } } => rules.0.taken.pause_after wrong_value
  rule     { taken: { within: 15m, quiet: "22:00-22:00" } } => rules.0.taken.quiet wrong_value
  rule     { taken: { within: 15m, quiet: "00:00-24:00" } } => rules.0.taken.quiet wrong_value
  rule     { taken: { within: 15m, again: 2 } } => rules.0.taken.again wrong_type
  rule     { handover: { together: maybe } } => rules.0.handover.together wrong_type
  rule     { options: { flor: 1 } } => rules.0.options.flor unknown_key
  rule     { otherwise: { on_duty: x } } => rules.0.otherwise.on_duty unknown_reference
  rule     { members: [urs] } => rules.0.members.0 unknown_reference
  rule     { members: { group:day: 1 } } => rules.0.members.group:day unknown_reference
  rule     { members: [ursula, { ursula: 2 }] } => rules.0.members.1.ursula duplicate
  rule     { members: { ursula: 1.5 } } => rules.0.members.ursula wrong_value
  rule     { members: { ursula: "1" } } => rules.0.members.ursula wrong_type
  rule     { members: [] } => rules.0.members empty_rule

  whole    { rules: [{ name: a }] } => rules.0 empty_rule
  whole    { groups: { day: {} }, rules: [{ name: a, members: [group:day] }] } => rules.0.members empty_rule

  rule     { method: priority, members: { ursula: 0 } } => rules.0.members empty_rule
  rule     { method: percent, members: { ursula: 99.99 } } => rules.0.members percent_sum
  rule     { method: percent, members: { ursula: 40, x: 60 } } => rules.0.members.x unknown_reference
`;

const builders = { whole, manager, schedule, rule };

test.each(refused.split("\n").filter((line) => line.trim() !== ""))("refused:%s", (line) => {
  const [, part = "", text = "", expected] = /^ *(\w+) +(.*) => (.*)$/.exec(line) ?? [];
  expect(Object.keys(builders)).toContain(part);
  expect(problems(builders[part as keyof typeof builders](parse(text)))).toBe(expected);
});

test("what is no map is no configuration", () => {
  expect(problems([])).toBe(" wrong_type");
  expect(problems(null)).toBe(" wrong_type");
});

test("every problem is found, not only the first", () => {
  const raw = whole({
    account: { timezone: "Tomsk" },
    managers: { a: { grup: 1 } },
    rules: [{ name: "a", members: ["b"] }],
  });
  expect(problems(raw).split(", ")).toEqual([
    "account.timezone wrong_value",
    "managers.a.grup unknown_key",
    "rules.0.members.0 unknown_reference",
  ]);
});

test("what is meant wrongly can still be looked at, what is shaped wrongly cannot", () => {
  const meant = parseConfiguration(rule({ members: ["ursula", "nobody"] }));
  expect(meant.ok ? null : meant.problems.map(({ kind }) => kind)).toEqual(["meaning"]);
  expect(meant.configuration?.rules[0]?.members.map(({ who }) => who)).toEqual(["ursula"]);
  const shaped = parseConfiguration(rule({ membrs: [] }));
  expect(shaped.ok ? null : shaped.problems[0]?.kind).toBe("shape");
  expect(shaped.configuration).toBeNull();
});

test.each([
  [rule({ membrs: [] }), '"membrs" is no key of a rule.', 'Did you mean "members"?'],
  [rule({ members: ["ursla"] }), 'There is no manager "ursla".', 'Did you mean "ursula"?'],
  [rule({ members: ["x"] }), 'There is no manager "x".', "Add it under `managers:`."],
  [rule({ method: "turn" }), '"turn" is not known here.', "Write one of in_turn"],
  [rule({ if: 5 }), "Here stands the number 5, where facts", "Write facts with what they must be."],
])("says what is wrong and what would be right: %j", (raw, message, remedy) => {
  const result = parseConfiguration(raw);
  const [problem] = result.ok ? [] : result.problems;
  expect(problem?.message).toContain(message);
  expect(problem?.remedy).toContain(remedy);
});

describe("hostile input", () => {
  const names = (...words: string[]) => fc.constantFrom(...words);

  test("whatever stands in a section is read or refused, nothing is thrown", () => {
    const sections = names("account", "groups", "managers", "schedules", "rules", "version");
    const anything = fc.anything({ maxDepth: 4, withMap: true });
    fc.assert(
      fc.property(fc.dictionary(sections, anything), (raw) => {
        expect(typeof parseConfiguration(whole(raw)).ok).toBe("boolean");
      }),
    );
  });

  test("whatever stands in a rule is read or refused, nothing is thrown", () => {
    const keys = names("if", "when", "members", "taken", "otherwise", "handover", "keep_owner");
    fc.assert(
      fc.property(fc.dictionary(keys, fc.anything({ maxDepth: 3 })), (settings) => {
        expect(typeof parseConfiguration(rule(settings)).ok).toBe("boolean");
      }),
    );
  });

  test("conditions that nest without end are refused", () => {
    const loop: Record<string, unknown> = { channel: "call" };
    loop["all"] = [loop];
    expect(problems(rule({ if: loop }))).toMatch(/all wrong_value/);
  });

  test("names of what every object inherits are ordinary names", () => {
    const managers = JSON.parse('{ "__proto__": { "group": "constructor" }, "toString": {} }');
    const members = ["__proto__", "toString", "group:constructor"];
    expect(problems(whole({ managers, rules: [{ name: "a", members }] }))).toBe("");
    expect(problems(rule({ members: ["constructor"] }))).toBe(
      "rules.0.members.0 unknown_reference",
    );
  });
});
