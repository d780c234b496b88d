import { expect, test } from "vitest";
import type { Answer } from "#web/api/call.ts";
import { inOrder } from "./team-order.ts";

type Member = Answer<"getToday">["team"][number];

function member(name: string, state: Member["state"], until: number | null = null): Member {
  return {
    manager: name,
    name,
    state,
    until,
    timeZone: "UTC",
    receivedToday: 0,
    lastAt: null,
    duty: { state: "online", until: null, by: null, why: null },
    notAtWork: false,
    missedInRow: 0,
    shifts: [],
  };
}

test("who receives now stands first, then who comes back soonest", () => {
  const team = [
    member("Late", "off_shift", 9),
    member("Gone", "blocked"),
    member("Pause", "paused", 5),
    member("Soon", "off_shift", 3),
    member("Here", "on_shift", 7),
  ];
  expect(inOrder(team).map(({ name }) => name)).toEqual(["Here", "Pause", "Soon", "Late", "Gone"]);
});
