import { test } from "vitest";
import { scenario } from "./scenario.ts";

/** Anna and Boris by day, Vera at night; `contact` tells who the client is. */
const team = (rule: string, { account = "", anna = "" } = {}) => `
version: 1
account: { name: Team, timezone: Europe/Moscow, schedule: office${account} }
schedules:
  office: { weekly: { mon-sun: "09:00-18:00" } }
  night: { weekly: { mon-sun: "18:00-09:00" } }
managers:
  anna: { name: Anna, crm: 101${anna} }
  boris: { name: Boris, crm: 102 }
  vera: { name: Vera, schedule: night }
rules:
  - { name: Day, when: { days: mon-sun, time: "09:00-18:00" }, members: [anna, boris], ${rule} }
  - { name: Night, members: [vera], ${rule} }
`;

test("a known client goes to his own manager and costs him no turn", () => {
  scenario(
    team("keep_owner: { of: [last], when: on_shift }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> anna
    mon 09:03 call contact=8 -> boris
    mon 09:04 call contact=7 -> anna
    mon 09:05 call -> boris
    mon 09:06 call -> anna
    `,
  );
});

test("where the rule says so, keeping an owner costs his turn", () => {
  scenario(
    team("keep_owner: { of: [last], costs_turn: true }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> anna
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    mon 09:05 call -> anna
    mon 09:06 call -> boris
    `,
  );
});

test("on_shift: a manager who is away is passed over, of whatever rule he is", () => {
  scenario(
    team("keep_owner: { of: [contact] }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 20:00 call contact=7 -> vera
    tue 10:00 call contact=7 -> boris
    tue 10:01 boris is paused
    tue 10:02 call contact=7 -> anna
    `,
  );
});

test("always: whatever his shift and switch say", () => {
  scenario(
    team("keep_owner: { of: [last], when: always }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 20:00 call contact=7 -> anna
    mon 20:01 call contact=8 -> vera
    tue 10:00 call contact=8 -> vera in Day
    `,
  );
});

test("a limit holds for owners too: then it is somebody's turn", () => {
  scenario(
    team("keep_owner: { of: [last], when: always }", { anna: ", limits: { day: 2 }" }),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> anna
    mon 09:03 call contact=7 -> boris
    mon 09:04 call contact=7 -> boris
    `,
  );
});

test("wait: the lead waits for him that long, and then it is somebody's turn", () => {
  scenario(
    team("keep_owner: { of: [last], when: { wait: 30m } }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 10:00 anna is paused
    mon 10:01 call contact=7 -> waits until mon 10:31
    mon 10:02 call -> boris
    mon 10:10 anna is online
    mon 10:10 #2 released -> anna
    mon 11:00 anna is offline
    mon 11:01 call contact=7 -> waits until mon 11:31
    mon 11:31 #4 released -> boris
    `,
  );
});

test("wait: his shift may begin in time", () => {
  scenario(
    team("keep_owner: { of: [last], when: { wait: 2h } }"),
    `
    mon 09:01 call contact=7 -> anna
    tue 06:00 call contact=7 -> waits until tue 08:00
    tue 08:00 #2 released -> vera
    wed 06:00 call contact=9 -> vera
    thu 08:30 call contact=7 -> vera
    fri 17:00 call contact=7 -> waits until fri 18:00
    fri 18:00 #5 released -> vera
    `,
  );
});

test("robots and the head never count as owners", () => {
  scenario(
    team("keep_owner: { of: [contact] }", { account: ", never_owners: [101]" }),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> boris
    mon 09:03 call contact=7 -> boris
    `,
  );
});

test("a deputy takes his clients' leads from date to date, both included", () => {
  const deputy = ", deputy: { who: vera, from: 2026-03-03, to: 2026-03-04 }";
  scenario(
    team("keep_owner: { of: [contact], when: always }", { anna: deputy }),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> anna
    tue 09:00 call contact=7 -> vera in Day
    wed 23:00 call contact=8 -> vera
    `,
  );
});

test("same_client: further new leads of a client go to his manager, at the cost of one turn", () => {
  scenario(
    team("method: in_turn", { account: ", same_client: 24h" }),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 call contact=7 -> anna
    mon 09:03 written contact=7 -> anna
    mon 09:04 call -> boris
    mon 20:00 call contact=7 -> anna in Night
    tue 20:01 call contact=7 -> vera
    `,
  );
});

test("same_client: what waits for the same shift goes to the same manager", () => {
  scenario(
    `
version: 1
account: { name: Team, timezone: Europe/Moscow, schedule: office, same_client: 24h }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
managers: { anna: { name: Anna }, boris: { name: Boris } }
rules: [{ name: All, members: [anna, boris] }]
`,
    `
    mon 20:00 call contact=7 -> waits until tue 09:00
    mon 20:01 call contact=8 -> waits until tue 09:00
    mon 20:02 call contact=7 -> waits until tue 09:00
    tue 09:00 #1 released -> anna
    tue 09:00 #2 released -> boris
    tue 09:00 #3 released -> anna
    `,
  );
});

test("a client whom a person gave to somebody is his from then on", () => {
  scenario(
    team("keep_owner: { of: [contact] }"),
    `
    mon 09:01 call contact=7 -> anna
    mon 09:02 #1 owner boris
    mon 09:03 call contact=7 -> boris
    `,
  );
});

test("a client's manager from outside the rule who may not have the lead takes no part in its turns", () => {
  // A lead without a price goes to who has waited longest: that would be Vera, at home.
  scenario(
    team("keep_owner: { of: [contact], when: on_shift }, options: { value: true }"),
    `
    mon 09:01 call contact=7 price=100 -> anna
    mon 09:02 #1 owner vera
    mon 09:03 call price=100 -> boris
    mon 09:04 call contact=7 price=0 -> anna
    `,
  );
});
