import { expect, test } from "vitest";
import { leadGroups, type MyLead } from "./lead-groups.ts";

function lead(name: string, more: Partial<MyLead> = {}): MyLead {
  return {
    lead: name,
    leadName: name,
    leadUrl: null,
    at: 0,
    ruleName: null,
    cause: "new",
    sentence: "",
    taken: false,
    takeBy: null,
    closed: false,
    ...more,
  };
}

const names = (leads: readonly MyLead[]): readonly string[] => leads.map(({ lead: name }) => name);

test("a lead stands in the group of what is to be done with it", () => {
  const { toTake, inWork, closed } = leadGroups([
    lead("new"),
    lead("begun", { taken: true }),
    lead("won", { taken: true, closed: true }),
    lead("junk", { closed: true }),
  ]);
  expect([names(toTake), names(inWork), names(closed)]).toEqual([
    ["new"],
    ["begun"],
    ["won", "junk"],
  ]);
});

test("who must begin soonest stands first; without a deadline the newest", () => {
  const { toTake } = leadGroups([
    lead("old", { at: 1 }),
    lead("fresh", { at: 2 }),
    lead("later", { takeBy: 90 }),
    lead("soon", { takeBy: 80 }),
  ]);
  expect(names(toTake)).toEqual(["soon", "later", "fresh", "old"]);
});
