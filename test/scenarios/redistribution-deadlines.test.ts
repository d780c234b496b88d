import { describe, test } from "vitest";
import { team } from "./not-taken-team.ts";
import { scenario } from "./scenario.ts";

describe("the working time of that manager", () => {
  test("a break, a night and a weekend do not count", () => {
    scenario(
      team("{ within: 30m }"),
      `
      mon 12:50 call -> vera
      mon 12:50 call -> anna
      mon 13:55 boris is offline
      mon 14:10 #2 taken
      mon 14:20 #1 not taken -> anna
      mon 14:30 #1 taken
      mon 14:30 boris is online
      fri 17:40 call -> boris
      2026-03-09 09:10 #3 not taken -> vera
      2026-03-09 09:20 #3 taken
      `,
    );
  });

  test("a shift across midnight counts on both days, the day between two nights does not", () => {
    scenario(
      team("{ within: 3h }"),
      `
      mon 23:00 zoya is offline
      mon 23:00 written -> gleb
      tue 02:00 #1 not taken -> head
      tue 02:01 #1 taken
      wed 04:00 written -> gleb
      // Two hours until six, the third from ten at night.
      wed 23:00 #2 not taken -> head
      wed 23:01 #2 taken
      `,
    );
  });

  test("a holiday of the production calendar does not count", () => {
    scenario(
      team("{ within: 30m }"),
      `
      fri 17:50 written -> zoya
      // Monday the 9th of March is off.
      2026-03-10 09:20 #1 not taken -> head
      2026-03-10 09:21 #1 taken
      `,
    );
  });

  test("on the night of a clock change the hours are real ones", () => {
    scenario(
      team("{ within: 3h }").replace("Asia/Tomsk, calendar: ru", "Europe/Berlin, calendar: ru"),
      `
      2026-03-29 00:30 written -> gleb
      // Two o'clock becomes three: half past four is three hours later.
      2026-03-29 04:30 #1 not taken -> head
      2026-03-29 04:31 #1 taken
      2026-10-25 00:30 written -> gleb
      // Three o'clock becomes two.
      2026-10-25 02:30 #2 not taken -> head
      2026-10-25 03:00 #2 taken
      `,
    );
  });

  test("with no schedule, or a free one, all time counts", () => {
    scenario(
      team("{ within: 30m }")
        .replace("head: { name: Head }", "head: { name: Head, schedule: free }")
        .replace("schedules:", "schedules:\n  free: { free: true }"),
      `
      sat 20:00 written -> head
      sat 20:30 #1 not taken -> waits until sat 22:00
      sat 22:00 #1 released -> gleb
      sat 22:10 #1 taken
      `,
    );
  });

  test("duty does not stop the clock", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:05 vera is offline
      mon 10:06 anna is paused
      mon 10:15 #1 not taken -> boris
      mon 10:20 #1 taken
      `,
    );
  });

  test("a lead of the pool is counted from its release", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 08:00 call -> waits until mon 09:00
      mon 09:00 #1 released -> vera
      mon 09:15 #1 not taken -> anna
      mon 09:20 #1 taken
      `,
    );
  });
});

describe("turns, pauses and quiet hours", () => {
  const missed = `
      mon 10:00 call -> anna
      mon 10:01 call -> boris
      mon 10:02 call -> anna
      mon 10:02 #1 taken
      mon 10:02 #2 taken
      mon 10:17 #3 not taken -> boris
      mon 10:18 #3 taken
  `;

  test("by default a lead that was missed has cost its turn: two for Anna, so it is Boris's", () => {
    scenario(
      team("{ within: 15m }").replace("[anna, boris, vera]", "[anna, boris]"),
      `${missed}
      mon 11:00 call -> boris
      mon 11:01 #4 taken
      `,
    );
  });

  test("`turn_back: true` gives the turn back: one each, so it is hers who has waited longer", () => {
    scenario(
      team("{ within: 15m, turn_back: true }").replace("[anna, boris, vera]", "[anna, boris]"),
      `${missed}
      mon 11:00 call -> anna
      mon 11:01 #4 taken
      `,
    );
  });

  test("`pause_after` misses in a row he is paused; one that he takes begins the count anew", () => {
    scenario(
      team("{ within: 15m, then: leave, pause_after: 2 }").replace(
        "[anna, boris, vera]",
        "[boris]",
      ),
      `
      mon 10:00 call -> boris
      mon 10:20 call -> boris
      mon 10:25 #2 taken
      mon 10:30 call -> boris
      mon 10:40 call -> boris
      // 10:45 is the first in a row, 10:55 the second.
      mon 10:50 call -> boris
      mon 10:56 call -> waits
      mon 11:00 #5 owner head
      mon 11:30 boris is online
      mon 11:30 #6 released -> boris
      // 11:45 is the first after the pause.
      mon 11:50 call -> boris
      mon 11:51 #7 taken
      `,
    );
  });

  test("in `quiet` hours nothing is passed on: it happens at their end", () => {
    scenario(
      team('{ within: 15m, quiet: "22:00-08:00" }').replace("strict_order", "in_turn"),
      `
      sat 21:40 written -> head
      sat 21:50 #1 taken
      sat 21:50 written -> head
      sun 08:00 #2 not taken -> waits until sun 22:00
      sun 22:00 #2 released -> gleb
      // 22:15 is quiet again.
      2026-03-09 08:00 #2 not taken -> waits until 2026-03-10 09:00
      2026-03-10 09:00 #2 released -> zoya
      2026-03-10 09:10 #2 taken
      `,
    );
  });
});

describe("after the last event", () => {
  test("deadlines and shifts still pass for 30 days, and no longer", () => {
    scenario(
      team("{ within: 15m }").replace(
        'mon-fri: ["09:00-13:00", "14:00-18:00"]',
        "mon: 09:00-10:00",
      ),
      `
      mon 09:50 call -> vera
      2026-03-09 09:05 #1 not taken -> anna
      2026-03-09 09:20 #1 not taken -> boris
      `,
    );
    scenario(
      team("{ within: 15d }").replace("{ name: Vera, schedule: day }", "{ name: Vera }"),
      `
      mon 10:00 boris is offline
      mon 10:00 anna is offline
      mon 10:00 call -> vera
      2026-03-17 10:00 #1 not taken -> waits
      `,
    );
    scenario(
      team("{ within: 31d }").replace("{ name: Vera, schedule: day }", "{ name: Vera }"),
      `
      mon 10:00 boris is offline
      mon 10:00 anna is offline
      mon 10:00 call -> vera
      `,
    );
  });
});
