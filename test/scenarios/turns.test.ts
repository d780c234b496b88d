import { test } from "vitest";
import { scenario } from "./scenario.ts";

const team = (rule: string) => `
version: 1
account: { name: Team, timezone: Asia/Tomsk }
managers: { anna: { name: Anna }, boris: { name: Boris }, vera: { name: Vera } }
rules:
  - name: All
    ${rule}
`;

test("in turn: nobody has a second lead before everybody had one, also within one minute", () => {
  scenario(
    team("members: [anna, boris]\n    method: in_turn"),
    `
    mon 09:00 call -> anna
    mon 09:00 call -> boris
    mon 09:00 call -> anna
    mon 09:30 call -> boris
    mon 09:31 call -> anna
    `,
  );
});

test("who comes back from a pause is neither flooded nor forgotten", () => {
  scenario(
    team("members: [anna, boris, vera]\n    method: in_turn"),
    `
    mon 09:00 vera is paused
    mon 09:01 call -> anna
    mon 09:02 call -> boris
    mon 09:03 call -> anna
    mon 09:04 call -> boris
    mon 09:05 vera is online
    mon 09:06 call -> vera
    mon 09:07 call -> anna
    mon 09:08 call -> boris
    mon 09:09 call -> vera
    `,
  );
});

test("1 : 2 spreads the shares and never gives the smaller one two in a row", () => {
  scenario(
    team("members: { anna: 1, boris: 2 }\n    method: priority"),
    `
    mon 09:01 call -> boris
    mon 09:02 call -> anna
    mon 09:03 call -> boris
    mon 09:04 call -> boris
    mon 09:05 call -> anna
    mon 09:06 call -> boris
    `,
  );
});

test("percents share among those who are there", () => {
  scenario(
    team("members: { anna: 50, boris: 25, vera: 25 }\n    method: percent"),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> vera
    mon 09:03 call -> boris
    mon 09:04 call -> anna
    mon 09:05 anna is offline
    mon 09:06 call -> vera
    mon 09:07 call -> boris
    `,
  );
});

test("strict order: the second only while the first is away", () => {
  scenario(
    team("members: [anna, boris]\n    method: strict_order"),
    `
    mon 09:01 call -> anna
    mon 09:02 call -> anna
    mon 09:03 anna is paused
    mon 09:04 call -> boris
    mon 09:05 anna is online
    mon 09:06 call -> anna
    `,
  );
});

test("presence: who is not seen in the CRM is passed over, and taken from the pool when he appears", () => {
  scenario(
    team("members: [anna]\n    method: in_turn\n    availability: [presence]"),
    `
    mon 09:00 anna is unseen
    mon 09:01 call -> waits
    mon 09:05 anna is seen
    mon 09:05 #1 released -> anna
    `,
  );
});

test("a signal of the same moment comes before the lead, wherever it stands", () => {
  scenario(
    team("members: [anna]\n    method: in_turn"),
    `
    mon 09:00 call -> waits
    mon 09:00 anna is offline
    `,
  );
});
