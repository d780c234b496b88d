import { test } from "vitest";
import { scenario } from "./scenario.ts";

/** Anna and Boris, 9:00 to 18:00 with lunch from 13:00 to 14:00 on weekdays; Vera at night. */
const team = (rules: string, anna = "") => `
version: 1
account: { name: Team, timezone: Europe/Moscow, schedule: office }
schedules:
  office: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  night: { weekly: { mon-fri: "22:00-06:00" } }
managers:
  anna: { name: Anna${anna} }
  boris: { name: Boris }
  vera: { name: Vera, schedule: night }
rules:
${rules}
`;

const alone = (limits: string, more = "") =>
  team(`  - { name: All, members: [anna], limits: ${limits}${more} }`);

test("an hour is the clock's: it turns at :00, not an hour after the first lead", () => {
  scenario(
    alone("{ member: { hour: 2 } }"),
    `
    mon 09:50 call -> anna
    mon 09:55 call -> anna
    mon 09:58 call -> waits until mon 10:00
    mon 10:00 #3 released -> anna
    mon 10:30 call -> anna
    mon 10:31 call -> waits until mon 11:00
    mon 11:00 #5 released -> anna
    `,
  );
});

test("a rolling hour goes on until the oldest lead is an hour old", () => {
  scenario(
    alone("{ member: { hour: 2, rolling: true } }"),
    `
    mon 09:50 call -> anna
    mon 09:55 call -> anna
    mon 10:30 call -> waits until mon 10:50
    mon 10:50 #3 released -> anna
    mon 10:54 call -> waits until mon 10:55
    mon 10:55 #4 released -> anna
    `,
  );
});

test("a day's limit ends with the day, and the lead waits for the next shift", () => {
  scenario(
    alone("{ member: { day: 1 } }"),
    `
    mon 09:00 call -> anna
    mon 17:00 call -> waits until tue 09:00
    tue 09:00 #2 released -> anna
    fri 12:00 call -> anna
    fri 12:30 call -> waits until 2026-03-09 09:00
    2026-03-09 09:00 #4 released -> anna
    `,
  );
});

test("a week begins on Monday, a month on the first", () => {
  scenario(
    alone("{ member: { week: 1, month: 3 } }"),
    `
    mon 09:00 call -> anna
    tue 09:00 call -> waits until 2026-03-09 09:00
    2026-03-09 09:00 #2 released -> anna
    2026-03-16 12:00 call -> anna
    2026-03-16 12:01 call -> waits until 2026-04-01 09:00
    2026-04-01 09:00 #4 released -> anna
    `,
  );
});

test("days are those of the manager's own zone", () => {
  scenario(
    team(
      "  - { name: All, members: [anna], availability: [duty], limits: { member: { day: 1 } } }",
      ", timezone: Asia/Vladivostok",
    ),
    `
    mon 16:30 call -> anna
    mon 16:59 call -> waits until mon 17:00
    mon 17:00 #2 released -> anna
    `,
  );
});

test("lunch ends no shift: the limit of a shift holds until the evening", () => {
  scenario(
    alone("{ member: { shift: 2 } }"),
    `
    mon 09:30 call -> anna
    mon 12:30 call -> anna
    mon 14:30 call -> waits until tue 09:00
    tue 09:00 #3 released -> anna
    `,
  );
});

test("a shift across midnight is one shift, two days are two", () => {
  scenario(
    team(`  - { name: All, members: [vera], limits: { member: { shift: 2 } } }`),
    `
    mon 23:00 call -> vera
    tue 01:00 call -> vera
    tue 02:00 call -> waits until tue 22:00
    tue 22:00 #3 released -> vera
    `,
  );
});

test("who has no hours to go by has the day for a shift", () => {
  scenario(
    `
version: 1
account: { name: Team, timezone: Europe/Moscow }
managers: { anna: { name: Anna } }
rules: [{ name: All, members: [anna], limits: { member: { shift: 1 } } }]
`,
    `
    mon 09:00 call -> anna
    mon 23:59 call -> waits until tue 00:00
    tue 00:00 #2 released -> anna
    `,
  );
});

