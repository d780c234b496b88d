import { expect, test } from "vitest";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { formatInstant, parseInstant } from "#core/time.ts";
import type { Timetable } from "./timetable.ts";
import { compileWindows } from "./window.ts";

const zone = "Asia/Tomsk";

function windowsOf(when: unknown, calendar?: string): Timetable {
  const parsed = parseConfiguration({
    account: { timezone: zone, calendar },
    managers: { anna: {} },
    rules: [{ name: "calls", when, members: ["anna"] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [rule] = parsed.configuration.rules;
  if (rule === undefined) throw new Error("there is no rule");
  return compileWindows(rule, parsed.configuration);
}

const at = (text: string): number => parseInstant(`2026-${text}:00+07:00`) ?? Number.NaN;
const short = (instant: number | null): string | null =>
  instant === null ? null : formatInstant(instant, zone).slice(5, 16);

const night = windowsOf({ days: "mon-fri", time: "16:00-09:00" });
test.each([
  ["03-02T00:00", false, "no Sunday night precedes Monday's morning"],
  ["03-02T15:59", false, "a minute before it begins"],
  ["03-02T16:00", true, "its beginning belongs to it"],
  ["03-03T08:59", true, "across midnight"],
  ["03-03T09:00", false, "its end does not belong to it"],
  ["03-06T16:00", true, "Friday is the last day on which it begins"],
  ["03-07T08:59", true, "Saturday morning is still Friday's"],
  ["03-07T09:00", false, "and ends"],
  ["03-07T16:00", false, "it does not begin on Saturday"],
  ["03-08T23:00", false, "nor on Sunday"],
])("a window of Monday to Friday from 16:00 to 09:00 covers %s: %s (%s)", (moment, covered) => {
  expect(night.covers(at(moment))).toBe(covered);
});

test("a window tells its next change", () => {
  expect(short(night.nextOn(at("03-07T10:00")))).toBe("03-09T16:00");
  expect(short(night.nextOff(at("03-06T20:00")))).toBe("03-07T09:00");
  expect(night.nextOff(at("03-07T10:00"))).toBeNull();
  expect(short(night.nextOn(at("03-06T20:00")))).toBe("03-06T20:00");
});

test("a window until the next working day lasts from Friday to Monday", () => {
  const whole = windowsOf({ days: "mon-fri", time: "16:00-09:00", until: "next_workday" });
  expect(short(whole.nextOff(at("03-05T20:00")))).toBe("03-06T09:00");
  expect(short(whole.nextOff(at("03-06T20:00")))).toBe("03-09T09:00");
});

test("a window until the next working day of Russia lasts over 9 March, and over the New Year", () => {
  const whole = windowsOf({ days: "workdays", time: "16:00-09:00", until: "next_workday" }, "ru");
  expect(short(whole.nextOff(at("03-06T20:00")))).toBe("03-10T09:00");
  const eve = parseInstant("2025-12-30T20:00:00+07:00") ?? Number.NaN;
  expect(short(whole.nextOff(eve))).toBe("01-12T09:00");
  expect(whole.covers(at("01-07T12:00"))).toBe(true);
});

test("a rule without windows is always open", () => {
  const open = windowsOf(undefined);
  expect(open.free).toBe(true);
  expect(open.covers(at("03-02T00:00"))).toBe(true);
  expect(open.nextOn(at("03-02T00:00"))).toBe(at("03-02T00:00"));
  expect(open.nextOff(at("03-02T00:00"))).toBeNull();
});

test("a rule with a window for every hour never closes", () => {
  const open = windowsOf([{ time: "09:00-18:00" }, { time: "18:00-09:00" }]);
  expect(open.nextOff(at("03-02T00:00"))).toBeNull();
  const month = { from: at("02-20T00:00"), to: at("04-20T00:00") };
  expect(open.spans(month.from, month.to)).toEqual([month]);
});

test("a rule with windows that overlap or touch has one", () => {
  const merged = windowsOf([
    { days: "mon", time: ["09:00-12:00", "12:00-14:00"] },
    { days: "mon", time: "13:00-18:00" },
  ]);
  expect(short(merged.nextOff(at("03-02T09:00")))).toBe("03-02T18:00");
});

test("a rule with a zone of its own opens by that", () => {
  const moscow = windowsOf({ time: "09:00-18:00", timezone: "Europe/Moscow" });
  expect(short(moscow.nextOn(at("03-02T00:00")))).toBe("03-02T13:00");
});

test("a rule with windows has hours", () => {
  expect(windowsOf({ time: "00:00-24:00" }).free).toBe(false);
});

test("a rule with days and no hours is open all day, with hours and no days every day", () => {
  expect(short(windowsOf({ days: "sat" }).nextOff(at("03-07T00:00")))).toBe("03-08T00:00");
  expect(short(windowsOf({ time: "09:00-18:00" }).nextOn(at("03-07T20:00")))).toBe("03-08T09:00");
});

test.each([
  ["workdays", ["03-06", "03-10"]],
  ["holidays", ["03-07", "03-08", "03-09"]],
  ["sat,holidays", ["03-07", "03-08", "03-09"]],
  ["mon", ["03-09"]],
  ["fri-sun", ["03-06", "03-07", "03-08"]],
  ["sun-mon", ["03-08", "03-09"]],
])("the days «%s» around 8 March are %j", (days, dates) => {
  const noons = ["03-06", "03-07", "03-08", "03-09", "03-10"];
  const table = windowsOf({ days }, "ru");
  expect(noons.filter((date) => table.covers(at(`${date}T12:00`)))).toEqual(dates);
});

test("without a calendar holidays are Saturday and Sunday", () => {
  const table = windowsOf({ days: "holidays" });
  expect(table.covers(at("03-07T12:00"))).toBe(true);
  expect(table.covers(at("03-09T12:00"))).toBe(false);
});
