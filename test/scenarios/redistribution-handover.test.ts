import { describe, test } from "vitest";
import { team } from "./handover-team.ts";
import { scenario } from "./scenario.ts";

describe("a rule redistributes only where it says so", () => {
  test("without `handover`, whoever has a lead keeps it when his shift ends", () => {
    scenario(
      team("{}"),
      `
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      `,
    );
  });

  test("what is handed over when a switch is turned is not handed over when a shift ends", () => {
    scenario(
      team("{ on_duty_off: all }"),
      `
      mon 10:00 call -> anna
      `,
    );
  });
});

describe("handover at the end of a shift", () => {
  test("`all` hands over whatever is open, taken or not, oldest lead first", () => {
    scenario(
      team("{ at_shift_end: all }"),
      `
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      mon 11:00 #1 taken
      mon 18:00 #1 handed over -> vera in Calls
      mon 18:00 #2 handed over -> vera in Calls
      // Vera's evening ends at midnight: her rule has nobody else then, but the night's has.
      tue 00:00 #1 handed over -> gleb in Night
      tue 00:00 #2 handed over -> gleb in Night
      // Gleb's night ends at six, when nobody is there: the leads stay with him, from then on every
      // morning, because a night later nobody else is awake either.
      `,
    );
  });

  test("`untouched` leaves what is taken; a new owner has to take it himself", () => {
    scenario(
      team("{ at_shift_end: untouched }"),
      `
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      mon 11:00 #1 taken
      mon 18:00 #2 handed over -> vera
      mon 19:00 #2 taken
      // Midnight: Vera has begun with it, so it stays.
      mon 20:00 written -> no rule
      `,
    );
  });

  test("chosen stages, by name or number", () => {
    scenario(
      team("{ at_shift_end: { stages: [142, Новая] } }"),
      `
      mon 10:00 call stage=Новая -> anna
      mon 10:01 call stage=142 -> anna
      mon 10:02 call stage=Переговоры -> anna
      mon 10:03 call -> anna
      mon 18:00 #1 handed over -> vera
      mon 18:00 #2 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      tue 00:00 #2 handed over -> gleb
      `,
    );
  });

  test("the rule that gave the lead is asked first, though its window has closed", () => {
    // At 18:00 the window of Calls has closed and that of Night has opened; Vera is of Calls.
    scenario(
      team("{ at_shift_end: all }"),
      `
      fri 17:59 call -> vera
      fri 17:59 call -> anna
      fri 18:00 #2 handed over -> vera in Calls
      sat 00:00 #1 handed over -> gleb in Night
      sat 00:00 #2 handed over -> gleb in Night
      `,
    );
  });

  test("nobody to hand to: the lead stays, and is asked about when the next shift of its owner ends", () => {
    scenario(
      team("{ at_shift_end: all }"),
      `
      mon 10:00 call -> anna
      mon 10:01 vera is offline
      mon 12:00 gleb is offline
      // mon 18:00: nobody is there.
      tue 17:00 vera is online
      tue 18:00 #1 handed over -> vera
      wed 00:00 written -> no rule
      `,
    );
  });

  test("a gap of up to two hours is a break: nothing is handed over at lunch", () => {
    scenario(
      team("{ at_shift_end: all }").replace("[anna, vera]", "[boris, anna, vera]"),
      `
      mon 09:30 anna is offline
      mon 09:30 call -> boris
      mon 12:00 anna is online
      // 13:00: Boris has lunch, and Anna is there.
      mon 18:00 #1 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      `,
    );
  });

  test("closed leads never move; one that is opened again does", () => {
    scenario(
      team("{ at_shift_end: all }"),
      `
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      mon 10:02 call -> anna
      mon 10:03 call -> anna
      mon 11:00 #1 won
      mon 11:00 #2 lost
      mon 11:00 #3 junk
      mon 11:00 #4 won
      mon 12:00 #4 reopened
      mon 18:00 #4 handed over -> vera
      mon 20:00 #4 won
      `,
    );
  });

  test("an outcome of the very moment at which a shift ends comes before the handover", () => {
    scenario(
      team("{ at_shift_end: untouched }"),
      `
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      mon 18:00 #1 won
      mon 18:00 #2 taken
      `,
    );
  });

  test("a lead that a person gave away is no longer the rule's", () => {
    scenario(
      team("{ at_shift_end: all }"),
      `
      mon 10:00 call -> anna
      mon 12:00 #1 owner boris
      `,
    );
  });

  test("whoever loses a lead is not asked, though another rule would find him there", () => {
    scenario(
      `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
schedules: { day: { weekly: { mon-fri: "09:00-18:00" } } }
managers: { anna: { name: Anna, schedule: day }, boris: { name: Boris, schedule: day } }
rules:
  - { name: Calls, if: { channel: call }, members: [anna], handover: { at_shift_end: all } }
  - { name: At any hour, members: [anna], availability: [duty] }
`,
      `
      mon 10:00 call -> anna
      `,
    );
  });

  test("a client's own manager comes first, if he may have it at that moment", () => {
    const yaml = team(
      "{ at_shift_end: all }",
      "keep_owner: { of: [contact], when: always }",
    ).replace("[anna, vera]", "[anna, boris, vera, gleb]");
    scenario(
      yaml,
      `
      mon 08:00 anna is offline
      mon 08:00 boris is offline
      mon 17:00 call contact=77 -> vera
      mon 17:30 anna is online
      // 77 is Vera's client and Anna's is hers; the owner who is off shift is not waited for.
      tue 00:00 #1 handed over -> gleb
      `,
    );
  });

  test("… and who is off shift then does not have it, though leads of his clients go to him at any hour", () => {
    const yaml = team(
      "{ at_shift_end: all }",
      "keep_owner: { of: [contact], when: always }",
    ).replace("[anna, vera]", "[anna, boris, vera]");
    scenario(
      yaml,
      `
      mon 10:00 boris is offline
      mon 15:30 call contact=77 -> anna
      mon 15:31 call contact=77 -> anna
      mon 15:40 #2 owner boris
      mon 15:41 boris is online
      // By his latest lead 77 is Boris's client now, who goes home with Anna.
      mon 18:00 #1 handed over -> vera
      mon 19:00 #1 won
      `,
    );
  });

  test("`first_to_accept` gives in turn: a lead that has somebody is not laid before others", () => {
    scenario(
      team("{ at_shift_end: all }").replaceAll("method: in_turn", "method: first_to_accept"),
      `
      mon 10:00 call -> waits until mon 10:01
      mon 10:01 #1 released -> anna
      mon 18:00 #1 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      `,
    );
  });

  test("limits hold for handovers too, and a lead that was lost is subtracted", () => {
    scenario(
      team("{ at_shift_end: all }", "limits: { member: { day: 1 } }"),
      `
      mon 16:30 anna is offline
      mon 16:30 call -> vera
      mon 16:30 anna is online
      mon 16:31 call -> anna
      mon 16:32 call -> waits until tue 09:00
      // 18:00: Vera has had her one lead of the day. The night is not there yet.
      tue 00:00 #1 handed over -> gleb
      tue 09:00 #3 released -> anna
      tue 18:00 #2 handed over -> vera
      wed 00:00 #2 handed over -> gleb
      // Vera has had Tuesday's lead, so Anna's second one stays until Wednesday.
      wed 18:00 #3 handed over -> vera
      wed 19:00 #3 won
      `,
    );
  });
});

