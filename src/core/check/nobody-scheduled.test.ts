import { expect, test } from "vitest";
import type { Language } from "#core/explain/language.ts";
import { findings, messages } from "#test/support/checked-world.ts";

const office = { days: "mon-fri", time: "09:00-18:00" };

const shifts = {
  schedules: {
    day: { weekly: { "mon-fri": ["09:00-13:00", "14:00-18:00"] } },
    pair: { cycle: { days: ["09:00-21:00", "09:00-21:00", "off", "off"], from: "2026-01-01" } },
    spring: { weekly: { "mon-sun": "00:00-24:00" } },
  },
  managers: {
    boris: { schedule: "day" },
    vera: { schedule: "pair" },
    gleb: {},
    dina: { schedule: [{ use: "spring", to: "2026-05-31" }] },
    egor: { schedule: "spring", exceptions: { "2026-07-01..2026-07-14": "vacation" } },
  },
};
const one = (rule: object, language: Language = "en") =>
  messages({ ...shifts, rules: [{ ...rule, if: { tags: "vip" } }, {}] }, language);

test("a break in which everybody is off", () => {
  expect(one({ when: office, members: ["boris"] })).toEqual([
    "In the rule “R1” nobody is on schedule from Monday to Friday from 13:00 to 14:00: leads wait for a shift.",
  ]);
});

test("a cycle that leaves days out, by its own rhythm", () => {
  const rule = { when: { time: "09:00-21:00" }, members: ["vera"] };
  expect([...one(rule), ...one(rule, "ru")]).toEqual([
    "In the rule “R1” nobody is on schedule on 2 of every 4 days, from 9:00 for 12 hours, first on 2026-03-04: leads wait for a shift.",
    "В шаблоне «R1» никого нет по графику 2 дня из каждых 4, с 9:00 в течение 12 часов, начиная с 2026-03-04: сделки ждут смены.",
  ]);
});

test("nights between the days of a cycle and the days it leaves out", () => {
  expect(one({ members: ["vera"] })).toEqual([
    "In the rule “R1” nobody is on schedule every 4 days, from 21:00 for 12 hours, first on 2026-03-02: leads wait for a shift.",
    "In the rule “R1” nobody is on schedule every 4 days, from 21:00 for 60 hours, first on 2026-03-03: leads wait for a shift.",
  ]);
});

test("a schedule that ends, with nothing after it", () => {
  expect(one({ members: ["dina"] })).toEqual([
    "In the rule “R1” nobody is on schedule from 2026-06-01 00:00 on: leads wait for a shift.",
  ]);
});

test("a vacation, with what happens to leads meanwhile", () => {
  expect(one({ members: ["egor"], otherwise: { on_duty: "anna" } })).toEqual([
    "In the rule “R1” nobody is on schedule from 2026-07-01 00:00 to 2026-07-15 00:00: leads go to anna.",
  ]);
});

test("is not asked of rules that somebody without a schedule is in, or that go by duty alone", () => {
  expect(one({ members: ["boris", "gleb"] })).toEqual([]);
  expect(one({ members: ["boris"], availability: ["duty"] })).toEqual([]);
  expect(one({ members: ["boris", "anna"] })).toEqual([]);
});

test("hours in which earlier rules take everything are no trouble", () => {
  const rules = [{ when: { time: "13:00-14:00" } }, { when: office, members: ["boris"] }, {}];
  expect(messages({ ...shifts, rules })).toEqual([]);
});

test("an earlier rule that passes leads on is no help while nobody is in it either", () => {
  const rules = [
    { if: { source: "site" }, when: office, members: ["boris"], otherwise: "next_rule" },
    { if: { source: "site" }, when: office, members: ["boris"], otherwise: "leave" },
    {},
  ];
  expect(findings({ ...shifts, rules }).map(({ rule }) => rule)).toEqual(["R1", "R2"]);
});
