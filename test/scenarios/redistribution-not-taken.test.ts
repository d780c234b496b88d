import { describe, test } from "vitest";
import { scenario } from "./scenario.ts";

/** Three who work by day, one by night, a head who is asked last; what the rule says is the test's. */
const team = (taken: string, more = "") => `
version: 1
account: { name: Shop, timezone: Asia/Tomsk, calendar: ru }
schedules:
  day: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  workdays: { weekly: { workdays: "09:00-18:00" } }
  night: { weekly: { mon-sun: "22:00-06:00" } }
managers:
  anna: { name: Anna, schedule: day }
  boris: { name: Boris, schedule: day }
  vera: { name: Vera, schedule: day }
  gleb: { name: Gleb, schedule: night }
  zoya: { name: Zoya, schedule: workdays }
  head: { name: Head }
rules:
  - name: Calls
    if: { channel: call }
    method: in_turn
    members: [anna, boris, vera]
    taken: ${taken}
    ${more}
  - name: Written
    if: { channel: written }
    method: strict_order
    members: [zoya, gleb, head]
    taken: ${taken}
  - name: Rest
    if: { channel: call }
    method: in_turn
    members: [head]
`;

describe("not taken within N minutes", () => {
  test("the lead goes to the next; who missed it is not asked again", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      mon 10:30 #1 not taken -> boris
      // 10:45: everybody has missed it, so it stays, with a warning.
      mon 17:00 other -> no rule
      `,
    );
  });

  test("taken in time it stays; a new owner has to take it himself", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:01 call -> anna
      mon 10:14 #1 taken
      mon 10:16 #2 not taken -> boris
      mon 10:20 #2 taken
      `,
    );
  });

  test("taken at the very end of the time is in time", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 taken
      `,
    );
  });

  test("won, lost and junk count as taken and close the lead", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:00 call -> anna
      mon 10:00 call -> boris
      mon 10:05 #1 won
      mon 10:05 #2 lost
      mon 10:05 #3 junk
      mon 10:06 #1 reopened
      `,
    );
  });

  test("a lead that is taken at the moment at which it comes is taken", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:00 #1 taken
      `,
    );
  });

  test("a lead that a person gave away is not passed on", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 call -> vera
      mon 10:05 #1 owner gleb
      `,
    );
  });

  test("deadlines pass before leads of the same moment are shared out, and after shifts have changed", () => {
    scenario(
      team("{ within: 1h }", "handover: { at_shift_end: untouched }").replace(
        "[anna, boris, vera]",
        "[anna, boris, vera, gleb]",
      ),
      `
      mon 17:00 head is offline
      mon 17:00 call -> vera
      // 18:00: the shift's end comes first, but nobody is there; then the hour is over.
      mon 18:00 #1 not taken -> waits until mon 22:00
      mon 22:00 #1 released -> gleb
      mon 22:30 #1 taken
      tue 10:00 call -> anna
      tue 10:30 #2 taken
      tue 11:00 call -> boris
      tue 12:00 #3 not taken -> vera
      tue 12:00 call -> anna
      tue 12:30 #3 taken
      tue 12:30 #4 taken
      `,
    );
  });
});

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