describe("over midnight, weekends, holidays and a change of the clocks", () => {
  test("a shift that began yesterday ends today, and it is its end that counts", () => {
    scenario(
      team("{ at_shift_end: all }")
        .replace("members: [gleb]", "members: [gleb, anna]")
        .replace(
          'day: { weekly: { mon-fri: "09:00-18:00" } }',
          'day: { weekly: { mon-fri: "05:00-14:00" } }',
        ),
      `
      mon 23:00 call -> gleb
      tue 06:00 #1 handed over -> anna in Night
      // 14:00: Vera begins at four.
      `,
    );
  });

  test("Friday's leads are handed over on Friday, Monday's shift brings nothing of itself", () => {
    scenario(
      team("{ at_shift_end: all }"),
      `
      fri 15:00 call -> anna
      fri 18:00 #1 handed over -> vera
      sat 00:00 #1 handed over -> gleb
      `,
    );
  });

  test("a holiday of the production calendar has no shift, so no end of one", () => {
    const yaml = team("{ at_shift_end: all, return: true }").replace(
      'day: { weekly: { mon-fri: "09:00-18:00" } }',
      'day: { weekly: { workdays: "09:00-18:00" } }',
    );
    scenario(
      yaml,
      `
      // Monday the 9th of March is off in 2026.
      fri 15:00 call -> anna
      fri 18:00 #1 handed over -> vera
      sat 00:00 #1 handed over -> gleb
      2026-03-10 09:00 #1 returned -> anna
      2026-03-10 10:00 #1 won
      `,
    );
  });

  test("clocks set forward: the night shift ends by the wall clock, an hour sooner", () => {
    const yaml = team("{ at_shift_end: all }")
      .replace("Asia/Tomsk, calendar: ru", "Europe/Berlin")
      .replace(
        'night: { weekly: { mon-fri: "22:00-06:00" } }',
        'night: { weekly: { mon-sun: "22:00-06:00" } }',
      )
      .replace(
        'day: { weekly: { mon-fri: "09:00-18:00" } }',
        'day: { weekly: { sun: "05:30-18:00" } }',
      )
      .replace('days: mon-fri, time: "18:00-06:00"', 'days: mon-sun, time: "18:00-06:00"')
      .replace("members: [gleb]", "members: [gleb, anna]");
    scenario(
      yaml,
      `
      // In the night to the 29th of March 2026 two o'clock becomes three.
      2026-03-28 23:00 call -> gleb
      2026-03-29 06:00 #1 handed over -> anna
      2026-03-29 07:00 #1 won
      `,
    );
  });
});

