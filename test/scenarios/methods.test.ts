import { test } from "vitest";
import { scenario } from "./scenario.ts";

const team = (...rule: readonly string[]) => `
version: 1
account: { name: Team, timezone: Asia/Tomsk, schedule: office }
schedules: { office: { weekly: { mon-sun: "09:00-18:00" } } }
managers:
  anna: { name: Anna, capacity: 2 }
  boris: { name: Boris, capacity: 4 }
  vera: { name: Vera }
rules:
  - name: All
    ${rule.join("\n    ")}
  - { name: Rest, members: [vera], otherwise: next_rule }
`;

test("quantity: who has used least of his quota is next; all full, the rule says what happens", () => {
  scenario(
    team("method: quantity", "members: { anna: 1, boris: 3 }", "otherwise: next_rule"),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> boris
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    mon 09:05 call -> vera in Rest
    tue 09:01 call -> boris
    tue 09:02 call -> anna
    `,
  );
});

test("quantity: without another word leads wait for the next period, and who was away catches up", () => {
  scenario(
    team("method: quantity", "members: { anna: 2, boris: 2 }", "options: { period: week }"),
    `
    mon 09:00 boris is paused
    mon 09:01 call -> anna
    mon 09:02 call -> anna
    mon 09:03 call -> waits until 2026-03-09 09:00
    mon 10:00 boris is online
    mon 10:00 #3 released -> boris
    mon 10:01 call -> boris
    mon 10:02 call -> waits until 2026-03-09 09:00
    2026-03-09 09:00 #5 released -> anna
    `,
  );
});

test("quantity: a quota per shift begins anew with the shift", () => {
  scenario(
    team("method: quantity", "members: { anna: 1 }", "options: { period: shift }"),
    `
    mon 09:01 call -> anna
    mon 17:01 call -> waits until tue 09:00
    tue 09:00 #2 released -> anna
    `,
  );
});

test("least loaded: open leads beside what each can carry, whoever is closing counts at once", () => {
  scenario(
    team("method: least_loaded", "members: [anna, boris]"),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> boris
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    mon 09:05 call -> anna
    mon 09:06 call -> boris
    mon 09:07 #1 lost
    mon 09:08 call -> anna
    mon 09:09 #2 won
    mon 09:09 #3 won
    mon 09:10 call -> boris
    mon 09:11 call -> boris
    `,
  );
});

test("least loaded: who has no capacity carries as much as the others on average", () => {
  scenario(
    team("method: least_loaded", "members: [anna, vera]"),
    `
    mon 09:01 call -> vera
    mon 09:02 call -> anna
    mon 09:03 call -> anna
    mon 09:04 call -> vera
    mon 09:05 #2 won
    mon 09:06 call -> anna
    `,
  );
});

test("tiers: any fair method inside a tier, the next tier only while the first is away", () => {
  scenario(
    team(
      "method: tiers",
      "members: { anna: { tier: 1, weight: 1 }, boris: { tier: 1, weight: 3 }, vera: { tier: 2 } }",
      "options: { inside: priority }",
    ),
    `
    mon 09:01 call -> boris
    mon 09:02 call -> anna
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    mon 09:05 anna is paused
    mon 09:05 boris is paused
    mon 09:06 call -> vera
    `,
  );
});

test("tiers: the least loaded of the first tier, whatever the second carries", () => {
  scenario(
    team(
      "method: tiers",
      "members: { anna: 1, boris: 1, vera: 2 }",
      "options: { inside: least_loaded }",
    ),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> boris
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    `,
  );
});

test("value: turns are paid in money, so one large lead is worth many small ones", () => {
  scenario(
    team("method: in_turn", "members: [anna, boris]", "options: { value: true }"),
    `
    mon 09:01 call price=90000 -> anna
    mon 09:02 call price=30000 -> boris
    mon 09:03 call price=30000 -> boris
    mon 09:04 call price=20000 -> boris
    mon 09:05 call price=15000 -> boris
    mon 09:06 call price=1000 -> anna
    `,
  );
});

test("value: a lead without a price costs nothing and goes to whoever has waited longest", () => {
  scenario(
    team("method: in_turn", "members: [anna, boris]", "options: { value: true }"),
    `
    mon 09:01 call price=90000 -> anna
    mon 09:02 call -> boris
    mon 09:03 call price=0 -> anna
    mon 09:04 call price=none -> boris
    mon 09:05 call price=10 -> boris
    `,
  );
});

test("first to accept: laid before the members, and in a replay given in turn when nobody answers", () => {
  scenario(
    team("method: first_to_accept", "members: [anna, boris]", "options: { seconds: 120 }"),
    `
    mon 09:00 call -> waits until mon 09:02
    mon 09:01 call -> waits until mon 09:03
    mon 09:02 #1 released -> anna
    mon 09:03 #2 released -> boris
    mon 20:00 call -> waits until tue 09:00
    tue 09:02 #3 released -> anna
    `,
  );
});

test("first to accept: an offer that nobody took goes to the named person where the rule names one", () => {
  scenario(
    team("method: first_to_accept", "members: [anna, boris]", "otherwise: { on_duty: vera }"),
    `
    mon 09:00 call -> waits until mon 09:01
    mon 09:01 #1 released -> vera
    mon 20:00 call -> vera
    `,
  );
});

test("first to accept: the following rules are asked, and where none takes the lead, it is given in turn", () => {
  scenario(
    team("method: first_to_accept", "members: [anna]", "otherwise: next_rule"),
    `
    mon 09:00 call -> waits until mon 09:01
    mon 09:01 #1 released -> vera in Rest
    mon 10:00 vera is offline
    mon 10:00 call -> waits until mon 10:01
    mon 10:01 #2 released -> anna in All
    `,
  );
});
