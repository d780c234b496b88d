import { expect, test } from "vitest";
import { findings, messages } from "#test/support/checked-world.ts";

const office = { days: "mon-fri", time: "09:00-18:00" };

test("a finding has its keys in their order, its interval and a lead that shows it", () => {
  const [weekdays, weekend, ...more] = findings({
    rules: [{ if: { channel: "call" }, when: office }],
  });
  expect(JSON.stringify(weekend)).toBe(
    '{"severity":"warning","code":"uncovered_time","rule":null,' +
      '"from":"2026-03-06T18:00:00+03:00","to":"2026-03-09T09:00:00+03:00",' +
      '"example":{"at":"2026-03-06T18:00:00+03:00","lead":"example","channel":"call"},' +
      '"message":"No rule takes calls every week from Friday 18:00 to Monday 9:00."}',
  );
  expect(weekdays).toMatchObject({
    from: "2026-03-02T18:00:00+03:00",
    to: "2026-03-03T09:00:00+03:00",
    message: "No rule takes calls from Monday to Thursday from 18:00 to 9:00 of the next day.",
  });
  expect(more).toEqual([]);
});

test("in Russian too", () => {
  const world = { rules: [{ if: { channel: "written" }, when: { days: "mon-sat" } }] };
  expect(messages(world, "ru")).toEqual([
    "Ни один шаблон не берёт письменные обращения по воскресеньям круглосуточно.",
  ]);
});

test("rules together cover the week, across midnight and the week's end", () => {
  const rules = [
    { when: { days: "mon-fri", time: "09:00-18:00" } },
    { when: { days: "mon-thu", time: "18:00-09:00" } },
    { when: { days: "fri", time: "18:00-09:00", until: "next_workday" } },
  ];
  expect(findings({ rules })).toEqual([]);
});

test("a channel that no rule mentions is nobody's claim", () => {
  expect(findings({ rules: [{ if: { channel: "call" } }] })).toEqual([]);
});

test("a pipeline that no rule takes at any hour is left out on purpose", () => {
  expect(findings({ rules: [{ if: { channel: "call", pipeline: "Sales" } }] })).toEqual([]);
});

test("leads of one rule may be uncovered while those of another are taken", () => {
  const rules = [{ if: { source: "site" } }, { if: { source: "fair" }, when: { days: "mon-sat" } }];
  expect(findings({ rules })).toMatchObject([
    {
      from: "2026-03-08T00:00:00+03:00",
      to: "2026-03-09T00:00:00+03:00",
      example: { channel: "other", source: "fair" },
      message: "No rule takes leads (source: fair) on Sundays around the clock.",
    },
  ]);
});

test("only live rules take leads", () => {
  const rules = [{ mode: "draft" }, { when: { days: "mon-sat" } }, { mode: "shadow" }];
  expect(findings({ rules })).toHaveLength(1);
});

test("without a live rule no lead is taken at any time", () => {
  expect(findings({ rules: [{ mode: "off" }] })).toMatchObject([
    {
      from: "2026-03-02T00:00:00+03:00",
      to: "2026-04-06T00:00:00+03:00",
      message: "No rule takes leads at any time.",
    },
  ]);
});

test("holidays of the coming year are told apart from the weeks", () => {
  const rules = [{ when: { days: "workdays" } }, { when: { days: "sat,sun" } }];
  const [only, ...more] = findings({ calendar: "ru", rules }, { at: "2025-12-30T12:30:00+03:00" });
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    from: "2025-12-31T00:00:00+03:00",
    to: "2026-01-03T00:00:00+03:00",
  });
  expect(only?.message).toBe(
    "No rule takes leads 10 times in the coming year, first from 2025-12-31 00:00 to 2026-01-03 00:00.",
  );
});

test("what is going on and comes back is shown where it begins again", () => {
  const world = { rules: [{ when: office }] };
  const [weekend, weekdays] = findings(world, { at: "2026-03-07T12:00:00+03:00" });
  expect([weekdays?.from, weekend?.from].sort()).toEqual([
    "2026-03-09T18:00:00+03:00",
    "2026-03-13T18:00:00+03:00",
  ]);
});

test("a window in another zone moves with its summer time", () => {
  const rules = [
    { when: { time: "00:00-12:00" } },
    { when: { time: "10:00-22:00", timezone: "Europe/Berlin" } },
  ];
  expect(findings({ rules })).toMatchObject([
    {
      from: "2026-03-29T23:00:00+03:00",
      to: "2026-03-30T00:00:00+03:00",
      message:
        "No rule takes leads every day from 23:00 to 24:00 (210 of 371 times in the coming year).",
    },
  ]);
});