describe("then", () => {
  test("`next` and nobody is there: it waits, and who missed it neither wakes nor receives it", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 boris is offline
      mon 10:00 anna is offline
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> waits
      mon 10:20 vera is paused
      mon 10:21 vera is online
      mon 10:30 anna is online
      mon 10:30 #1 released -> anna
      mon 10:45 #1 not taken -> waits
      mon 11:00 boris is online
      mon 11:00 #1 released -> boris
      // 11:15: everybody has missed it.
      `,
    );
  });

  test("`next` in a rule that passes leads on: the following rules are asked", () => {
    scenario(
      team("{ within: 15m }", "otherwise: next_rule"),
      `
      mon 10:00 anna is offline
      mon 10:00 boris is offline
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> head in Rest
      `,
    );
  });

  test("… also when everybody of the rule has missed it", () => {
    scenario(
      team("{ within: 15m }", "otherwise: next_rule"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      mon 10:30 #1 not taken -> boris
      mon 10:45 #1 not taken -> head in Rest
      `,
    );
  });

  test("`next` in a rule that leaves leads: nobody is there, so it stays", () => {
    scenario(
      team("{ within: 15m }", "otherwise: leave"),
      `
      mon 10:00 anna is offline
      mon 10:00 boris is offline
      mon 10:00 call -> vera
      `,
    );
  });

  test("`next` in a rule with a stand-in: he has it when nobody is there", () => {
    scenario(
      team("{ within: 15m }", "otherwise: { on_duty: head }"),
      `
      mon 10:00 anna is offline
      mon 10:00 boris is offline
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> head
      mon 10:20 #1 taken
      `,
    );
  });

  test("`wait` puts it into the pool, behind what waits there longer", () => {
    scenario(
      team("{ within: 15m, then: wait }", "limits: { member: { open: 1 } }"),
      `
      mon 10:00 boris is offline
      mon 10:00 call -> vera
      mon 10:05 call -> anna
      mon 10:06 call -> waits
      mon 10:10 #2 taken
      mon 10:14 boris is paused
      mon 10:15 #1 not taken -> waits
      // Vera has her hands free again, and is asked for #3, which she has not missed.
      mon 10:15 #3 released -> vera
      mon 10:16 #3 taken
      mon 11:00 boris is online
      mon 11:00 #1 released -> boris
      mon 11:10 #1 taken
      `,
    );
  });

  test("`wait` releases at once to somebody who is there", () => {
    scenario(
      team("{ within: 15m, then: wait }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> waits
      mon 10:15 #1 released -> anna
      mon 10:30 #1 not taken -> waits
      mon 10:30 #1 released -> boris
      // 10:45: there it would wait for people who have all missed it.
      `,
    );
  });

  test("`leave`: it stays where it is", () => {
    scenario(
      team("{ within: 15m, then: leave }"),
      `
      mon 10:00 call -> vera
      `,
    );
  });

  test("a named person has it, whatever his shift; from him it goes to nobody", () => {
    scenario(
      team("{ within: 15m, then: { on_duty: gleb } }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> gleb
      // Gleb's time is the night: it is over at 22:15, and he is the named person himself.
      `,
    );
  });
});

describe("at most k transfers, and when everybody has missed it", () => {
  test("`max_transfers` used up: it stays where it is", () => {
    scenario(
      team("{ within: 15m, max_transfers: 1 }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      `,
    );
  });

  test("… or goes to a named person", () => {
    scenario(
      team("{ within: 15m, max_transfers: 1, fallback: { on_duty: head } }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      mon 10:30 #1 not taken -> head
      `,
    );
  });

  test("no transfer at all", () => {
    scenario(
      team("{ within: 15m, max_transfers: 0, fallback: { on_duty: head } }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> head
      `,
    );
  });

  test("everybody has missed it: the named person", () => {
    scenario(
      team("{ within: 15m, fallback: { on_duty: head } }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      mon 10:30 #1 not taken -> boris
      mon 10:45 #1 not taken -> head
      `,
    );
  });

  test("waiting counts as one transfer, its release does not", () => {
    scenario(
      team("{ within: 15m, then: wait, max_transfers: 2 }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> waits
      mon 10:15 #1 released -> anna
      mon 10:30 #1 not taken -> waits
      mon 10:30 #1 released -> boris
      // 10:45: passed on twice, so it stays.
      `,
    );
  });

  test("what stays with somebody who missed it is still handed over, to whoever has not", () => {
    scenario(
      team("{ within: 15m, max_transfers: 0 }", "handover: { at_shift_end: all, return: true }")
        .replace("[anna, boris, vera]", "[boris, gleb]")
        .replace(
          'night: { weekly: { mon-sun: "22:00-06:00" } }',
          'night: { weekly: { mon-fri: "17:00-06:00" } }',
        ),
      `
      mon 10:00 head is offline
      mon 10:00 call -> boris
      mon 18:00 #1 handed over -> gleb
      // 18:15: Gleb has let it lie too. At six nobody is there; it does not return to who missed it.
      `,
    );
  });

  test("`again`: after everybody has missed it, all but the last are asked once more", () => {
    scenario(
      team("{ within: 15m, again: true, max_transfers: 5 }"),
      `
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> anna
      mon 10:30 #1 not taken -> boris
      mon 10:45 #1 not taken -> anna
      mon 11:00 #1 not taken -> vera
      mon 11:15 #1 not taken -> boris
      // Five transfers are used up.
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
      mon 10:56 call -> waits
      mon 11:30 boris is online
      mon 11:30 #5 released -> boris
      mon 11:31 #5 taken
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
