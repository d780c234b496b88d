import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CrmEvent } from "#crm/port.ts";
import { phpForm } from "./testing/php-form.ts";
import * as recorded from "./testing/recorded.ts";
import { parseWebhook } from "./webhook-events.ts";

const eventsOf = (tree: object): readonly CrmEvent[] => parseWebhook(phpForm(tree)).events;
const withoutKeys = (tree: object) => eventsOf(tree).map(({ key: _, ...event }) => event);
const lead = (action: string, item: object) => ({ leads: { [action]: [{ id: "5", ...item }] } });

describe("recorded bodies", () => {
  test("a lead added names its account, its responsible user and its moment", () => {
    expect(parseWebhook(recorded.leadAdded)).toEqual({
      accountId: "30739638",
      subdomain: "121273hvv",
      events: [
        {
          kind: "added",
          lead: "1190401",
          responsible: "9040358",
          changedAt: 1_672_189_247_000,
          facts: {},
          key: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
  });

  test("a pipeline's trigger names no responsible user and no moment", () => {
    expect(parseWebhook(recorded.pipelineTrigger)).toMatchObject({
      accountId: "31205035",
      events: [{ kind: "added", lead: "20881394", changedAt: null }],
    });
    expect(parseWebhook(recorded.pipelineTrigger).events[0]).not.toHaveProperty("responsible");
  });

  test.each([
    [recorded.stageChanged, { kind: "changed", lead: "30267969", responsible: "1764433" }],
    [recorded.responsibleChanged, { kind: "responsible", lead: "40337679", responsible: "504141" }],
    [recorded.robotUpdated, { kind: "changed", lead: "27754599", responsible: null }],
  ])("a change says who is responsible, or that nobody is", (tree, event) => {
    expect(eventsOf(tree)).toMatchObject([event]);
  });

  test("an account block of 2016 has no id", () => {
    const { accountId, subdomain } = parseWebhook(phpForm(recorded.responsibleChanged));
    expect({ accountId, subdomain }).toEqual({ accountId: null, subdomain: "test" });
  });

  test("a chat arrives as an added lead with what only the inbox knows", () => {
    expect(withoutKeys(recorded.chatArrived)).toEqual([
      {
        kind: "added",
        lead: "28455371",
        changedAt: 1_695_484_695_000,
        facts: {
          channel: "written",
          source: "ShopBOT",
          source_id: "22594646",
          contact: "93589657",
        },
      },
    ]);
  });

  test("acceptance, which arrives as a deletion, is a change", () => {
    expect(withoutKeys(recorded.unsortedAccepted)).toEqual([
      {
        kind: "changed",
        lead: "2132111",
        changedAt: 124_242_341_000,
        facts: { channel: "written", created_by: "form" },
      },
    ]);
  });
});

describe("leads", () => {
  test.each([
    ["add", "added"],
    ["update", "changed"],
    ["responsible", "responsible"],
    ["delete", "deleted"],
    ["restore", "restored"],
  ])("leads[%s] is «%s»", (action, kind) => {
    expect(withoutKeys(lead(action, {}))).toEqual([
      { kind, lead: "5", changedAt: null, facts: {} },
    ]);
  });

  test("leads[status] is a change that moved it to another stage, whoever did it", () => {
    expect(withoutKeys(lead("status", {}))).toEqual([
      { kind: "changed", moved: true, lead: "5", changedAt: null, facts: {} },
    ]);
  });

  test.each([
    ["call_in", "call"],
    ["mail_in", "written"],
    ["chat", "written"],
  ])("a pipeline's trigger %s tells the channel «%s»", (action, channel) => {
    expect(eventsOf(lead(action, {}))).toMatchObject([{ kind: "changed", facts: { channel } }]);
  });

  test("every entity, action and index of one body is read", () => {
    const tree = {
      leads: { add: [{ id: "1" }, { id: "2" }], status: { 7: { id: "3" } } },
      unsorted: { add: [{ lead_id: "4", category: "sip" }] },
    };
    expect(eventsOf(tree).map((event) => event.lead)).toEqual(["1", "2", "3", "4"]);
  });

  test.each([["10"], ["11"]])("a call note of type %s tells the channel", (note_type) => {
    const note = { id: "9", note_type, element_type: "2", element_id: "5", created_at: "100" };
    const tree = { leads: { note: [{ note }] } };
    expect(withoutKeys(tree)).toEqual([
      { kind: "changed", lead: "5", changedAt: 100_000, facts: { channel: "call" } },
    ]);
  });

  test("another note is a change without facts; its written date is in no known zone", () => {
    const note = { note_type: "4", element_id: "5", date_create: "2026-03-02 09:00:00" };
    expect(withoutKeys({ leads: { note: [{ note }] } })).toEqual([
      { kind: "changed", lead: "5", changedAt: null, facts: {} },
    ]);
  });
});

describe("somebody has begun with a lead", () => {
  const activities = (tree: object) => eventsOf(tree).map((event) => event.activity);
  const note = (item: object) => ({
    leads: { note: [{ note: { id: "9", element_type: "2", element_id: "5", ...item } }] },
  });
  const task = (action: string, item: object) => ({
    task: { [action]: [{ id: "9", element_type: "2", element_id: "5", ...item }] },
  });

  test.each<[string, object, object | undefined]>([
    [
      "a call that was answered",
      note({ note_type: "11", created_by: "11", text: '{"DURATION":31}' }),
      { by: "call", user: "11" },
    ],
    [
      "a call that telephony wrote down",
      note({ note_type: "10", created_by: "0", text: '{"uniq":"1","duration":"5"}' }),
      { by: "call", user: null },
    ],
    ["a call that nobody answered", note({ note_type: "11", text: '{"DURATION":0}' }), undefined],
    ["a call that says nothing", note({ note_type: "11", text: "?" }), undefined],
    ["a note", note({ note_type: "4", created_by: "11" }), { by: "note", user: "11" }],
    ["a robot's note", note({ note_type: "4", created_by: "0" }), undefined],
    ["a system note", note({ note_type: "25", created_by: "11" }), undefined],
    ["a text message sent", note({ note_type: "103" }), { by: "message", user: null }],
    [
      "a move to another stage",
      { leads: { status: [{ id: "5", modified_user_id: "12" }] } },
      { by: "stage", user: "12" },
    ],
    ["a robot's move", { leads: { status: [{ id: "5", modified_user_id: "0" }] } }, undefined],
    [
      "a finished task",
      task("update", { action_close: "1", responsible_user_id: "12" }),
      { by: "task", user: "12" },
    ],
    [
      "an answer in a chat",
      { outgoing_message: { add: [{ id: "m", entity_type: "lead", entity_id: "5" }] } },
      { by: "message", user: null },
    ],
  ])("%s", (_, tree, activity) => {
    expect(activities(tree)).toEqual([activity]);
  });

  test.each<[string, object]>([
    ["a task that is only moved", task("update", { action_close: "0", status: "0" })],
    ["a new task", task("add", { status: "1" })],
    ["a contact's task", task("update", { element_type: "1", action_close: "1" })],
    [
      "a message to a contact without a lead",
      { outgoing_message: { add: [{ entity_type: "contact", entity_id: "5" }] } },
    ],
  ])("not by %s", (_, tree) => {
    expect(eventsOf(tree)).toEqual([]);
  });
});

describe("the unsorted inbox", () => {
  const arrived = (item: object) => ({ unsorted: { add: [item] } });

  test.each([
    ["sip", "call"],
    ["forms", "written"],
    ["chats", "written"],
    ["mail", "written"],
  ])("the category %s is the channel «%s»", (category, channel) => {
    expect(eventsOf(arrived({ lead_id: "5", category }))[0]?.facts["channel"]).toBe(channel);
  });

  test.each([
    [{ source_name: "item", source_data: { source_name: "data", site: "site" } }, "data"],
    [{ source_name: "item", source_data: { site: "site" } }, "item"],
    [{ source_data: { site: "site", form_name: "form" } }, "site"],
    [{ source_data: { form_name: "form" } }, "form"],
  ])("the source is the best name that there is", (item, source) => {
    expect(eventsOf(arrived({ lead_id: "5", ...item }))[0]?.facts["source"]).toBe(source);
  });

  test("a form is named, and made the lead", () => {
    const item = { lead_id: "5", category: "forms", source_data: { form_name: "Заявка" } };
    const facts = { channel: "written", source: "Заявка", form: "Заявка", created_by: "form" };
    expect(eventsOf(arrived(item))[0]?.facts).toEqual(facts);
  });

  test("an old body tells the lead inside its data, or not at all", () => {
    expect(eventsOf(arrived({ uid: "a", data: { leads: [{ id: "8" }] } }))[0]?.lead).toBe("8");
    expect(eventsOf(arrived({ uid: "a", data: { leads: [{ name: "x" }] } }))).toEqual([]);
  });

  test("a declined lead is deleted", () => {
    const item = { action: "decline", uid: "a", decline_result: { leads: ["6", "7"] } };
    expect(eventsOf({ unsorted: { delete: [item] } })).toMatchObject([
      { kind: "deleted", lead: "6" },
      { kind: "deleted", lead: "7" },
    ]);
  });
});

describe("what is no event", () => {
  test.each([
    ["contacts", { contacts: { add: [{ id: "5", type: "contact" }] } }],
    ["tasks", { task: { add: [{ id: "5", element_id: "6" }] } }],
    ["talks", { talk: { add: [{ talk_id: "5", entity_id: "6" }] } }],
    ["messages", { message: { add: [{ id: "5", entity_id: "6" }] } }],
    ["an unknown action", { leads: { toString: [{ id: "5" }], valueOf: [{ id: "5" }] } }],
    ["a lead without an id", { leads: { add: [{ name: "x" }] } }],
    [
      "an id that is none",
      { leads: { add: [{ id: "0" }, { id: "-1" }, { id: "1e9" }, { id: "9".repeat(20) }] } },
    ],
    [
      "a note on a contact",
      { leads: { note: [{ note: { element_type: "1", element_id: "5" } }] } },
    ],
    ["text where a map belongs", { leads: "x", unsorted: { add: "y" }, account: "z" }],
  ])("%s", (_, tree) => {
    expect(eventsOf(tree)).toEqual([]);
  });
});

describe("the key of an event", () => {
  const keyOf = (tree: object): string => eventsOf(tree)[0]?.key ?? "none";
  const base = { updated_at: "100", status_id: "1", responsible_user_id: "2", name: "a" };

  test("does not depend on what the delivery adds", () => {
    expect(keyOf(lead("update", { ...base, name: "b" }))).toBe(keyOf(lead("update", base)));
  });

  test.each([
    ["moment", lead("update", { ...base, updated_at: "101" })],
    ["stage", lead("update", { ...base, status_id: "3" })],
    ["responsible user", lead("update", { ...base, responsible_user_id: "3" })],
    ["lead", lead("update", { ...base, id: "6" })],
    ["action", lead("status", base)],
    ["account", { ...lead("update", base), account: { id: "7" } }],
  ])("differs by %s", (_, tree) => {
    expect(keyOf(tree)).not.toBe(keyOf(lead("update", base)));
  });
});

const name = fc.oneof(
  fc.constantFrom("leads", "unsorted", "note", "add", "delete", "0", "id", "lead_id", "account"),
  fc.constantFrom(
    "element_id",
    "accept_result",
    "source_data",
    "data",
    "__proto__",
    "toString",
    "",
  ),
);
const path = fc.array(name, { minLength: 1, maxLength: 7 });
const pair = fc.tuple(path, fc.oneof(fc.constantFrom("5", "0", "10", "sip"), fc.string()));

test("no body makes the parser throw, and every event names a lead", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 25, size: "max" }), (pairs) => {
      const body = pairs
        .map(
          ([[head, ...rest], text]) => `${head}${rest.map((part) => `[${part}]`).join("")}=${text}`,
        )
        .join("&");
      for (const event of parseWebhook(body).events) expect(event.lead).toMatch(/^[1-9]\d*$/);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
