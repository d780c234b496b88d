import { test } from "vitest";
import { scenario } from "./scenario.ts";

const shop = (otherwise: string) => `
version: 1
account: { name: Shop, timezone: Europe/Moscow, schedule: office }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
  night: { weekly: { mon-fri: "22:00-06:00" } }
managers:
  anna: { name: Anna }
  boris: { name: Boris }
  vera: { name: Vera, schedule: night }
rules:
  - name: Calls
    if: { channel: call }
    method: in_turn
    members: [anna, boris]
    otherwise: ${otherwise}
  - name: Night calls
    if: { channel: call }
    when: { days: mon-fri, time: "22:00-06:00" }
    method: in_turn
    members: [vera]
`;

test("leads of the night wait and are shared out when the first shift begins, oldest first", () => {
  scenario(
    shop("wait"),
    `
    mon 17:59 call -> anna
    mon 18:00 call -> waits until tue 09:00
    mon 20:00 call -> waits until tue 09:00
    mon 23:00 call -> waits until tue 09:00
    tue 09:00 #2 released -> boris
    tue 09:00 #3 released -> anna
    tue 09:00 #4 released -> boris
    tue 09:00 call -> anna
    `,
  );
});

test("`newest` turns the order of release around", () => {
  scenario(
    shop("{ wait: { order: newest } }"),
    `
    mon 18:00 call -> waits until tue 09:00
    mon 18:30 call -> waits until tue 09:00
    tue 09:00 #2 released -> anna
    tue 09:00 #1 released -> boris
    `,
  );
});

test("coming on duty releases what waits at once, before a lead of the same minute", () => {
  scenario(
    shop("wait"),
    `
    mon 10:00 anna is offline
    mon 10:00 boris is paused
    mon 10:05 call -> waits
    mon 10:20 boris is online
    mon 10:20 #1 released -> boris
    mon 10:20 call -> boris
    `,
  );
});

test("a lead that is closed or given by hand waits no longer", () => {
  scenario(
    shop("wait"),
    `
    mon 19:00 call -> waits until tue 09:00
    mon 19:01 call -> waits until tue 09:00
    mon 19:02 call -> waits until tue 09:00
    mon 20:00 #1 lost
    mon 20:00 #2 owner vera
    tue 09:00 #3 released -> anna
    `,
  );
});

test("a wait that is over goes to the named person, and what waits less goes to the shift", () => {
  scenario(
    shop("{ wait: { at_most: 12h, then: { on_duty: vera } } }"),
    `
    mon 18:00 call -> waits until tue 09:00
    mon 22:00 call -> waits until tue 09:00
    tue 06:00 #1 released -> vera
    tue 09:00 #2 released -> anna
    `,
  );
});

test("a wait that is over asks the following rules; where none takes the lead it waits on", () => {
  scenario(
    shop("{ wait: { at_most: 5h, then: next_rule } }"),
    `
    mon 17:30 call -> anna
    mon 18:00 call -> waits until tue 09:00
    mon 18:00 written -> no rule
    mon 23:00 #2 released -> vera in Night calls
    fri 20:00 call -> waits until 2026-03-09 09:00
    sat 01:00 #4 released -> vera in Night calls
    sat 12:00 call -> waits until 2026-03-09 09:00
    2026-03-09 09:00 #5 released -> boris
    `,
  );
});

test("`next_rule` asks the following rules at once, and the lead waits in the first that passed it on", () => {
  scenario(
    shop("next_rule"),
    `
    mon 19:00 call -> waits until tue 09:00 in Calls
    mon 22:30 call -> vera in Night calls
    tue 09:00 #1 released -> anna in Calls
    `,
  );
});

test("the pool wakes with the first shift after a weekend", () => {
  scenario(
    shop("wait"),
    `
    fri 18:00 call -> waits until 2026-03-09 09:00
    2026-03-09 09:00 #1 released -> anna
    `,
  );
});
