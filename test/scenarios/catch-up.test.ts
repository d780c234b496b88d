import { test } from "vitest";
import { scenario } from "./scenario.ts";

const team = (...rule: readonly string[]) => `
version: 1
account: { name: Team, timezone: Asia/Tomsk }
schedules: { office: { weekly: { mon-sun: "09:00-18:00" } } }
managers:
  anna: { name: Anna, schedule: office }
  boris: { name: Boris, schedule: office }
  vera: { name: Vera, schedule: office }
rules:
  - name: All
    members: [anna, boris, vera]
    ${rule.join("\n    ")}
`;

test("without catching up, who was paused has the next lead and then every third", () => {
  scenario(
    team("method: in_turn"),
    `
    mon 09:00 anna is paused
    mon 09:01 call -> vera
    mon 09:02 call -> boris
    mon 09:03 call -> vera
    mon 09:04 call -> boris
    mon 09:05 call -> vera
    mon 09:06 call -> boris
    mon 10:00 anna is online
    mon 10:01 call -> anna
    mon 10:02 call -> vera
    mon 10:03 call -> boris
    mon 10:04 call -> anna
    mon 10:05 call -> vera
    mon 10:06 call -> boris
    mon 10:07 call -> anna
    mon 10:08 call -> vera
    `,
  );
});

test("catching up, who was paused has more than every third until it is made up for", () => {
  scenario(
    team("method: in_turn", "options: { catch_up: 100 }"),
    `
    mon 09:00 anna is paused
    mon 09:01 call -> vera
    mon 09:02 call -> boris
    mon 09:03 call -> vera
    mon 09:04 call -> boris
    mon 09:05 call -> vera
    mon 09:06 call -> boris
    mon 10:00 anna is online
    mon 10:01 call -> anna
    mon 10:02 call -> vera
    mon 10:03 call -> boris
    mon 10:04 call -> anna
    mon 10:05 call -> anna
    mon 10:06 call -> vera
    mon 10:07 call -> boris
    mon 10:08 call -> anna
    mon 10:09 call -> anna
    mon 10:10 call -> vera
    mon 10:11 call -> boris
    mon 10:12 call -> anna
    mon 10:13 call -> vera
    mon 10:14 call -> boris
    `,
  );
});

test("outside of shifts nobody misses anything, paused or not", () => {
  scenario(
    team("method: in_turn", "options: { catch_up: 100 }").replace(
      "boris: { name: Boris, schedule: office }",
      "boris: { name: Boris }",
    ),
    `
    mon 17:59 anna is paused
    mon 18:01 call -> boris
    mon 18:02 call -> boris
    mon 18:03 call -> boris
    tue 09:00 anna is online
    tue 09:01 call -> anna
    tue 09:02 call -> vera
    tue 09:03 call -> boris
    tue 09:04 call -> anna
    tue 09:05 call -> vera
    tue 09:06 call -> boris
    tue 09:07 call -> anna
    tue 09:08 call -> vera
    `,
  );
});

test("what was missed a week ago is forgotten", () => {
  scenario(
    team("method: in_turn", "options: { catch_up: 100 }"),
    `
    mon 09:00 anna is offline
    mon 09:01 call -> vera
    mon 09:02 call -> boris
    mon 09:03 call -> vera
    mon 09:04 call -> boris
    2026-03-09 09:00 anna is online
    2026-03-09 09:01 call -> anna
    2026-03-09 09:02 call -> vera
    2026-03-09 09:03 call -> boris
    2026-03-09 09:04 call -> anna
    2026-03-09 09:05 call -> vera
    2026-03-09 09:06 call -> boris
    `,
  );
});