test("a member's limit counts his leads of this rule, a manager's those of all rules", () => {
  const rules = `
  - { name: Calls, if: { channel: call }, members: [anna], limits: { member: { day: 2 } } }
  - { name: Letters, if: { channel: written }, members: [anna] }`;
  scenario(
    team(rules, ", limits: { day: 3 }"),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> anna
    mon 09:02 call -> waits until tue 09:00
    mon 09:03 written -> anna
    mon 09:04 written -> waits until tue 09:00
    tue 09:00 #3 released -> anna
    tue 09:00 #5 released -> anna
    `,
  );
});

test("a rule's limit counts its leads, whoever has them; the following rules may go on", () => {
  const rules = `
  - { name: First, members: [anna, boris], limits: { rule: { hour: 2 } }, otherwise: next_rule }
  - { name: Second, members: [boris] }`;
  scenario(
    team(rules),
    `
    mon 09:00 call -> anna in First
    mon 09:01 call -> boris in First
    mon 09:02 call -> boris in Second
    mon 10:00 call -> anna in First
    `,
  );
});

test("what stands beside a member's name replaces what the rule says of every member", () => {
  scenario(
    team(`
  - name: All
    members: { anna: { limits: { day: 1 } }, boris: {} }
    limits: { member: { day: 2 } }`),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> boris
    mon 09:02 call -> boris
    mon 09:03 call -> waits until tue 09:00
    tue 09:00 #4 released -> boris
    `,
  );
});

test("who is at his limit neither gains nor loses: the turn that was due before is due after", () => {
  scenario(
    team(`
  - name: All
    members: { anna: { limits: { hour: 1 } }, boris: {} }`),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> boris
    mon 09:02 call -> boris
    mon 09:03 call -> boris
    mon 10:00 call -> boris
    mon 10:01 call -> anna
    `,
  );
});

test("open leads count until they are won, lost or junk, and again when reopened", () => {
  scenario(
    team(`  - { name: All, members: [anna] }`, ", limits: { open: 2 }"),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> anna
    mon 09:02 call -> waits
    mon 09:10 #1 won
    mon 09:10 #3 released -> anna
    mon 09:11 call -> waits
    mon 09:20 #2 junk
    mon 09:20 #4 released -> anna
    mon 09:30 #3 lost
    mon 09:31 #1 reopened
    mon 09:32 call -> waits
    `,
  );
});

test("a lead given by hand is never refused, counts for the manager, and frees who had it", () => {
  scenario(
    team(`  - { name: All, members: [anna, boris] }`, ", limits: { open: 1, day: 2 }"),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> boris
    mon 09:02 #2 owner anna
    mon 09:03 #1 won
    mon 09:03 #2 won
    mon 09:04 call -> boris
    mon 09:05 call -> boris
    tue 09:05 call -> boris
    tue 09:06 call -> anna
    `,
  );
});

test("a limit of nothing is lifted by no clock", () => {
  scenario(alone("{ member: { day: 0 } }"), "mon 09:00 call -> waits");
});

test("limits hold for the named person too: then the lead waits for whoever is first", () => {
  scenario(
    team(
      `  - { name: All, members: [vera], otherwise: { on_duty: anna } }`,
      ", limits: { day: 1 }",
    ),
    `
    mon 20:00 call -> anna
    mon 20:01 call -> waits until mon 22:00
    mon 22:00 #2 released -> vera
    tue 07:00 call -> anna
    tue 07:01 call -> waits until tue 22:00
    tue 22:00 #4 released -> vera
    `,
  );
});

test("leads that wait behind a limit are let go one period after another, oldest first", () => {
  scenario(
    alone("{ member: { hour: 1 } }"),
    `
    mon 09:00 call -> anna
    mon 09:01 call -> waits until mon 10:00
    mon 09:02 call -> waits until mon 10:00
    mon 09:03 call -> waits until mon 10:00
    mon 10:00 #2 released -> anna
    mon 11:00 #3 released -> anna
    mon 12:00 #4 released -> anna
    `,
  );
});
