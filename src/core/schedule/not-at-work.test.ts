import { expect, test } from "vitest";
import { compile } from "#core/program.ts";
import { dayOf, instantOf } from "#core/time.ts";
import { readConfiguration } from "#document/read.ts";
import { missedSince, nextMissed, type Signs } from "./not-at-work.ts";

/** Monday 2 March 2026 in Tomsk (UTC+7), at a time of day. */
function at(time: string, day = 2): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return instantOf(dayOf(`2026-03-0${day}`), hour * 60 + minute, "Asia/Tomsk");
}

const reading = readConfiguration(`
version: 1
account: { name: A, timezone: Asia/Tomsk }
managers:
  office: { name: Офис, schedule: office }
  around: { name: Всегда, schedule: around }
  free:   { name: Свободный, schedule: free }
  none:   { name: Без графика }
schedules:
  office: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  around: { weekly: { mon-sun: "00:00-24:00" } }
  free:   { free: true }
rules: [{ name: R, method: in_turn, members: [office, around, free, none] }]
`);
if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
const { staff } = compile(reading.configuration);
const hours = Object.fromEntries(staff.map((one) => [one.manager.key, one]));
const of = (who: string) => hours[who] ?? { timetable: null, timeZone: "UTC" };

const off: Signs = { duty: { duty: "offline", until: null }, switchedAt: null, seenAt: null };

test.each<[string, string, Partial<Signs>, string | null]>([
  ["five minutes late", "09:05", {}, null],
  ["a moment before ten minutes", "09:09", {}, null],
  ["ten minutes late", "09:10", {}, "09:00"],
  ["still away after lunch, which begins no shift", "14:30", {}, "09:00"],
  ["online", "09:10", { duty: { duty: "online", until: null } }, null],
  ["on a pause that is over", "09:10", { duty: { duty: "paused", until: at("09:05") } }, null],
  [
    "on a pause from yesterday",
    "09:10",
    { duty: { duty: "paused", until: null }, switchedAt: at("08:00", 1) },
    "09:00",
  ],
  ["off since he came", "09:10", { switchedAt: at("09:00") }, null],
  ["seen once in the shift", "09:10", { seenAt: at("09:04") }, null],
  ["seen before the shift only", "09:10", { seenAt: at("08:59") }, "09:00"],
  ["before the shift", "08:30", {}, null],
  ["after the shift", "18:30", {}, null],
])("%s at %s", (...[, time, signs, since]) => {
  const missed = missedSince(of("office"), { ...off, ...signs }, at(time));
  expect(missed).toBe(since === null ? null : at(since));
});

test("who has no hours to begin at is never missed; round the clock each day is a shift", () => {
  for (const who of ["free", "none"]) {
    expect(missedSince(of(who), off, at("12:00"))).toBe(null);
    expect(nextMissed(of(who), at("12:00"))).toBe(null);
  }
  expect(missedSince(of("around"), off, at("12:00"))).toBe(at("00:00"));
  expect(nextMissed(of("around"), at("12:00"))).toBe(at("00:10", 3));
});

test.each([
  ["before a shift", "08:00", at("09:10")],
  ["at its beginning", "09:00", at("09:10")],
  ["once he could be missed, the next shift's", "09:10", at("09:10", 3)],
  ["in the lunch break", "13:30", at("09:10", 3)],
  ["after the shift", "20:00", at("09:10", 3)],
])("the next moment to look, %s", (_what, time, next) => {
  expect(nextMissed(of("office"), at(time))).toBe(next);
});

test("over a weekend the next moment is Monday's", () => {
  expect(nextMissed(of("office"), at("19:00", 6))).toBe(at("09:10", 9));
});
