import { expect, test } from "vitest";
import type { Facts } from "#core/decision.ts";
import { mergeFacts } from "./signals.ts";

interface Case {
  readonly read?: Facts;
  readonly told?: Facts;
  readonly stored?: Facts;
  readonly merged: Facts;
}

const cases: readonly [string, Case][] = [
  [
    "what is read goes before what was remembered",
    { read: { source: "new" }, stored: { source: "old" }, merged: { source: "new" } },
  ],
  ["what is gone from the CRM is forgotten", { stored: { tags: ["vip"] }, merged: {} }],
  [
    "what only an event told is remembered",
    { stored: { source: "Сайт" }, merged: { source: "Сайт" } },
  ],
  ["an event's word is taken", { told: { form: "Заявка" }, merged: { form: "Заявка" } }],
  [
    "«other» is no channel where an event had one",
    { read: { channel: "other" }, told: { channel: "call" }, merged: { channel: "call" } },
  ],
  [
    "the first event's channel stays",
    {
      read: { channel: "other" },
      told: { channel: "call" },
      stored: { channel: "written" },
      merged: { channel: "written" },
    },
  ],
  [
    "a channel that is read stays",
    { read: { channel: "written" }, told: { channel: "call" }, merged: { channel: "written" } },
  ],
];

test.each(cases)("%s", (_, { read = {}, told = {}, stored = {}, merged }) => {
  expect(mergeFacts(read, told, stored)).toEqual({ channel: "other", ...merged });
});
