/** What is said of somebody who was away and catches up, as the core itself decides it. */
import { expect, test } from "vitest";
import { decide } from "#core/decide.ts";
import type { Facts } from "#core/decision.ts";
import { apply, emptySnapshot, restore, setDuty } from "#core/state.ts";
import { programOf } from "#test/support/core-world.ts";
import type { Language } from "./language.ts";
import { memberSentence } from "./verdict.ts";

const call = { channel: "call" };

/** What is said of Anna, lead by lead; she is paused for as many as `away`. */
function toldOfAnna(
  { options, away, facts = call }: { options: string; away: number; facts?: Facts },
  leads: number,
): Readonly<Record<Language, readonly string[]>> {
  const program = programOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow }
managers: { anna: { name: Anna }, boris: { name: Boris }, vera: { name: Vera } }
rules: [{ name: All, members: [anna, boris, vera], options: ${options} }]
`);
  const state = restore(program, emptySnapshot);
  const records = Array.from({ length: leads }, (_, index) => {
    setDuty(state, "anna", { duty: index < away ? "paused" : "online", until: null });
    const at = index * 60_000;
    const record = decide(program, state, { lead: `${index}`, facts, at, cause: "new" });
    apply(state, record);
    return record;
  });
  const told = (lang: Language) =>
    records.map((record) => {
      const anna = record.members.find(({ manager }) => manager === "anna");
      return anna === undefined ? "" : memberSentence(program, { record, member: anna }, lang);
    });
  return { ru: told("ru"), en: told("en") };
}

test("what is missed, how fast it is made up for, and how much is left", () => {
  const { ru, en } = toldOfAnna({ options: "{ catch_up: 20 }", away: 2 }, 6);
  expect(ru.slice(0, 4)).toEqual([
    "На паузе. Сможет догнать 0,33 сделки.",
    "На паузе. Сможет догнать 0,67 сделки.",
    "Получает: подошла очередь, причиталось 0,4 сделки. Догоняет: +20 %, осталось 0,6 сделки.",
    "Может принять, но очередь ещё не подошла: получено на 0,27 сделки больше, чем причиталось. Осталось догнать 0,6 сделки.",
  ]);
  expect(en.slice(0, 4)).toEqual([
    "Paused. Can catch up 0.33 of a lead.",
    "Paused. Can catch up 0.67 of a lead.",
    "Receives it: next in turn, 0.4 of a lead was due. Catches up: +20%, 0.6 of a lead left.",
    "Could take it, but it is not the turn yet: 0.27 of a lead ahead of what was due. Still to catch up: 0.6 of a lead.",
  ]);
});

test("the last of it, and nothing more after that", () => {
  const { ru, en } = toldOfAnna({ options: "{ catch_up: 100 }", away: 1 }, 4);
  expect(ru[1]).toMatch(/ Догоняет: \+100 %, больше не осталось\.$/);
  expect(en[1]).toMatch(/ Catches up: \+100%, nothing left\.$/);
  expect(ru[2]).not.toMatch(/огон|огна/);
});

test("in money where the rule is fair by value", () => {
  const facts = { ...call, price: 90_000 };
  const options = "{ catch_up: 50, value: true }";
  const { ru, en } = toldOfAnna({ options, away: 1, facts }, 2);
  expect([ru[0], en[0]]).toEqual([
    "На паузе. Сможет догнать 30\u00a0000.",
    "Paused. Can catch up 30,000.",
  ]);
  expect([ru[1], en[1]].map((sentence) => sentence?.replace(/^.*?\. /, ""))).toEqual([
    "Догоняет: +50 %, осталось 15\u00a0000.",
    "Catches up: +50%, 15,000 left.",
  ]);
});
