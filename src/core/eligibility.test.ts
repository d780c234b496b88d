import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "./configuration/parse.ts";
import type { VerdictCode } from "./decision.ts";
import { couldReceive, dutyAt, eligibleFrom, refusal } from "./eligibility.ts";
import { compile } from "./program.ts";
import {
  emptySnapshot,
  receiveByHand,
  restore,
  setBlocked,
  setDuty,
  setPresence,
} from "./state.ts";
import { parseInstant } from "./time.ts";

/** Anna works 9:00 to 18:00 and may have one lead a day, Vera at any hour without a limit. */
const parsed = parseConfiguration(
  parse(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
managers: { anna: { name: Anna, schedule: office, limits: { day: 1 } }, vera: { name: Vera } }
rules:
  - { name: Usual, members: [anna, vera] }
  - { name: Seen, members: [anna, vera], availability: [duty, schedule, presence] }
`),
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const program = compile(parsed.configuration);

const instant = (text: string) => parseInstant(`${text}:00+03:00`) ?? Number.NaN;
const noon = instant("2026-03-02T12:00");
const night = instant("2026-03-02T22:00");
const tomorrow = instant("2026-03-03T09:00");
const fresh = () => restore(program, emptySnapshot);

function seatOf(manager: string, name = "Usual") {
  const rule = program.ruleById.get(name);
  const member = rule?.members.find((one) => one.manager === manager);
  if (rule === undefined || member === undefined) throw new Error(`no ${manager} in ${name}`);
  return { rule, member };
}

test.each<readonly [VerdictCode, boolean]>([
  ["chosen", true],
  ["later", true],
  ["outranked", true],
  ["busier", true],
  ["ahead", true],
  ["offered", true],
  ["off_schedule", false],
  ["no_schedule", false],
  ["paused", false],
  ["off_duty", false],
  ["absent", false],
  ["blocked", false],
  ["limit", false],
  ["missed", false],
  ["has_it", false],
])("of somebody told «%s» it is %s that he could have had the lead", (verdict, could) => {
  expect(couldReceive(verdict)).toBe(could);
});

test("a pause ends with its last moment; one without an end, and being off duty, do not", () => {
  expect(dutyAt({ duty: "paused", until: noon }, noon - 1)).toBe("paused");
  expect(dutyAt({ duty: "paused", until: noon }, noon)).toBe("online");
  expect(dutyAt({ duty: "paused", until: null }, noon)).toBe("paused");
  expect(dutyAt({ duty: "offline", until: noon }, noon)).toBe("offline");
});

test("of several reasons the one that lasts is told: user, switch, schedule, presence, limit", () => {
  const state = fresh();
  const because = (at: number) => refusal(seatOf("anna", "Seen"), state, at);
  expect(because(noon)).toBeNull();
  receiveByHand(state, { manager: "anna", at: noon });
  expect(because(noon)).toBe("limit");
  setPresence(state, "anna", false);
  expect(because(noon)).toBe("absent");
  expect(because(night)).toBe("off_schedule");
  setDuty(state, "anna", { duty: "paused", until: null });
  expect(because(night)).toBe("paused");
  setDuty(state, "anna", { duty: "offline", until: null });
  expect(because(night)).toBe("off_duty");
  setBlocked(state, "anna", true);
  expect(because(night)).toBe("blocked");
});

test("who has no limits is kept away by signals all the same", () => {
  const state = fresh();
  expect(refusal(seatOf("vera"), state, night)).toBeNull();
  expect(refusal(seatOf("vera", "Seen"), state, night)).toBe("no_schedule");
  setDuty(state, "vera", { duty: "offline", until: null });
  expect(refusal(seatOf("vera"), state, night)).toBe("off_duty");
});

test("he may again when his shift begins, his pause is over on a shift, his day's limit is", () => {
  const state = fresh();
  const from = (because: VerdictCode, at: number) =>
    eligibleFrom({ member: seatOf("anna").member, because }, state, at);
  expect(from("off_schedule", night)).toBe(tomorrow);
  setDuty(state, "anna", { duty: "paused", until: night });
  expect(from("paused", noon)).toBe(tomorrow);
  receiveByHand(state, { manager: "anna", at: noon });
  expect(from("limit", noon)).toBe(tomorrow);
});

test("no clock tells when he switches himself on, appears, or gets hours or a limit he has not", () => {
  const state = fresh();
  const from = (because: VerdictCode, manager = "vera") =>
    eligibleFrom({ member: seatOf(manager).member, because }, state, noon);
  for (const because of ["off_duty", "absent", "blocked", "missed"] as const)
    expect(from(because, "anna"), because).toBeNull();
  expect([from("off_schedule"), from("paused"), from("limit")]).toEqual([null, null, null]);
});