describe("back to the previous owner at his next shift", () => {
  test("`return` gives it back when his shift begins", () => {
    scenario(
      team("{ at_shift_end: all, return: true }"),
      `
      mon 10:00 call -> anna
      mon 18:00 #1 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      tue 09:00 #1 returned -> anna in Calls
      tue 10:00 #1 won
      `,
    );
  });

  test("a return goes before the handover of the same lead at the same moment", () => {
    const yaml = team("{ at_shift_end: all, return: true }").replace(
      'night: { weekly: { mon-fri: "22:00-06:00" } }',
      'night: { weekly: { mon-fri: "22:00-09:00" } }',
    );
    scenario(
      yaml,
      `
      mon 10:00 call -> anna
      mon 18:00 #1 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      // 09:00: Gleb's night ends and Anna's day begins. Boris would be there too.
      tue 09:00 #1 returned -> anna
      tue 10:00 #1 won
      `,
    );
  });

  test("if he may not receive it, the handover of that moment takes place", () => {
    const yaml = team("{ at_shift_end: all, return: true }")
      .replace(
        'night: { weekly: { mon-fri: "22:00-06:00" } }',
        'night: { weekly: { mon-fri: "22:00-09:00" } }',
      )
      .replace("[anna, vera]", "[anna, boris, vera]");
    scenario(
      yaml,
      `
      mon 10:00 boris is offline
      mon 10:00 call -> anna
      mon 18:00 #1 handed over -> vera
      tue 00:00 #1 handed over -> gleb
      tue 08:00 anna is offline
      tue 08:00 boris is online
      tue 09:00 #1 handed over -> boris
      tue 10:00 #1 won
      `,
    );
  });

  test("who may not receive it then gets it at a later shift", () => {
    scenario(
      team("{ at_shift_end: all, return: true }"),
      `
      mon 10:00 call -> anna
      mon 18:00 #1 handed over -> vera
      mon 19:00 #1 taken
      mon 20:00 anna is offline
      tue 00:00 #1 handed over -> gleb
      // Tuesday 09:00: Anna is off duty. Coming on duty at ten does not bring it back.
      tue 10:00 anna is online
      wed 09:00 #1 returned -> anna
      wed 10:00 #1 lost
      `,
    );
  });

  test("what was taken by him before is taken still when it is back", () => {
    scenario(
      team("{ at_shift_end: all, return: true }", "taken: { within: 30m }"),
      `
      mon 10:00 call -> anna
      mon 10:10 #1 taken
      mon 18:00 #1 handed over -> vera
      mon 18:10 #1 taken
      tue 00:00 #1 handed over -> gleb
      tue 09:00 #1 returned -> anna
      tue 17:00 #1 won
      `,
    );
  });

  test("a lead that was given on by a person meanwhile is not taken back", () => {
    scenario(
      team("{ at_shift_end: all, return: true }"),
      `
      mon 10:00 call -> anna
      mon 18:00 #1 handed over -> vera
      mon 20:00 #1 owner boris
      `,
    );
  });
});

