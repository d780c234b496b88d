import { describe, test } from "vitest";
import { team } from "./handover-team.ts";
import { scenario } from "./scenario.ts";

describe("`together`", () => {
  test("the client's other leads go along, whatever their stage and whichever rule gave them", () => {
    const yaml = team("{ at_shift_end: untouched, together: true }").replace(
      "[anna, vera]",
      "[anna, vera, gleb]",
    );
    scenario(
      yaml,
      `
      mon 10:00 call contact=77 -> anna
      mon 10:01 call contact=88 -> anna
      mon 10:02 call contact=77 -> anna
      mon 11:00 #3 taken
      mon 18:00 #1 handed over -> vera
      mon 18:00 #3 handed over -> vera
      mon 18:00 #2 handed over -> vera
      mon 19:00 #1 taken
      mon 19:00 #2 taken
      mon 19:00 #3 taken
      `,
    );
  });

  test("a lead whose own manager comes at that very moment goes back to him, and once", () => {
    const yaml = team("{ at_shift_end: all, return: true, together: true }").replace(
      'night: { weekly: { mon-fri: "22:00-06:00" } }',
      'night: { weekly: { mon-fri: "22:00-09:00" } }',
    );
    scenario(
      yaml.replace("members: [gleb]", "members: [gleb, boris]"),
      `
      mon 15:00 call contact=77 -> anna
      mon 18:00 #1 handed over -> vera
      mon 23:00 call contact=77 -> gleb in Night
      tue 00:00 #1 handed over -> gleb in Night
      // 09:00: Gleb goes, Anna comes, and Boris is there. The second lead was never hers.
      tue 09:00 #1 returned -> anna in Calls
      tue 09:00 #2 handed over -> boris
      tue 10:00 #1 won
      tue 10:00 #2 won
      `,
    );
  });
});
