import { expect, test } from "vitest";
import type { Facts } from "#core/decision.ts";
import { amocrm } from "#crm/amocrm/adapter.ts";
import type { Account } from "#store/accounts.ts";
import { mergeFacts, readSignals } from "./signals.ts";

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

const crm = amocrm({ address: "https://shop.amocrm.ru", token: "none" });
const account = { id: "shop", crmAccountId: "7" } as Account;
const markedFor = (body: string) => {
  const row = { id: 1, body, origin: "webhook", receivedAt: 0, attempts: 0 } as const;
  return readSignals([row], { account, crm }).done.map(({ error }) => error);
};

test("a body that is no webhook is marked, and one about something else is simply done", () => {
  for (const body of ["", "%%%", "[[[", "leads[add]=1", "\uFFFD=1"]) {
    expect(markedFor(body), body).toEqual(["There is no webhook of the CRM in it."]);
  }
  expect(markedFor("account[id]=7&contacts[add][0][id]=5")).toEqual([null]);
  expect(markedFor("account[id]=8&leads[add][0][id]=5")).toEqual([
    "The event belongs to account 8 of the CRM.",
  ]);
});
