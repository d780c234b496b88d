import { describe, test } from "vitest";
import { team } from "./not-taken-team.ts";
import { scenario } from "./scenario.ts";

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

  test("… and nobody there either: it would wait for people who have all missed it, so it stays", () => {
    scenario(
      team("{ within: 15m }", "otherwise: next_rule").replace("[anna, boris, vera]", "[vera]"),
      `
      mon 10:00 head is offline
      mon 10:00 call -> vera
      mon 12:00 head is online
      `,
    );
  });

  test("a stand-in who has let it lie has no say any more: it waits for the members alone", () => {
    scenario(
      team("{ within: 15m }", "otherwise: { on_duty: head }"),
      `
      mon 08:00 call -> head
      mon 08:15 #1 not taken -> waits until mon 09:00
      mon 09:00 #1 released -> vera
      mon 09:10 #1 taken
      `,
    );
  });

  test("who missed one lead of the pool is asked for those behind it", () => {
    scenario(
      team("{ within: 15m }"),
      `
      mon 10:00 anna is offline
      mon 10:00 boris is offline
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> waits
      mon 10:16 vera is paused
      mon 10:20 call -> waits
      mon 10:30 vera is online
      mon 10:30 #2 released -> vera
      mon 10:31 #2 taken
      mon 12:00 #1 lost
      `,
    );
  });

  test("a lead that waits again is nobody's open lead, closed or not", () => {
    scenario(
      team("{ within: 15m }", "limits: { member: { open: 1 } }").replace(
        "[anna, boris, vera]",
        "[anna, vera]",
      ),
      `
      mon 10:00 anna is offline
      mon 10:00 call -> vera
      mon 10:15 #1 not taken -> waits
      mon 10:20 #1 lost
      mon 10:21 call -> vera
      mon 10:22 #2 taken
      mon 10:23 call -> waits
      mon 11:00 #2 won
      mon 11:00 #3 released -> vera
      mon 11:01 #3 taken
      `,
    );
  });

  test("a client's manager who has let it lie is not waited for", () => {
    scenario(
      team("{ within: 15m }", "keep_owner: { of: [contact], when: { wait: 2h } }"),
      `
      mon 10:00 call contact=77 -> vera
      mon 10:01 #1 taken
      mon 10:30 call contact=77 -> vera
      mon 10:31 vera is paused
      mon 10:45 #2 not taken -> anna
      mon 10:50 #2 taken
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
      mon 10:15 #1 not taken -> waits until mon 10:15
      mon 10:15 #1 released -> anna
      mon 10:30 #1 not taken -> waits until mon 10:30
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
      mon 10:15 #1 not taken -> waits until mon 10:15
      mon 10:15 #1 released -> anna
      mon 10:30 #1 not taken -> waits until mon 10:30
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

  test("`again` asks nobody anew where there is nobody else", () => {
    scenario(
      team("{ within: 15m, again: true }").replace("[anna, boris, vera]", "[vera]"),
      `
      mon 10:00 call -> vera
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