describe("duty off", () => {
  const yaml = team("{ on_duty_off: untouched }").replace("[anna, vera]", "[anna, boris, vera]");

  test("the same choices when somebody switches himself off", () => {
    scenario(
      yaml,
      `
      mon 10:00 boris is offline
      mon 10:00 call -> anna
      mon 10:01 call -> anna
      mon 10:02 boris is online
      mon 11:00 #1 taken
      mon 11:30 anna is offline
      mon 11:30 #2 duty off -> boris
      `,
    );
  });

  test("a pause is no end of duty, and whoever is back at the same moment was never off", () => {
    scenario(
      yaml,
      `
      mon 10:00 boris is offline
      mon 10:00 call -> anna
      mon 10:02 boris is online
      mon 11:00 anna is paused
      mon 12:00 anna is offline
      mon 12:00 anna is paused
      mon 12:30 #1 taken
      `,
    );
  });

  test("nobody to hand to: it stays, and being off for longer is no new trigger", () => {
    scenario(
      yaml,
      `
      mon 10:00 boris is offline
      mon 10:00 call -> anna
      mon 11:00 anna is offline
      mon 11:30 boris is online
      mon 11:45 anna is offline
      `,
    );
  });

  test("it comes before leads of the same moment are released and shared out", () => {
    scenario(
      yaml.replace("handover:", "limits: { member: { open: 1 } }\n    handover:"),
      `
      mon 10:00 boris is offline
      mon 10:00 call -> anna
      mon 10:01 call -> waits until mon 16:00
      mon 11:00 boris is online
      mon 11:00 #2 released -> boris
      mon 11:30 #2 won
      mon 12:00 call -> boris
      mon 12:01 call -> waits until mon 16:00
      mon 12:30 #3 won
      mon 12:30 anna is offline
      mon 12:30 #1 duty off -> boris
      mon 16:00 #4 released -> vera
      `,
    );
  });
});

describe("turns", () => {
  const yaml = (turnBack: string) => `
version: 1
account: { name: Shop, timezone: Europe/Moscow }
schedules: { day: { weekly: { mon-fri: "09:00-18:00" } }, late: { weekly: { mon-fri: "12:00-21:00" } } }
managers: { anna: { schedule: day }, boris: { schedule: day }, vera: { schedule: late } }
rules:
  - name: Calls
    if: { channel: call }
    members: [anna, boris]
    handover: { at_shift_end: untouched${turnBack} }
  - { name: Late, members: [vera] }
`;
  const monday = `
      mon 10:00 call -> anna
      mon 10:01 call -> boris
      mon 10:02 call -> anna
      mon 10:30 #2 taken
      mon 18:00 #1 handed over -> vera in Late
      mon 18:00 #3 handed over -> vera in Late
  `;

  test("by default the loser has his turns back: Boris alone has had a lead", () => {
    scenario(
      yaml(""),
      `${monday}
      tue 10:00 call -> anna
      tue 10:01 call -> boris
      tue 10:30 #4 taken
      tue 10:30 #5 taken
      `,
    );
  });

  test("without `turn_back` what was handed over has cost its turns", () => {
    scenario(
      yaml(", turn_back: false"),
      `${monday}
      tue 10:00 call -> boris
      tue 10:01 call -> anna
      tue 10:30 #4 taken
      tue 10:30 #5 taken
      `,
    );
  });
});
